import type { Resource } from '@skein/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import { client } from '../session/client.ts';

/** What the library is searched by. */
export interface Wanted {
  readonly text?: string;
  readonly tag?: string;
  readonly community?: string;
}

const library = ['library'] as const;

export const resourcesQuery = (wanted: Wanted) =>
  infiniteQueryOptions({
    queryKey: [...library, 'found', wanted],
    queryFn: ({ pageParam, signal }) =>
      client.listResources({
        query: { ...wanted, limit: 30, ...(pageParam && { after: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });

export const tagsQuery = (community: string) =>
  queryOptions({
    queryKey: [...library, 'tags', community],
    queryFn: async ({ signal }) =>
      (await client.listResourceTags({ query: community ? { community } : {}, signal })).items,
    staleTime: 60_000,
  });

type Added = Parameters<typeof client.addResource>[0]['body'];

export const useLibrary = () => {
  const queries = useQueryClient();
  const settled = async <T>(step: Promise<T>): Promise<T> => {
    const answer = await step;
    await queries.invalidateQueries({ queryKey: library });
    return answer;
  };
  return {
    add: (body: Added) => settled(client.addResource.attempt({ body })),
    remove: ({ id }: Resource) => settled(client.removeResource.attempt({ params: { id } })),
  };
};
