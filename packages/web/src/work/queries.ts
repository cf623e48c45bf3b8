import type { Step } from '@skein/contracts';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { client } from '../session/client.ts';

const work = ['work'] as const;

export const workstreamsQuery = (community: string) =>
  queryOptions({
    queryKey: [...work, community],
    queryFn: ({ signal }) => client.listWorkstreams.all({ query: { community }, signal }).toArray(),
  });

export interface MyStep extends Step {
  readonly community: string;
}

const latest = '9999-12-31';

/** Steps that wait for one person, in these communities: what is due first, first. */
export const myStepsQuery = (person: string, communities: readonly string[]) =>
  queryOptions({
    queryKey: [...work, 'mine', person, communities],
    queryFn: async ({ signal }): Promise<MyStep[]> => {
      const found = await Promise.all(
        communities.map((community) =>
          client.listWorkstreams.all({ query: { community, open: true }, signal }).toArray(),
        ),
      );
      return found
        .flat()
        .flatMap(({ community, steps }) => steps.map((step) => ({ ...step, community })))
        .filter(
          ({ owners, status }) => owners.includes(person) && (status === 'proposed' || status === 'accepted'),
        )
        .toSorted((one, other) => (one.due ?? latest).localeCompare(other.due ?? latest));
    },
  });

/** Changing how a step stands; whoever changed it meanwhile is not overwritten. */
export const useSteps = () => {
  const queries = useQueryClient();
  return async ({ id, version }: Pick<Step, 'id' | 'version'>, status: Step['status']) => {
    const answer = await client.editStep.attempt({ params: { id }, ifMatch: version, body: { status } });
    await queries.invalidateQueries({ queryKey: work });
    return answer;
  };
};
