import type { JoinRequest, Proposal, Rectification } from '@skein/contracts';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '../session/client.ts';
import { useRoles } from '../session/queries.ts';

const waiting = ['deciding'] as const;

const proposalsQuery = queryOptions({
  queryKey: [...waiting, 'proposals'],
  queryFn: ({ signal }) => client.listProposals.all({ query: { status: 'submitted' }, signal }).toArray(),
});

const rectificationsQuery = queryOptions({
  queryKey: [...waiting, 'rectifications'],
  queryFn: ({ signal }) => client.listRectifications.all({ query: { status: 'open' }, signal }).toArray(),
});

/** All requests to join that this person decides: of the network for its hosts, else of the communities they facilitate. */
const requestsOf = (hosts: boolean, facilitates: readonly string[]) =>
  queryOptions({
    queryKey: [...waiting, 'join-requests', hosts ? 'all' : facilitates],
    queryFn: async ({ signal }) => {
      const asked = hosts ? [undefined] : facilitates;
      const found = await Promise.all(
        asked.map((community) =>
          client.listJoinRequests
            .all({ query: { status: 'waiting', ...(community !== undefined && { community }) }, signal })
            .toArray(),
        ),
      );
      return found.flat();
    },
  });

export interface Waiting {
  readonly requests: readonly JoinRequest[];
  readonly proposals: readonly Proposal[];
  readonly rectifications: readonly Rectification[];
  readonly count: number;
  /** What could not be asked for; the rest is shown all the same. */
  readonly failed: boolean;
  readonly loaded: boolean;
}

/** What waits for this person's decision. */
export const useWaiting = (): Waiting => {
  const { hosts, facilitates, decides } = useRoles();
  const requests = useQuery({ ...requestsOf(hosts, facilitates), enabled: decides });
  const proposals = useQuery({ ...proposalsQuery, enabled: hosts });
  const rectifications = useQuery({ ...rectificationsQuery, enabled: hosts });
  const all = [requests, proposals, rectifications];
  const found = {
    requests: requests.data ?? [],
    proposals: proposals.data ?? [],
    rectifications: rectifications.data ?? [],
  };
  return {
    ...found,
    count: found.requests.length + found.proposals.length + found.rectifications.length,
    failed: all.some(({ isError }) => isError),
    loaded: all.every(({ isLoading }) => !isLoading),
  };
};

/** The steps of deciding; each asks anew for what waits. */
export const useDeciding = () => {
  const queries = useQueryClient();
  const settled = async <T>(step: Promise<T>): Promise<T> => {
    const answer = await step;
    await queries.invalidateQueries({ queryKey: waiting });
    return answer;
  };
  return {
    welcome: ({ id, version }: JoinRequest) =>
      settled(client.acceptJoinRequest.attempt({ params: { id }, ifMatch: version })),
    decline: ({ id, version }: JoinRequest) =>
      settled(client.declineJoinRequest.attempt({ params: { id }, ifMatch: version })),
    accept: ({ id, version }: Proposal, comment: string) =>
      settled(
        client.acceptProposal.attempt({ params: { id }, ifMatch: version, body: comment ? { comment } : {} }),
      ),
    askForChanges: ({ id, version }: Proposal, comment: string) =>
      settled(client.askForChanges.attempt({ params: { id }, ifMatch: version, body: { comment } })),
    refuse: ({ id, version }: Proposal, reason: string) =>
      settled(client.declineProposal.attempt({ params: { id }, ifMatch: version, body: { reason } })),
    settle: ({ id, version }: Rectification, status: 'done' | 'refused', reason: string) =>
      settled(
        client.settleRectification.attempt({
          params: { id },
          ifMatch: version,
          body: status === 'refused' ? { status, reason } : { status, ...(reason && { reason }) },
        }),
      ),
  };
};
