import type { AnswerState } from '@skein/contracts';
import {
  declareCollection,
  holds,
  holdsNobody,
  type Merging,
  type Order,
  type Paging,
  type Reader,
  readPage,
  rowsIn,
  type Tx,
} from '@skein/service-kit';
import { unanswered } from './decide.ts';
import { AnswerRow, type NoticeRow, SeatsRow } from './row.ts';

/** What becomes of an answer with its person: more than its row, since the seat goes to somebody else. */
export interface Ending {
  readonly erase: (tx: Tx, row: AnswerRow) => Promise<void>;
  readonly merge: (tx: Tx, row: AnswerRow, merging: Merging) => Promise<void>;
}

const name = 'answers';

export const answersCollection = ({ erase, merge }: Ending) =>
  declareCollection({
    name,
    schema: AnswerRow,
    grows: 'one small row for each person and meeting that they answered',
    indexes: [
      { key: { network: 1, meeting: 1, state: 1, turn: 1, _id: 1 } },
      { key: { network: 1, meeting: 1, turn: 1, _id: 1 } },
      { key: { network: 1, person: 1 } },
    ],
    people: holds<AnswerRow>({
      title: 'Meetings you said you come to, or not',
      at: ['person'],
      show: ({ meeting, state, at }) => ({ meeting, state, at }),
      erase: { does: 'itself', erase },
      merge: { does: 'itself', merge },
    }),
  });

export const seatsCollection = declareCollection({
  name: 'seats',
  schema: SeatsRow,
  grows: 'one for each meeting that was answered',
  indexes: [
    { key: { tellAt: 1 }, partialFilterExpression: { tellAt: { $exists: true } } },
    { key: { remindAt: 1 }, partialFilterExpression: { remindAt: { $exists: true } } },
  ],
  people: holdsNobody('how many come to a meeting'),
});

const answers = rowsIn({ name, schema: AnswerRow });
const seats = rowsIn(seatsCollection);

/** The numbers of a meeting, held until the transaction ends: whoever else wants to change them comes after. */
export const holdSeats = async (tx: Tx, meeting: string): Promise<SeatsRow> => {
  const { network } = tx;
  const { _id, version: _, ...none } = unanswered(network, meeting);
  const { network: __, ...onInsert } = none;
  const held = await seats(tx).findOneAndUpdate(
    { _id, network },
    { $inc: { version: 1 }, $setOnInsert: onInsert },
    { upsert: true, returnDocument: 'after' },
  );
  if (!held) throw new Error('the numbers of a meeting were neither found nor made');
  return held;
};

export const putSeats = async (tx: Tx, row: SeatsRow): Promise<void> => {
  await seats(tx).replaceOne({ _id: row._id, network: tx.network }, row);
};

/** Of which meetings those who come are to be told, or reminded, by now. */
export const dueSeatsInAllNetworks = async (
  database: Pick<Reader, 'db'>,
  now: Date,
  limit: number,
): Promise<SeatsRow[]> => {
  const due = (field: 'tellAt' | 'remindAt') =>
    seats(database)
      .find({ [field]: { $lte: now } })
      .sort({ [field]: 1 })
      .limit(limit)
      .toArray();
  return (await Promise.all([due('tellAt'), due('remindAt')])).flat();
};

/** The numbers of these meetings; those that nobody has answered are left out. */
export const seatsOf = async (
  reader: Reader,
  meetings: readonly string[],
): Promise<Map<string, SeatsRow>> => {
  const filter = { _id: { $in: [...meetings] }, network: reader.network };
  const found = await seats(reader).find(filter).toArray();
  return new Map(found.map((row) => [row._id, row]));
};

/** What these people answered to these meetings. */
export const answersOf = (
  reader: Reader,
  meetings: readonly string[],
  people: readonly string[],
): Promise<AnswerRow[]> => {
  const pairs = meetings.flatMap((meeting) => people.map((person) => `${person}.${meeting}`));
  return answers(reader)
    .find({ _id: { $in: pairs }, network: reader.network })
    .toArray();
};

/** The meetings that somebody has a seat in. */
export const seatedIn = async (reader: Reader, person: string): Promise<string[]> => {
  const rows = await answers(reader)
    .find({ network: reader.network, person, state: 'seated' })
    .project<Pick<AnswerRow, 'meeting'>>({ meeting: 1 })
    .toArray();
  return rows.map(({ meeting }) => meeting).toSorted();
};

/** Writes answers: new ones, those that are there and changed, and takes away those that have gone. */
export const putAnswers = async (
  tx: Tx,
  {
    added,
    changed,
    gone,
  }: {
    readonly added: readonly AnswerRow[];
    readonly changed: readonly AnswerRow[];
    readonly gone: readonly string[];
  },
): Promise<void> => {
  const { network } = tx;
  // Apart from each other, since a call writes what is of one kind together.
  const writes = [
    ...gone.map((_id) => ({ deleteOne: { filter: { _id, network } } })),
    ...added.map((document) => ({ insertOne: { document } })),
    ...changed.map((row) => ({ replaceOne: { filter: { _id: row._id, network }, replacement: row } })),
  ];
  if (writes.length) await answers(tx).bulkWrite(writes);
};

/** The first who wait for a seat, but for these, in the order in which they came. */
export const firstWaiting = (
  reader: Reader,
  meeting: string,
  { except, limit }: { readonly except: readonly string[]; readonly limit: number },
): Promise<AnswerRow[]> =>
  answers(reader)
    .find({ network: reader.network, meeting, state: 'waiting', _id: { $nin: [...except] } })
    .sort({ turn: 1 })
    .limit(limit)
    .toArray();

/** How many wait who came before this turn, but for these. */
export const waitingBefore = (
  reader: Reader,
  meeting: string,
  { turn, except = [] }: { readonly turn: number; readonly except?: readonly string[] },
): Promise<number> =>
  answers(reader).countDocuments({
    ...{ network: reader.network, meeting, state: 'waiting', turn: { $lt: turn } },
    ...(except.length && { _id: { $nin: [...except] } }),
  });

const order: Order = [
  ['turn', 1],
  ['_id', 1],
];

/** One page of the answers to a meeting, in the order in which they came. */
export const listAnswers = <T>(
  reader: Reader,
  {
    meeting,
    state,
    ...page
  }: Paging & { readonly meeting: string; readonly state?: AnswerState | undefined },
  present: (row: AnswerRow) => T,
) =>
  readPage(
    answers(reader),
    { network: reader.network, meeting, ...(state && { state }) },
    order,
    page,
    present,
  );

const toldOfChanges: AnswerState[] = ['seated', 'waiting', 'maybe'];
const reminded: AnswerState[] = ['seated', 'maybe'];

/** The next who come, or may, or wait, and answered before a moment; a reminder is not for those who wait. */
export const nextToTell = (
  reader: Reader,
  { meeting, part, answeredBefore, after = '' }: NoticeRow,
  limit: number,
): Promise<AnswerRow[]> =>
  answers(reader)
    .find({
      ...{ network: reader.network, meeting, _id: { $gt: after }, at: { $lt: answeredBefore } },
      state: { $in: part === 'reminder' ? reminded : toldOfChanges },
    })
    .sort({ _id: 1 })
    .limit(limit)
    .toArray();

/** What somebody said to meetings that they come to, may, or wait for. */
export const answeredBy = (reader: Reader, person: string): Promise<AnswerRow[]> =>
  answers(reader)
    .find({ network: reader.network, person, state: { $in: toldOfChanges } })
    .toArray();
