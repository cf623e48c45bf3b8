import {
  isRefusal,
  type ProposalStatus,
  proposalsContract,
  type Refusal,
  type Right,
  refuse,
} from '@skein/contracts';
import {
  countUse,
  type Implementation,
  missing,
  newId,
  read,
  type ServiceContext,
  staleUnless,
  type Tx,
  write,
} from '@skein/service-kit';
import { decidersFor } from '../../core/audiences/deciders.ts';
import { findBySlug } from '../../core/communities/store.ts';
import { findPeople, findPerson } from '../../core/people/store.ts';
import { changeProposal, move, type Proposing, propose } from './decide.ts';
import { foundProposed } from './founding.ts';
import type { ProposalRow } from './row.ts';
import { findProposal, pageOfProposals, presentProposal, putProposal } from './store.ts';

/** Writes a proposal that came into a state, with its event. */
const putMoved = async (tx: Tx, row: ProposalRow): Promise<void> => {
  const { _id: proposal, network, version, proposer, status, community } = row;
  await putProposal(tx, row);
  tx.concerned.add(proposer);
  const deciders = status === 'submitted' ? await decidersFor(tx, tx.now) : [];
  const data = { proposal, proposer, status, deciders, ...(community && { community }) };
  tx.record(proposalsContract.events.proposalMoved, { network, subject: proposal, version, data });
};

const knownOf = async (tx: Tx, { slug, founders }: Pick<Proposing, 'slug' | 'founders'>) => {
  const found = new Set((await findPeople(tx, founders)).map(({ _id }) => _id));
  const strangers = founders.filter((founder) => !found.has(founder));
  return { taken: Boolean(await findBySlug(tx, slug)), strangers };
};

interface Edit {
  readonly network: string;
  readonly params: { readonly id: string };
  readonly ifMatch: number;
  readonly actor: { readonly person: string } | undefined;
  readonly now: Date;
  readonly tx: Tx;
  deny(right: Right, target: { person: string }): Refusal | undefined;
}

export const proposalRoutes = ({ db }: ServiceContext): Implementation[] => {
  const findToEdit = async (call: Edit, right: Right): Promise<ProposalRow | Refusal> => {
    const row = await findProposal(call.tx, call.params.id);
    if (!row) return missing('proposal', call.params.id);
    return call.deny(right, { person: row.proposer }) ?? staleUnless(call.ifMatch, row.version) ?? row;
  };

  /** A step that does nothing but bring the proposal into another state. */
  const step = async (call: Edit, right: Right, status: ProposalStatus, comment?: string) => {
    const before = await findToEdit(call, right);
    if (isRefusal(before)) return before;
    const row = move(before, status, { by: call.actor?.person ?? '', now: call.now, comment });
    if (isRefusal(row)) return row;
    await putMoved(call.tx, row);
    return presentProposal(row);
  };

  return [
    write(proposalsContract.routes.proposeCommunity, async ({ network, body, actor, now, tx }) => {
      const proposer = actor?.person ?? '';
      if (!(await findPerson(tx, proposer)))
        return refuse('forbidden', 'Only members of the network propose communities.');
      const row = propose(body, { network, proposer, now, _id: newId() }, await knownOf(tx, body));
      if (isRefusal(row)) return row;
      // Counted whatever becomes of the request.
      const limited = await countUse(db, 'proposals', `${network} ${proposer}`, 20, 24 * 3600);
      if (limited) return limited;
      await putMoved(tx, row);
      return presentProposal(row);
    }),

    read(proposalsContract.routes.listProposals, async ({ query, deny, reader }) => {
      const { proposer, status } = query;
      const denied = deny('proposal.read', { person: proposer });
      if (denied) return denied;
      return pageOfProposals(reader, { proposer, status }, query);
    }),

    read(proposalsContract.routes.readProposal, async ({ params, deny, reader }) => {
      const row = await findProposal(reader, params.id);
      if (!row) return missing('proposal', params.id);
      return deny('proposal.read', { person: row.proposer }) ?? presentProposal(row);
    }),

    write(proposalsContract.routes.editProposal, async (call) => {
      const before = await findToEdit(call, 'proposal.edit');
      if (isRefusal(before)) return before;
      const { network, body, tx } = call;
      const { slug = before.slug, founders = before.founders } = body;
      const changed = changeProposal(before, body, await knownOf(tx, { slug, founders }));
      if (isRefusal(changed)) return changed;
      const { row, fields } = changed;
      if (fields.length) {
        const { _id: proposal, version, proposer } = row;
        await putProposal(tx, row);
        const data = { proposal, proposer, fields };
        tx.record(proposalsContract.events.proposalChanged, { network, subject: proposal, version, data });
      }
      return presentProposal(row);
    }),

    write(proposalsContract.routes.resubmitProposal, (call) =>
      step(call, 'proposal.edit', 'submitted', call.body.comment),
    ),
    write(proposalsContract.routes.withdrawProposal, (call) => step(call, 'proposal.edit', 'withdrawn')),
    write(proposalsContract.routes.askForChanges, (call) =>
      step(call, 'proposal.review', 'changes-asked', call.body.comment),
    ),
    write(proposalsContract.routes.declineProposal, (call) =>
      step(call, 'proposal.review', 'declined', call.body.reason),
    ),

    write(proposalsContract.routes.acceptProposal, async (call) => {
      const before = await findToEdit(call, 'proposal.review');
      if (isRefusal(before)) return before;
      const { actor, now, body, tx } = call;
      const by = actor?.person ?? '';
      const row = move(before, 'accepted', { by, now, comment: body.comment });
      if (isRefusal(row)) return row;
      // Of the proposal as it was, which knows whom to invite still.
      const community = await foundProposed(tx, before, by);
      if (isRefusal(community)) return community;
      const founded = { ...row, community };
      await putMoved(tx, founded);
      return presentProposal(founded);
    }),
  ];
};
