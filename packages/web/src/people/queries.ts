import { infiniteQueryOptions, keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import { client } from '../session/client.ts';

/** What the directory is searched by. */
export interface Sought {
  readonly text?: string;
  readonly community?: string;
  readonly region?: string;
  readonly interest?: string;
  readonly strength?: string;
}

export const directoryQuery = (sought: Sought) =>
  infiniteQueryOptions({
    queryKey: ['people', 'directory', sought],
    queryFn: ({ pageParam, signal }) =>
      client.listPeople({ query: { ...sought, limit: 30, ...(pageParam && { after: pageParam }) }, signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });

/** The members of one community, by name, as far as one sees them. */
export const membersQuery = (community: string) =>
  queryOptions({
    queryKey: ['people', 'of', community],
    queryFn: ({ signal }) => client.listPeople.all({ query: { community }, signal }).toArray(),
  });

const wishes = ['introduction-wishes'] as const;

export const myIntroductionWishesQuery = (person: string) =>
  queryOptions({
    queryKey: [...wishes, person],
    queryFn: ({ signal }) => client.listIntroductionWishes.all({ query: { person }, signal }).toArray(),
  });

export const introductionQuery = (id: string) =>
  queryOptions({
    queryKey: ['introductions', id],
    queryFn: ({ signal }) => client.readIntroduction({ params: { id }, signal }),
  });

/** Asks a weaver to introduce one to somebody. */
export const useIntroductionWish = () => {
  const queries = useQueryClient();
  return async (body: Parameters<typeof client.wishToMeet>[0]['body']) => {
    const answer = await client.wishToMeet.attempt({ body });
    await queries.invalidateQueries({ queryKey: wishes });
    return answer;
  };
};

const pairsAtOnce = 20;

/** Who may be there twice, the likeliest first. */
export const duplicatesQuery = infiniteQueryOptions({
  queryKey: ['people', 'duplicates'],
  queryFn: ({ pageParam, signal }) =>
    client.findDuplicates({ query: { skip: pageParam, limit: pairsAtOnce }, signal }),
  initialPageParam: 0,
  getNextPageParam: ({ more }, pages) => (more ? pages.length * pairsAtOnce : undefined),
});

/** What a merge of two would come to. */
export const mergeQuery = (kept: string, gone: string) =>
  queryOptions({
    queryKey: ['people', 'merge', kept, gone],
    queryFn: ({ signal }) => client.previewMerge({ params: { id: kept }, query: { gone }, signal }),
  });

interface Known {
  readonly id: string;
  readonly version: number;
}

export const useDuplicates = () => {
  const queries = useQueryClient();
  const settled = async <T>(step: Promise<T>): Promise<T> => {
    const answer = await step;
    await queries.invalidateQueries({ queryKey: ['people'] });
    return answer;
  };
  return {
    dismiss: ([one, other]: readonly [Known, Known]) =>
      settled(client.dismissDuplicate.attempt({ body: { people: [one.id, other.id] } })),
    merge: (kept: Known, gone: Known) =>
      settled(
        client.mergePeople.attempt({
          params: { id: kept.id },
          ifMatch: kept.version,
          body: { gone: gone.id, goneVersion: gone.version },
        }),
      ),
  };
};
