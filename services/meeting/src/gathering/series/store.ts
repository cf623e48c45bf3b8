import {
  declareCollection,
  holds,
  type Order,
  type Reader,
  readPage,
  rowsIn,
  type Tx,
  takeOut,
} from '@skein/service-kit';
import { SeriesRow } from './row.ts';

export const seriesCollection = declareCollection({
  name: 'series',
  schema: SeriesRow,
  grows: 'a few for each community',
  freeText: {
    at: ['title', 'rhythm', 'agenda.title', 'place', 'joinLink'],
    what: 'A series of meetings',
    link: ({ community }) => `/communities/${community}`,
  },
  called: 'title',
  indexes: [
    { key: { network: 1, community: 1, _id: 1 } },
    { key: { network: 1, facilitator: 1 } },
    { key: { fillAt: 1 }, partialFilterExpression: { fillAt: { $exists: true } } },
  ],
  people: holds<SeriesRow>({
    title: 'Series of meetings that you lead through',
    at: ['facilitator'],
    show: ({ _id, title, rhythm }) => ({ series: _id, title, rhythm }),
    erase: takeOut('The series stays, with nobody named who leads through it.', 'facilitator'),
    merge: { does: 'rename' },
    versioned: true,
  }),
});

const series = rowsIn(seriesCollection);

const order: Order = [['_id', 1]];

/** Which series are listed, and from where on. */
interface Listing {
  readonly community?: string | undefined;
  /** Whose series are among them. */
  readonly of: 'all' | readonly string[];
  readonly after?: string | undefined;
  readonly limit: number;
}

/** One page of the series in the order in which they were started, those of a community alone where it is given. */
export const listSeries = <T>(reader: Reader, listing: Listing, present: (row: SeriesRow) => T) => {
  const { community, of } = listing;
  const filter = {
    network: reader.network,
    ...(of !== 'all' && { community: { $in: of.filter((one) => !community || one === community) } }),
    ...(of === 'all' && community && { community }),
  };
  return readPage(series(reader), filter, order, listing, present);
};

export const findSeries = (reader: Reader, id: string): Promise<SeriesRow | null> =>
  series(reader).findOne({ _id: id, network: reader.network });

export const putSeries = async (tx: Tx, row: SeriesRow): Promise<void> => {
  await series(tx).replaceOne({ _id: row._id, network: tx.network }, row, { upsert: true });
};

/** Series whose dates are to be planned further ahead, those due first. */
export const seriesToFillInAllNetworks = (
  { db }: Pick<Reader, 'db'>,
  now: Date,
  limit: number,
): Promise<SeriesRow[]> =>
  series({ db })
    .find({ fillAt: { $lte: now } })
    .sort({ fillAt: 1 })
    .limit(limit)
    .toArray();

/** The series of a community that have dates to come. */
export const goingOnIn = (reader: Reader, community: string): Promise<SeriesRow[]> =>
  series(reader)
    .find({ network: reader.network, community, fillAt: { $exists: true } })
    .toArray();

export const seriesAmong = (reader: Reader, ids: readonly string[]): Promise<SeriesRow[]> =>
  series(reader)
    .find({ _id: { $in: [...ids] }, network: reader.network })
    .sort({ _id: 1 })
    .toArray();
