import type { AskedSurvey, AskedVote } from '@skein/contracts';
import { infiniteQueryOptions, queryOptions, useQuery } from '@tanstack/react-query';
import { client } from '../session/client.ts';
import { useActor } from '../session/store.ts';

// By these first words the server’s events lead to what they changed.
const surveys = ['surveys'] as const;
const votes = ['votes'] as const;

const openSurveysQuery = queryOptions({
  queryKey: [...surveys, 'open'],
  queryFn: ({ signal }) => client.listAskedSurveys.all({ query: { status: 'open' }, signal }).toArray(),
});

const openVotesQuery = queryOptions({
  queryKey: [...votes, 'open'],
  queryFn: ({ signal }) => client.listAskedVotes.all({ query: { status: 'open' }, signal }).toArray(),
});

export interface Asked {
  /** What closes first, first. */
  readonly surveys: readonly AskedSurvey[];
  readonly votes: readonly AskedVote[];
  /** What could not be asked for; the rest is shown all the same. */
  readonly failed: boolean;
  readonly loaded: boolean;
}

const byClosing = (one: { closesAt: string }, other: { closesAt: string }): number =>
  one.closesAt.localeCompare(other.closesAt);

/** The open surveys and votes that ask who is signed in. */
export const useAsked = (): Asked => {
  const enabled = useActor() !== undefined;
  const asking = useQuery({ ...openSurveysQuery, enabled });
  const voting = useQuery({ ...openVotesQuery, enabled });
  return {
    surveys: (asking.data ?? []).toSorted(byClosing),
    votes: (voting.data ?? []).toSorted(byClosing),
    failed: asking.isError || voting.isError,
    loaded: !asking.isLoading && !voting.isLoading,
  };
};

const page = { initialPageParam: '', getNextPageParam: ({ next }: { next?: string | undefined }) => next };
const few = 20;

export const closedSurveysQuery = (community?: string) =>
  infiniteQueryOptions({
    queryKey: [...surveys, 'closed', community ?? 'all'],
    queryFn: ({ pageParam: after, signal }) =>
      client.listAskedSurveys({
        query: { status: 'closed', limit: few, ...(community && { community }), ...(after && { after }) },
        signal,
      }),
    ...page,
  });

export const closedVotesQuery = (community?: string) =>
  infiniteQueryOptions({
    queryKey: [...votes, 'closed', community ?? 'all'],
    queryFn: ({ pageParam: after, signal }) =>
      client.listAskedVotes({
        query: { status: 'closed', limit: few, ...(community && { community }), ...(after && { after }) },
        signal,
      }),
    ...page,
  });

export const publishedQuery = (community?: string) =>
  infiniteQueryOptions({
    queryKey: [...surveys, 'published', community ?? 'all'],
    queryFn: ({ pageParam: after, signal }) =>
      client.listPublished({
        query: { limit: few, ...(community && { community }), ...(after && { after }) },
        signal,
      }),
    ...page,
  });

/** One’s own way to a survey’s page, as the letter has it. */
export const askForOwnLink = (id: string) => client.readOwnLink.attempt({ params: { id } });
