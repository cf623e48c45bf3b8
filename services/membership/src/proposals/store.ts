import { type Proposal, ProposalStatus } from '@skein/contracts';
import type { CollectionDeclaration, Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';

/** A community that a member proposes, with each state it was in and what was said then. */
export const ProposalRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  status: ProposalStatus,
  proposer: z.string(),
  name: z.string(),
  slug: z.string(),
  domain: z.string(),
  description: z.string(),
  why: z.string(),
  joining: z.enum(['open', 'approval']),
  founders: z.array(z.string()),
  invite: z.array(z.string()),
  history: z.array(
    z.object({
      version: z.int(),
      status: ProposalStatus,
      at: z.date(),
      by: z.string(),
      comment: z.string().optional(),
    }),
  ),
  community: z.string().optional(),
});
export type ProposalRow = z.infer<typeof ProposalRow>;

export const proposalCollections: CollectionDeclaration[] = [
  {
    name: 'community_proposals',
    schema: ProposalRow,
    indexes: [{ key: { network: 1, proposer: 1, _id: -1 } }, { key: { network: 1, status: 1, _id: -1 } }],
  },
];

export const proposals = (db: Db) => db.collection<ProposalRow>('community_proposals');

export const findProposal = (
  db: Db,
  network: string,
  id: string,
  session?: ClientSession,
): Promise<ProposalRow | null> => proposals(db).findOne({ _id: id, network }, session ? { session } : {});

export const putProposal = async (tx: Tx, row: ProposalRow): Promise<void> => {
  await proposals(tx.db).replaceOne({ _id: row._id, network: row.network }, row, {
    session: tx.session,
    upsert: true,
  });
};

export const presentProposal = ({ _id, network: _, history, ...facts }: ProposalRow): Proposal => ({
  id: _id,
  ...facts,
  history: history.map(({ version: __, at, ...entry }) => ({ ...entry, at: at.toISOString() })),
});
