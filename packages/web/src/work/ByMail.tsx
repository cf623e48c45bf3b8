import { Trans } from '@lingui/react/macro';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { client } from '../session/client.ts';

const mailAddressQuery = (community: string) =>
  queryOptions({
    queryKey: ['mail-address', community],
    queryFn: ({ signal }) => client.readMailAddress({ params: { community }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

/** Where a member raises tensions by mail; nothing, where no mail comes in. */
export const ByMail = ({ community }: { community: string }) => {
  const address = useQuery(mailAddressQuery(community)).data?.address;
  if (!address) return null;
  return (
    <p className="quiet">
      <Trans>
        Or write, from your own address, to <a href={`mailto:${address}`}>{address}</a>, which is for you
        alone: the subject says what it is, and the text what would help.
      </Trans>
    </p>
  );
};
