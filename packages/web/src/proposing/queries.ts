import type { Proposal } from '@skein/contracts';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { client } from '../session/client.ts';

const proposals = ['me', 'proposals'] as const;

export const myProposalsQuery = (proposer: string) =>
  queryOptions({
    queryKey: [...proposals, 'mine', proposer],
    queryFn: ({ signal }) => client.listProposals.all({ query: { proposer }, signal }).toArray(),
  });

export const proposalQuery = (id: string) =>
  queryOptions({
    queryKey: [...proposals, id],
    queryFn: ({ signal }) => client.readProposal({ params: { id }, signal }),
  });

export type Proposed = Omit<Parameters<typeof client.proposeCommunity>[0]['body'], 'founders'>;

/** The steps of who proposes; each asks anew for how things stand. */
export const useProposing = () => {
  const queries = useQueryClient();
  const settled = async <T>(step: Promise<T>): Promise<T> => {
    const answer = await step;
    await queries.invalidateQueries({ queryKey: proposals });
    return answer;
  };
  const at = ({ id, version }: Proposal) => ({ params: { id }, ifMatch: version });
  return {
    propose: (body: Proposed) => settled(client.proposeCommunity.attempt({ body })),
    change: (one: Proposal, body: Proposed) => settled(client.editProposal.attempt({ ...at(one), body })),
    submitAgain: (one: Proposal, comment: string) =>
      settled(client.resubmitProposal.attempt({ ...at(one), body: comment ? { comment } : {} })),
    withdraw: (one: Proposal) => settled(client.withdrawProposal.attempt(at(one))),
  };
};
