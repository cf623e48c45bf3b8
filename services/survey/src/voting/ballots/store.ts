import { type CollectionDeclaration, holds, holdsNobody, type Tx, takeOut } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';
import type { Pile } from '../counting/decide.ts';
import type { RoundRow } from '../rounds/store.ts';

type Round = Pick<RoundRow, '_id' | 'network'>;

/** Some of those who may vote in a round. Who has voted is written down once the round is over, and not when. */
export const RollRow = z.strictObject({
  /** `<round>.<first of the people>` */
  _id: z.string(),
  network: z.string(),
  round: z.string(),
  people: z.array(z.string()),
  voted: z.array(z.string()).optional(),
});
export type RollRow = z.infer<typeof RollRow>;

/** A ballot: neither who, nor when, nor in which order. Strict, so that no later field can tell more unseen. */
export const BallotRow = z.strictObject({
  /** `<round>.<tag>`: the tag leads to nobody without the round's key. */
  _id: z.string(),
  network: z.string(),
  choices: z.array(z.string()),
});
export type BallotRow = z.infer<typeof BallotRow>;

/**
 * How many ballots are in, by the first digit of their tags; every ballot passes one of these. Once they are shut, a
 * ballot under way has either come in before or is refused, and none is lost between.
 */
const GateRow = z.strictObject({
  /** `<round>.<digit>` */
  _id: z.string(),
  network: z.string(),
  round: z.string(),
  ballots: z.int(),
  passes: z.int(),
  shut: z.boolean(),
});
type GateRow = z.infer<typeof GateRow>;

export const ballotCollections: CollectionDeclaration[] = [
  {
    name: 'vote_rolls',
    schema: RollRow,
    indexes: [{ key: { network: 1, round: 1, people: 1 } }],
    people: holds<RollRow>({
      title: 'Votes that you were asked to cast',
      at: ['people', 'voted'],
      show: ({ round, voted }, person) => ({ round, ...(voted && { voted: voted.includes(person) }) }),
      erase: takeOut(
        'A ballot leads to nobody, so that yours cannot be found; that you were asked, and voted, is gone.',
        'people',
        'voted',
      ),
      join: { does: 'rename' },
    }),
  },
  {
    name: 'ballots',
    schema: BallotRow,
    clustered: true,
    people: holdsNobody('ballots, whose tags lead to nobody once the key of their round is destroyed'),
  },
  {
    name: 'ballot_gates',
    schema: GateRow,
    indexes: [{ key: { network: 1, round: 1 } }],
    people: holdsNobody('how many ballots are in'),
  },
];

const rolls = (db: Db) => db.collection<RollRow>('vote_rolls');
const ballots = (db: Db) => db.collection<BallotRow>('ballots');
const gates = (db: Db) => db.collection<GateRow>('ballot_gates');
const within = (session?: ClientSession) => (session ? { session } : {});
const digits = [...'0123456789abcdef'];

/** Writes some of the electorate down. */
export const insertRoll = async (tx: Tx, { _id: round, network }: Round, people: string[]): Promise<void> => {
  const row = { _id: `${round}.${people[0]}`, network, round, people };
  await rolls(tx.db).insertOne(row, { session: tx.session });
};

/** The part of the roll that has this person; null where they may not vote in the round. */
export const findOnRoll = (db: Db, { _id: round, network }: Round, person: string): Promise<RollRow | null> =>
  rolls(db).findOne({ network, round, people: person });

/** Those of the people who may vote in the round. */
export const electorsAmong = async (
  db: Db,
  { _id: round, network }: Round,
  people: readonly string[],
): Promise<Set<string>> => {
  const found = await rolls(db)
    .find({ network, round, people: { $in: [...people] } })
    .toArray();
  const electors = new Set(found.flatMap((row) => row.people));
  return new Set(people.filter((person) => electors.has(person)));
};

/** A part of the roll that does not say yet who has voted. */
export const findUnmarked = (db: Db, { _id: round, network }: Round): Promise<RollRow | null> =>
  rolls(db).findOne({ network, round, voted: { $exists: false } });

export const markRoll = async (db: Db, { _id, network }: RollRow, voted: string[]): Promise<void> => {
  await rolls(db).updateOne({ _id, network, voted: { $exists: false } }, { $set: { voted } });
};

export const openGates = async (tx: Tx, { _id: round, network }: Round): Promise<void> => {
  const empty = { network, round, ballots: 0, passes: 0, shut: false };
  const rows = digits.map((digit) => ({ _id: `${round}.${digit}`, ...empty }));
  await gates(tx.db).insertMany(rows, { session: tx.session });
};

/** Passes a ballot through: `change` is how many more ballots there are then. False where the gate is shut. */
export const passGate = async (
  tx: Tx,
  { _id: round, network }: Round,
  tag: string,
  change: -1 | 0 | 1,
): Promise<boolean> => {
  const open = { _id: `${round}.${tag.charAt(0)}`, network, shut: false };
  const passing = { $inc: { ballots: change, passes: 1 } };
  const { matchedCount } = await gates(tx.db).updateOne(open, passing, { session: tx.session });
  return matchedCount === 1;
};

export const shutGates = async (db: Db, { _id: round, network }: Round): Promise<void> => {
  await gates(db).updateMany({ network, round, shut: false }, { $set: { shut: true } });
};

/** How many ballots are in. */
export const ballotsIn = async (db: Db, { _id: round, network }: Round): Promise<number> => {
  const rows = await gates(db).find({ network, round }).toArray();
  return rows.reduce((all, gate) => all + gate.ballots, 0);
};

const idOf = ({ _id: round }: Round, tag: string): string => `${round}.${tag}`;

export const findBallot = (
  db: Db,
  round: Round,
  tag: string,
  session?: ClientSession,
): Promise<BallotRow | null> =>
  ballots(db).findOne({ _id: idOf(round, tag), network: round.network }, within(session));

export const putBallot = async (tx: Tx, round: Round, tag: string, choices: string[]): Promise<void> => {
  const row = { _id: idOf(round, tag), network: round.network, choices };
  const { session } = tx;
  await ballots(tx.db).replaceOne({ _id: row._id, network: row.network }, row, { session, upsert: true });
};

export const deleteBallot = async (tx: Tx, round: Round, tag: string): Promise<void> => {
  const { session } = tx;
  await ballots(tx.db).deleteOne({ _id: idOf(round, tag), network: round.network }, { session });
};

/** Which of these tags have a ballot. */
export const tagsVoted = async (db: Db, round: Round, tags: readonly string[]): Promise<Set<string>> => {
  const ids = tags.map((tag) => idOf(round, tag));
  const found = await ballots(db)
    .find({ _id: { $in: ids }, network: round.network }, { projection: { _id: 1 } })
    .toArray();
  return new Set(found.map(({ _id }) => _id.slice(round._id.length + 1)));
};

/** All ballots of a round, those that say the same together: the record that every count is made from. */
export const pilesOf = async (db: Db, { _id: round, network }: Round): Promise<Pile[]> => {
  const ofRound = { network, _id: { $gte: `${round}.`, $lt: `${round}/` } };
  const found = await ballots(db)
    .aggregate<{ _id: string[]; times: number }>(
      [{ $match: ofRound }, { $group: { _id: '$choices', times: { $sum: 1 } } }],
      { allowDiskUse: true },
    )
    .toArray();
  return found.map(({ _id: choices, times }) => ({ choices, times }));
};
