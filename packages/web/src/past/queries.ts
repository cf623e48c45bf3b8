import type { LinePlace, PastPreview } from '@skein/contracts';
import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import { client } from '../session/client.ts';

interface Read {
  readonly community: string;
  readonly text: string;
  /** Where somebody put each line; as it is read without. */
  readonly places?: readonly LinePlace[] | undefined;
}

/** What notes would become; asked for again as their lines are put elsewhere. */
export const previewQuery = ({ community, text, places }: Read) =>
  queryOptions({
    queryKey: ['meetings', 'past', community, text, places ?? 'as-read'],
    queryFn: ({ signal }) =>
      client.previewPastMeeting({
        body: { community, text, ...(places && { places: [...places] }) },
        signal,
      }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });

export type Preview = PastPreview;
type Sent = Parameters<typeof client.takeInPastMeeting>[0]['body'];

/** Takes an earlier meeting in; what shows meetings and work is asked for anew. */
export const useTakingIn = () => {
  const queries = useQueryClient();
  return async (body: Sent) => {
    const answer = await client.takeInPastMeeting.attempt({ body });
    if (answer.ok) await queries.invalidateQueries();
    return answer;
  };
};
