import {
  type ListedVote,
  Quorum,
  StandingsVisibility,
  type Statement,
  type Vote,
  VoteMethod,
} from '@skein/contracts';
import { type CollectionDeclaration, holds, holdsNobody, type Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';
import { presentRound, type RoundRow } from './rounds/store.ts';

const Electors = z.union([
  z.object({ kind: z.literal('network') }),
  z.object({ kind: z.literal('community'), community: z.string() }),
]);

export const VoteRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  title: z.string(),
  question: z.string(),
  method: VoteMethod,
  electorate: Electors,
  community: z.string().optional(),
  standings: StandingsVisibility,
  quorum: Quorum.nullable(),
  proposalsUntil: z.date().nullable(),
  createdAt: z.date(),
});
export type VoteRow = z.infer<typeof VoteRow>;

export const StatementRow = z.object({
  _id: z.string(),
  network: z.string(),
  vote: z.string(),
  version: z.int(),
  text: z.string(),
  proposedBy: z.string(),
  proposedAt: z.date(),
  from: z.string().optional(),
  withdrawn: z.boolean(),
});
export type StatementRow = z.infer<typeof StatementRow>;

export const voteCollections: CollectionDeclaration[] = [
  {
    name: 'votes',
    schema: VoteRow,
    indexes: [{ key: { network: 1, _id: -1 } }, { key: { network: 1, community: 1, _id: -1 } }],
    people: holdsNobody('what is voted on'),
  },
  {
    name: 'statements',
    schema: StatementRow,
    indexes: [{ key: { network: 1, vote: 1, _id: 1 } }, { key: { network: 1, proposedBy: 1 } }],
    people: holds<StatementRow>({
      title: 'Statements that you proposed',
      at: ['proposedBy'],
      show: ({ vote, text, proposedAt, withdrawn }) => ({ vote, text, proposedAt, withdrawn }),
      erase: {
        does: 'change',
        why: 'A statement that others voted on stays as it was voted on; that it was yours is gone.',
        to: (row, _person, stranger) => ({ ...row, proposedBy: stranger }),
      },
      join: { does: 'rename' },
      versioned: true,
    }),
  },
];

export const votesIn = (db: Db) => db.collection<VoteRow>('votes');
const statements = (db: Db) => db.collection<StatementRow>('statements');
const within = (session?: ClientSession) => (session ? { session } : {});

export const findVote = (
  db: Db,
  network: string,
  id: string,
  session?: ClientSession,
): Promise<VoteRow | null> => votesIn(db).findOne({ _id: id, network }, within(session));

export const putVote = async (tx: Tx, row: VoteRow): Promise<void> => {
  const { session } = tx;
  await votesIn(tx.db).replaceOne({ _id: row._id, network: row.network }, row, { session, upsert: true });
};

/** The statements of a vote, in the order in which they were proposed. */
export const statementsOf = (
  db: Db,
  network: string,
  vote: string,
  session?: ClientSession,
): Promise<StatementRow[]> =>
  statements(db).find({ network, vote }, within(session)).sort({ _id: 1 }).toArray();

export const putStatement = async (tx: Tx, row: StatementRow): Promise<void> => {
  const { session } = tx;
  await statements(tx.db).replaceOne({ _id: row._id, network: row.network }, row, { session, upsert: true });
};

export const presentListed = ({
  _id,
  network: _,
  createdAt,
  proposalsUntil,
  ...facts
}: VoteRow): ListedVote => ({
  id: _id,
  ...facts,
  proposalsUntil: proposalsUntil?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
});

export const presentStatement = (
  { _id, network: _, vote: __, proposedAt, ...facts }: StatementRow,
  rounds: readonly RoundRow[],
): Statement => ({
  id: _id,
  ...facts,
  proposedAt: proposedAt.toISOString(),
  rounds: rounds.filter((round) => round.statements.includes(_id)).map(({ number }) => number),
});

export const presentVote = (
  vote: VoteRow,
  proposed: readonly StatementRow[],
  rounds: readonly RoundRow[],
  now: Date,
): Vote => ({
  ...presentListed(vote),
  statements: proposed.map((statement) => presentStatement(statement, rounds)),
  rounds: rounds.map((round) => presentRound(round, now)),
});
