import { type ProposalStatus, type Refusal, refuse } from '@skein/contracts';
import { type Changed, type Sent, withChanges } from '@skein/service-kit/decisions';
import type { ProposalRow } from './row.ts';

export type Proposing = Pick<
  ProposalRow,
  'name' | 'slug' | 'domain' | 'description' | 'why' | 'joining' | 'founders' | 'invite'
>;

/** What is known of what a proposal names. */
export interface Known {
  /** Whether a community has this slug. */
  readonly taken: boolean;
  /** Founders who are no members of the network. */
  readonly strangers: readonly string[];
}

/** Why a proposal cannot be as it is; each bad field by its name. */
const refuseProposing = (
  { slug, founders, invite }: Proposing,
  proposer: string,
  { taken, strangers }: Known,
): Refusal | undefined => {
  if (taken) return refuse('already-exists', `There is a community ${slug}.`, ['slug', 'is taken']);
  const fields: [string, string][] = [];
  for (const [index, founder] of founders.entries()) {
    if (founder === proposer) fields.push([`founders.${index}`, 'is the proposer']);
    else if (founders.indexOf(founder) < index) fields.push([`founders.${index}`, 'is named before']);
  }
  for (const [index, email] of invite.entries())
    if (invite.indexOf(email) < index) fields.push([`invite.${index}`, 'is named before']);
  if (fields.length) return refuse('invalid-request', 'Each is named once, besides the proposer.', ...fields);
  const unknown = founders.flatMap((founder, index): [string, string][] =>
    strangers.includes(founder) ? [[`founders.${index}`, 'is no member of this network']] : [],
  );
  return unknown.length
    ? refuse('unknown-reference', 'Some of the founders are no members.', ...unknown)
    : undefined;
};

export const propose = (
  proposing: Proposing,
  { network, proposer, now, _id }: { network: string; proposer: string; now: Date; _id: string },
  known: Known,
): ProposalRow | Refusal =>
  refuseProposing(proposing, proposer, known) ?? {
    _id,
    network,
    version: 1,
    status: 'submitted',
    proposer,
    ...proposing,
    history: [{ version: 1, status: 'submitted', at: now, by: proposer }],
  };

const decided: readonly ProposalStatus[] = ['accepted', 'declined', 'withdrawn'];

export const changeProposal = (
  before: ProposalRow,
  sent: Sent<Proposing>,
  known: Known,
): Changed<ProposalRow> | Refusal => {
  if (decided.includes(before.status))
    return refuse('conflict', `A proposal that is ${before.status} stays as it is.`);
  const changed = withChanges(before, sent);
  return refuseProposing(changed.row, before.proposer, known) ?? changed;
};

/** From which states a proposal may come into each. */
const from: Record<ProposalStatus, readonly ProposalStatus[]> = {
  submitted: ['changes-asked'],
  'changes-asked': ['submitted'],
  accepted: ['submitted'],
  declined: ['submitted', 'changes-asked'],
  withdrawn: ['submitted', 'changes-asked'],
};

/** Brings a proposal into its next state. Decided, it knows the addresses no longer. */
export const move = (
  before: ProposalRow,
  status: ProposalStatus,
  { by, now, comment }: { by: string; now: Date; comment?: string | undefined },
): ProposalRow | Refusal => {
  if (!from[status].includes(before.status)) {
    const needed = from[status].join(' or ');
    return refuse(
      'conflict',
      `A proposal that is ${before.status} cannot be ${status}; it must be ${needed}.`,
    );
  }
  const version = before.version + 1;
  const entry = { version, status, at: now, by, ...(comment && { comment }) };
  return {
    ...before,
    version,
    status,
    ...(decided.includes(status) && { invite: [] }),
    history: [...before.history, entry],
  };
};
