import { Quorum, RoundStatus, StandingsVisibility, VoteMethod, type VoteRound } from '@skein/contracts';
import { type CollectionDeclaration, holdsNobody, type Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';
import type { Count } from '../counting/decide.ts';
import { statusAt } from './decide.ts';

/** One time that statements are put to the vote, with the rules that the vote had when it was opened. */
export const RoundRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  vote: z.string(),
  number: z.int(),
  title: z.string(),
  electorate: z.union([
    z.object({ kind: z.literal('network') }),
    z.object({ kind: z.literal('community'), community: z.string() }),
  ]),
  community: z.string().optional(),
  method: VoteMethod,
  standings: StandingsVisibility,
  quorum: Quorum.nullable(),
  statements: z.array(z.string()),
  invite: z.boolean(),
  status: RoundStatus,
  electors: z.int(),
  linksHandedOut: z.int(),
  /** While it is prepared: the last member that the list has come to. */
  cursor: z.string().optional(),
  opensAt: z.date(),
  closesAt: z.date(),
  closedAt: z.date().optional(),
});
export type RoundRow = z.infer<typeof RoundRow>;

/** The last count of a round's ballots: what a live standing shows, then how it came out. */
interface CountRow extends Count {
  readonly _id: string;
  readonly network: string;
}

export const roundCollections: CollectionDeclaration[] = [
  {
    name: 'vote_rounds',
    schema: RoundRow,
    indexes: [
      { key: { network: 1, vote: 1, number: 1 }, unique: true },
      { key: { network: 1, status: 1, _id: -1 } },
      { key: { status: 1 } },
    ],
    people: holdsNobody('when what was voted on'),
  },
  { name: 'vote_counts', people: holdsNobody('how many ballots said what') },
];

export const roundsIn = (db: Db) => db.collection<RoundRow>('vote_rounds');
const counts = (db: Db) => db.collection<CountRow>('vote_counts');
const within = (session?: ClientSession) => (session ? { session } : {});

export const findRound = (
  db: Db,
  network: string,
  id: string,
  session?: ClientSession,
): Promise<RoundRow | null> => roundsIn(db).findOne({ _id: id, network }, within(session));

export const findNumbered = (
  db: Db,
  network: string,
  vote: string,
  number: number,
  session?: ClientSession,
): Promise<RoundRow | null> => roundsIn(db).findOne({ network, vote, number }, within(session));

/** The rounds of a vote, the first one first. */
export const roundsOf = (
  db: Db,
  network: string,
  vote: string,
  session?: ClientSession,
): Promise<RoundRow[]> => roundsIn(db).find({ network, vote }, within(session)).sort({ number: 1 }).toArray();

export const unfinishedRounds = (db: Db): Promise<RoundRow[]> =>
  roundsIn(db)
    .find({ status: { $in: ['preparing', 'open', 'counting'] } })
    .sort({ _id: 1 })
    .toArray();

/** The rounds of the network that take ballots now, the newest first; at most fifty. */
export const openRounds = (db: Db, network: string, now: Date): Promise<RoundRow[]> =>
  roundsIn(db)
    .find({ network, status: 'open', closesAt: { $gt: now } })
    .sort({ _id: -1 })
    .limit(50)
    .toArray();

export const putRound = async (tx: Tx, row: RoundRow): Promise<void> => {
  const { session } = tx;
  await roundsIn(tx.db).replaceOne({ _id: row._id, network: row.network }, row, { session, upsert: true });
};

export const findCount = async (db: Db, { _id, network }: RoundRow): Promise<Count | undefined> =>
  (await counts(db).findOne({ _id, network })) ?? undefined;

export const putCount = async (tx: Tx, { _id, network }: RoundRow, count: Count): Promise<void> => {
  const row = { _id, network, ...count };
  await counts(tx.db).replaceOne({ _id, network }, row, { session: tx.session, upsert: true });
};

export const presentRound = (row: RoundRow, now: Date): VoteRound => {
  const {
    _id,
    network: _,
    title: __,
    electorate: ___,
    community: ____,
    invite: _____,
    cursor: ______,
    ...rest
  } = row;
  const { quorum, opensAt, closesAt, closedAt, ...facts } = rest;
  return {
    id: _id,
    ...facts,
    status: statusAt(row, now),
    ...(quorum && { quorum }),
    opensAt: opensAt.toISOString(),
    closesAt: closesAt.toISOString(),
    ...(closedAt && { closedAt: closedAt.toISOString() }),
  };
};
