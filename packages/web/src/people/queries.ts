import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
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
