import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { personQuery } from '../session/queries.ts';

/** What somebody is called, as far as they are there still. */
export const useNameOf = (id: string): string => {
  const { t } = useLingui();
  return useQuery({ ...personQuery(id), retry: false }).data?.name ?? t`Somebody`;
};

/** A person by name, leading to them. */
export const PersonName = ({ id }: { id: string }) => (
  <Link to="/people/$person" params={{ person: id }}>
    {useNameOf(id)}
  </Link>
);
