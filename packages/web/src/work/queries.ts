import type { Step } from '@skein/contracts';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { client } from '../session/client.ts';

/** Under this key stands all of the communities’ work. */
export const work = ['work'] as const;

export const workstreamsQuery = (community: string) =>
  queryOptions({
    queryKey: [...work, community],
    queryFn: ({ signal }) => client.listWorkstreams.all({ query: { community }, signal }).toArray(),
  });

export interface MyStep extends Step {
  readonly community: string;
}

const latest = '9999-12-31';

/** The steps of these communities that are not done: what is due first, first. */
const openSteps = async (communities: readonly string[], signal: AbortSignal): Promise<MyStep[]> => {
  const found = await Promise.all(
    communities.map((community) =>
      client.listWorkstreams.all({ query: { community, open: true }, signal }).toArray(),
    ),
  );
  return found
    .flat()
    .flatMap(({ community, steps }) => steps.map((step) => ({ ...step, community })))
    .toSorted((one, other) => (one.due ?? latest).localeCompare(other.due ?? latest));
};

/** Steps that wait for one person, in these communities: what is due first, first. */
export const myStepsQuery = (person: string, communities: readonly string[]) =>
  queryOptions({
    queryKey: [...work, 'mine', person, communities],
    queryFn: async ({ signal }): Promise<MyStep[]> =>
      (await openSteps(communities, signal)).filter(
        ({ owners, status }) => owners.includes(person) && (status === 'proposed' || status === 'accepted'),
      ),
  });

/** Changing how a step stands; whoever changed it meanwhile is not overwritten. */
export const useStepChange = () => {
  const queries = useQueryClient();
  return async (
    { id, version }: Pick<Step, 'id' | 'version'>,
    body: Partial<Pick<Step, 'status' | 'owners'>>,
  ) => {
    const answer = await client.editStep.attempt({ params: { id }, ifMatch: version, body });
    await queries.invalidateQueries({ queryKey: work });
    return answer;
  };
};

/** What who is asked says: that they take it on, or not, with a word. */
export const useStepAnswer = () => {
  const queries = useQueryClient();
  return async (
    { id, version }: Pick<Step, 'id' | 'version'>,
    answer: 'accepted' | 'declined',
    word?: string,
  ) => {
    const body = { answer, ...(word && { word }) };
    const said = await client.answerStep.attempt({ params: { id }, ifMatch: version, body });
    await queries.invalidateQueries({ queryKey: work });
    return said;
  };
};

export const useSteps = () => {
  const change = useStepChange();
  return (step: Pick<Step, 'id' | 'version'>, status: Step['status']) => change(step, { status });
};

/** Steps of these communities that nobody has, since nobody was asked or all who were said no. */
export const untakenStepsQuery = (communities: readonly string[]) =>
  queryOptions({
    queryKey: [...work, 'untaken', communities],
    queryFn: async ({ signal }): Promise<MyStep[]> =>
      (await openSteps(communities, signal)).filter(
        ({ owners, status }) => owners.length === 0 && status === 'proposed',
      ),
  });
