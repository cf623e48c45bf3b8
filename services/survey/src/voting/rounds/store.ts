import {
  declareCollection,
  holdsNobody,
  type Order,
  type Paging,
  type Reader,
  readPage,
  rowsIn,
  type Tx,
} from '@skein/service-kit';
import type { Count } from '../counting/decide.ts';
import { CountRow, RoundRow } from './row.ts';

export const roundsCollection = declareCollection({
  name: 'vote_rounds',
  schema: RoundRow,
  grows: 'by those who run votes',
  called: 'title',
  indexes: [
    { key: { network: 1, vote: 1, number: 1 }, unique: true },
    { key: { network: 1, status: 1, _id: -1 } },
    { key: { status: 1 } },
  ],
  people: holdsNobody('when what was voted on'),
});

export const countsCollection = declareCollection({
  name: 'vote_counts',
  schema: CountRow,
  grows: 'one for each round',
  people: holdsNobody('how many ballots said what'),
});

const rounds = rowsIn(roundsCollection);
const counts = rowsIn(countsCollection);

export const findRound = (reader: Reader, id: string): Promise<RoundRow | null> =>
  rounds(reader).findOne({ _id: id, network: reader.network });

export const findNumbered = (reader: Reader, vote: string, number: number): Promise<RoundRow | null> =>
  rounds(reader).findOne({ network: reader.network, vote, number });

/** The rounds of a vote, the first one first. */
export const roundsOf = (reader: Reader, vote: string): Promise<RoundRow[]> =>
  rounds(reader).find({ network: reader.network, vote }).sort({ number: 1 }).toArray();

export const unfinishedInAllNetworks = (reader: Pick<Reader, 'db'>): Promise<RoundRow[]> =>
  rounds(reader)
    .find({ status: { $in: ['preparing', 'open', 'counting'] } })
    .sort({ _id: 1 })
    .toArray();

/** The rounds of the network that take ballots now, the newest first; at most so many. */
export const openRounds = (reader: Reader, now: Date, limit: number): Promise<RoundRow[]> =>
  rounds(reader)
    .find({ network: reader.network, status: 'open', closesAt: { $gt: now } })
    .sort({ _id: -1 })
    .limit(limit)
    .toArray();

interface Listing extends Paging {
  readonly status: 'open' | 'closed';
  readonly community?: string | undefined;
  /** The communities whose own votes are among them; all where it is not said. */
  readonly readable: readonly string[] | undefined;
}

const newestFirst: Order = [['_id', -1]];

/** One page of the rounds that take ballots, or no longer do, the newest first. */
export const listRounds = (reader: Reader, { status, community, readable, ...page }: Listing, now: Date) => {
  const timely = {
    open: [{ status: 'open' as const, closesAt: { $gt: now } }],
    closed: [
      { status: { $in: ['counting' as const, 'closed' as const] } },
      { status: 'open' as const, closesAt: { $lte: now } },
    ],
  };
  const $and = [
    { network: reader.network, ...(community && { community }) },
    { $or: timely[status] },
    ...(readable
      ? [{ $or: [{ community: { $exists: false } }, { community: { $in: [...readable] } }] }]
      : []),
  ];
  return readPage(rounds(reader), { $and }, newestFirst, page, (row) => row);
};

export const putRound = async (tx: Tx, row: RoundRow): Promise<void> => {
  await rounds(tx).replaceOne({ _id: row._id, network: tx.network }, row, { upsert: true });
};

/** Now its ballots are with those of all rounds. */
export const noteBallotsHome = async (reader: Reader, { _id }: RoundRow): Promise<void> => {
  await rounds(reader).updateOne({ _id, network: reader.network }, { $unset: { apart: '' } });
};

export const findCount = async (reader: Reader, { _id }: RoundRow): Promise<Count | undefined> =>
  (await counts(reader).findOne({ _id, network: reader.network })) ?? undefined;

export const putCount = async (tx: Tx, { _id }: RoundRow, count: Count): Promise<void> => {
  const row = { _id, network: tx.network, ...count };
  await counts(tx).replaceOne({ _id, network: tx.network }, row, { upsert: true });
};
