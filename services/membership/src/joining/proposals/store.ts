import { type Proposal, ProposalStatus } from '@skein/contracts';
import { type CollectionDeclaration, holds, renamed, type Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';
import { addressesOf } from '../../rights/erasure-requests/addresses.ts';

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
    indexes: [
      { key: { network: 1, proposer: 1, _id: -1 } },
      { key: { network: 1, status: 1, _id: -1 } },
      { key: { network: 1, founders: 1 } },
    ],
    people: holds<ProposalRow>({
      title: 'Communities that you proposed, or were to found',
      at: ['proposer', 'founders', 'history.by'],
      // To a founder, what was written is the proposer’s.
      find: async (db, whose, session) => ({
        network: whose.network,
        $or: [
          ...['proposer', 'founders', 'history.by'].map((path) => ({ [path]: whose.person })),
          { invite: { $in: await addressesOf(db, whose, session) } },
        ],
      }),
      show: ({ name, domain, description, why, status, proposer }, person) =>
        proposer === person ? { name, domain, description, why, status } : { name, status },
      erase: {
        does: 'change',
        why: 'A proposal of somebody else stands; that you had to do with it is gone.',
        to: (row, person, stranger) =>
          row.proposer === person
            ? undefined
            : {
                ...renamed(row, ['history.by'], person, stranger),
                founders: row.founders.filter((founder) => founder !== person),
                // Found by their address alone: the list of whom to invite is written again without it.
                ...(![...row.founders, ...row.history.map(({ by }) => by)].includes(person) && {
                  invite: [],
                }),
              },
      },
      join: { does: 'rename' },
      versioned: true,
    }),
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
