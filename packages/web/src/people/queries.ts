import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client } from '../session/client.ts';

/** What the directory is searched by. */
export interface Sought {
  readonly text?: string;
  readonly community?: string;
  readonly region?: string;
  readonly interest?: string;
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
