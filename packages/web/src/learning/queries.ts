import type { LearningCase } from '@skein/contracts';
import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query';
import { client } from '../session/client.ts';

// Under the key of all work: what tells of a community’s work tells of its cases.
const learning = ['work', 'learning'] as const;

export const casesQuery = (community: string) =>
  queryOptions({
    queryKey: [...learning, 'of', community],
    queryFn: ({ signal }) => client.listLearningCases.all({ query: { community }, signal }).toArray(),
  });

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: [...learning, 'one', id],
    queryFn: ({ signal }) => client.readLearningCase({ params: { id }, signal }),
  });

/** What is cleared for the whole network, page by page. */
export const clearedCasesQuery = infiniteQueryOptions({
  queryKey: [...learning, 'cleared'],
  queryFn: ({ pageParam, signal }) =>
    client.listClearedCases({ query: { limit: 20, ...(pageParam && { after: pageParam }) }, signal }),
  initialPageParam: '',
  getNextPageParam: ({ next }) => next,
});

const year = 365 * 24 * 60 * 60_000;

/** The meetings that a case can belong to: those of the last year and those to come, the latest first. */
export const meetingsAroundQuery = (community: string) =>
  queryOptions({
    queryKey: ['meetings', 'around', community],
    queryFn: async ({ signal }) => {
      const [from, until] = [Date.now() - year, Date.now() + year].map((at) => new Date(at).toISOString());
      const query = { community, limit: 200, ...(from && { from }), ...(until && { until }) };
      return (await client.listMeetings.all({ query, signal }).toArray()).toReversed();
    },
    staleTime: 60_000,
  });

type Body<K extends 'raiseLearningCase' | 'editLearningCase' | 'addContribution'> = NonNullable<
  Parameters<(typeof client)[K]>[0]
>['body'];

/** Bringing cases and taking them on. */
export const useCases = () => {
  const queries = useQueryClient();
  const settled = async <T>(step: Promise<T>): Promise<T> => {
    const answer = await step;
    await queries.invalidateQueries({ queryKey: learning });
    return answer;
  };
  return {
    raise: (meeting: string, body: Body<'raiseLearningCase'>) =>
      settled(client.raiseLearningCase.attempt({ params: { id: meeting }, body })),
    add: ({ id }: LearningCase, body: Body<'addContribution'>) =>
      settled(client.addContribution.attempt({ params: { id }, body })),
    takeBack: ({ id }: LearningCase, contribution: string) =>
      settled(client.removeContribution.attempt({ params: { id, contribution } })),
    edit: ({ id, version }: LearningCase, body: Body<'editLearningCase'>) =>
      settled(client.editLearningCase.attempt({ params: { id }, ifMatch: version, body })),
    keepTo: ({ id, version }: LearningCase, scope: LearningCase['scope']) =>
      settled(client.scopeLearningCase.attempt({ params: { id }, ifMatch: version, body: { scope } })),
  };
};
