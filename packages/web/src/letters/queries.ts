import type { ArchivedLetter } from '@skein/contracts';
import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query';
import { client } from '../session/client.ts';

const letters = ['letters'] as const;

export const lettersQuery = infiniteQueryOptions({
  queryKey: [...letters, 'list'],
  queryFn: ({ pageParam: after, signal }) =>
    client.listLetters({ query: { limit: 24, ...(after && { after }) }, signal }),
  initialPageParam: '',
  getNextPageParam: ({ next }) => next,
});

export const latestLetterQuery = queryOptions({
  queryKey: [...letters, 'latest'],
  queryFn: async ({ signal }) => (await client.listLetters({ query: { limit: 1 }, signal })).items[0] ?? null,
  staleTime: 60_000,
});

export const letterQuery = (id: string) =>
  queryOptions({
    queryKey: [...letters, id],
    queryFn: ({ signal }) => client.readLetter({ params: { id }, signal }),
  });

/** Shows a letter to visitors too, or no longer. */
export const useShowing = () => {
  const queries = useQueryClient();
  return async ({ id, version }: Pick<ArchivedLetter, 'id' | 'version'>, openly: boolean) => {
    const answer = await client.showLetter.attempt({ params: { id }, ifMatch: version, body: { openly } });
    await queries.invalidateQueries({ queryKey: letters });
    return answer;
  };
};
