import type { Decision, Tension } from '@skein/contracts';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { client } from '../session/client.ts';
import { work } from './queries.ts';

export const tensionsQuery = (community: string) =>
  queryOptions({
    queryKey: [...work, 'tensions', community],
    queryFn: ({ signal }) =>
      client.listTensions.all({ query: { community, status: 'open' }, signal }).toArray(),
  });

/** As many tensions that were dealt with stand on the page: the last ones. */
const latelyShown = 5;

export const dealtWithQuery = (community: string) =>
  queryOptions({
    queryKey: [...work, 'dealt-with', community],
    queryFn: async ({ signal }) => {
      const query = { community, status: 'processed', order: 'last', limit: latelyShown } as const;
      return (await client.listTensions({ query, signal })).items;
    },
  });

export const decisionsQuery = (community: string) =>
  queryOptions({
    queryKey: [...work, 'decisions', community],
    queryFn: ({ signal }) => client.listDecisions.all({ query: { community }, signal }).toArray(),
  });

/** Tensions of who is signed in, in the communities whose they may see. */
export const myTensionsQuery = (person: string, communities: readonly string[]) =>
  queryOptions({
    queryKey: [...work, 'my-tensions', person, communities],
    queryFn: async ({ signal }): Promise<Tension[]> => {
      const found = await Promise.all(
        communities.map((community) =>
          client.listTensions.all({ query: { community, raisedBy: person }, signal }).toArray(),
        ),
      );
      return found.flat().toReversed();
    },
  });

type Body<K extends 'raiseTension' | 'processTension' | 'recordDecision' | 'addStep' | 'startWorkstream'> =
  NonNullable<Parameters<(typeof client)[K]>[0]>['body'];

/** What is written down of a community’s work; each change is seen by the next look. */
export const useRecords = () => {
  const queries = useQueryClient();
  const settled = async <T>(step: Promise<T>): Promise<T> => {
    const answer = await step;
    await queries.invalidateQueries({ queryKey: work });
    return answer;
  };
  const at = ({ id, version }: { readonly id: string; readonly version: number }) => ({
    params: { id },
    ifMatch: version,
  });
  return {
    raise: (body: Body<'raiseTension'>) => settled(client.raiseTension.attempt({ body })),
    process: (tension: Tension, body: Body<'processTension'>) =>
      settled(client.processTension.attempt({ ...at(tension), body })),
    withdraw: (tension: Tension) => settled(client.withdrawTension.attempt({ ...at(tension), body: {} })),
    reopen: (tension: Tension) => settled(client.reopenTension.attempt({ ...at(tension), body: {} })),
    decide: (body: Body<'recordDecision'>) => settled(client.recordDecision.attempt({ body })),
    review: (decision: Decision, body: { outcome: 'kept' | 'ended'; reviewOn?: string; word?: string }) =>
      settled(client.reviewDecision.attempt({ ...at(decision), body })),
    begin: (body: Body<'startWorkstream'>) => settled(client.startWorkstream.attempt({ body })),
    addStep: (workstream: string, body: Body<'addStep'>) =>
      settled(client.addStep.attempt({ params: { id: workstream }, body })),
  };
};
