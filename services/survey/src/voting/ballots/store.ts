import {
  bringHome,
  declareCollection,
  dropApart,
  holdsNobody,
  makeApart,
  type Reader,
  rowsApart,
  rowsIn,
  type Tx,
} from '@skein/service-kit';
import type { Pile } from '../counting/decide.ts';
import { BallotRow, GateRow } from './row.ts';

/** A round, by its id, and where its ballots lie. */
interface Round {
  readonly _id: string;
  readonly apart?: true | undefined;
}

export const ballotsCollection = declareCollection({
  name: 'ballots',
  schema: BallotRow,
  grows: 'one for each ballot, of some hundred bytes',
  clustered: true,
  people: holdsNobody('ballots, whose tags lead to nobody once the key of their round is destroyed'),
});

export const gatesCollection = declareCollection({
  name: 'ballot_gates',
  schema: GateRow,
  grows: 'sixteen for each round',
  indexes: [{ key: { network: 1, round: 1 } }],
  people: holdsNobody('how many ballots are in'),
});

const ofAll = rowsIn(ballotsCollection);
const ofOne = rowsApart(ballotsCollection);
const gates = rowsIn(gatesCollection);
const digits = [...'0123456789abcdef'];

export const openGates = async (tx: Tx, { _id: round }: Round): Promise<void> => {
  const empty = { network: tx.network, round, ballots: 0, passes: 0, shut: false };
  await gates(tx).insertMany(digits.map((digit) => ({ _id: `${round}.${digit}`, ...empty })));
};

/** Passes a ballot through: `change` is how many more ballots there are then. False where the gate is shut. */
export const passGate = async (
  tx: Tx,
  { _id: round }: Round,
  tag: string,
  change: -1 | 0 | 1,
): Promise<boolean> => {
  const open = { _id: `${round}.${tag.charAt(0)}`, network: tx.network, shut: false };
  const { matchedCount } = await gates(tx).updateOne(open, { $inc: { ballots: change, passes: 1 } });
  return matchedCount === 1;
};

export const shutGates = async (reader: Reader, { _id: round }: Round): Promise<void> => {
  await gates(reader).updateMany({ network: reader.network, round, shut: false }, { $set: { shut: true } });
};

/** How many ballots are in. */
export const ballotsIn = async (reader: Reader, { _id: round }: Round): Promise<number> => {
  const rows = await gates(reader).find({ network: reader.network, round }).toArray();
  return rows.reduce((all, gate) => all + gate.ballots, 0);
};

const ballots = (reader: Reader, { _id, apart }: Round) => (apart ? ofOne(reader, _id) : ofAll(reader));

/** Makes the place where the ballots of a round lie apart. */
export const makePlaceForBallots = ({ db }: Pick<Reader, 'db'>, { _id }: Round): Promise<void> =>
  makeApart(db, [ballotsCollection], _id);

/** Writes the ballots of a round that takes no more anew, in random order, with those of all. May be done again. */
export const bringBallotsHome = (reader: Reader, { _id }: Round): Promise<void> =>
  bringHome(reader, ballotsCollection, _id);

/** Drops what they lay in. */
export const dropPlaceOfBallots = (reader: Reader, { _id }: Round): Promise<void> =>
  dropApart(reader, [ballotsCollection], _id);

const idOf = ({ _id: round }: Round, tag: string): string => `${round}.${tag}`;

export const findBallot = (reader: Reader, round: Round, tag: string): Promise<BallotRow | null> =>
  ballots(reader, round).findOne({ _id: idOf(round, tag), network: reader.network });

export const putBallot = async (tx: Tx, round: Round, tag: string, choices: string[]): Promise<void> => {
  const row = { _id: idOf(round, tag), network: tx.network, choices };
  await ballots(tx, round).replaceOne({ _id: row._id, network: row.network }, row, { upsert: true });
};

export const deleteBallot = async (tx: Tx, round: Round, tag: string): Promise<void> => {
  await ballots(tx, round).deleteOne({ _id: idOf(round, tag), network: tx.network });
};

/** Which of these tags have a ballot. */
export const tagsVoted = async (
  reader: Reader,
  round: Round,
  tags: readonly string[],
): Promise<Set<string>> => {
  const ids = tags.map((tag) => idOf(round, tag));
  const found = await ballots(reader, round)
    .find({ _id: { $in: ids }, network: reader.network }, { projection: { _id: 1 } })
    .toArray();
  return new Set(found.map(({ _id }) => _id.slice(round._id.length + 1)));
};

/** All ballots of a round, those that say the same together: the record that every count is made from. */
export const pilesOf = async (reader: Reader, round: Round): Promise<Pile[]> => {
  const ofRound = { network: reader.network, _id: { $gte: idOf(round, ''), $lt: `${round._id}/` } };
  const found = await ballots(reader, round)
    .aggregate<{ _id: string[]; times: number }>(
      [{ $match: ofRound }, { $group: { _id: '$choices', times: { $sum: 1 } } }],
      { allowDiskUse: true },
    )
    .toArray();
  return found.map(({ _id: choices, times }) => ({ choices, times }));
};
