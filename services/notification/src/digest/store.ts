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
import { DigestRow } from './row.ts';

export const digestsCollection = declareCollection({
  name: 'digests',
  schema: DigestRow,
  grows: 'one a month',
  freeText: {
    at: ['title', 'introduction', 'sections.title', 'sections.items.title', 'sections.items.detail'],
    what: 'An issue of the monthly letter',
    link: ({ _id }) => `/api/v1/digests/${_id}`,
  },
  indexes: [{ key: { network: 1, month: -1 }, unique: true }, { key: { status: 1 } }],
  people: holdsNobody('an issue as it was edited for everybody'),
});

const digests = rowsIn(digestsCollection);

const newestFirst: Order = [
  ['month', -1],
  ['_id', -1],
];

/** One page of the issues, the newest first. */
export const listDigests = (
  reader: Reader,
  page: { readonly after?: string | undefined; readonly limit: number },
) => readPage(digests(reader), { network: reader.network }, newestFirst, page, (row) => row);

export const findDigest = (reader: Reader, id: string): Promise<DigestRow | null> =>
  digests(reader).findOne({ _id: id, network: reader.network });

export const findDigestOfMonth = (reader: Reader, month: string): Promise<DigestRow | null> =>
  digests(reader).findOne({ network: reader.network, month });

export const findDigests = (reader: Reader, ids: readonly string[]): Promise<DigestRow[]> =>
  digests(reader)
    .find({ _id: { $in: [...ids] }, network: reader.network })
    .toArray();

const wentOut: DigestRow['status'][] = ['sending', 'sent'];

/** One page of the issues that went out, the newest first: all, or those alone that visitors may read. */
export const listSent = <T>(
  reader: Reader,
  { whose, ...page }: Paging & { readonly whose: 'members' | 'visitors' },
  present: (row: DigestRow) => T,
) => {
  const filter = {
    network: reader.network,
    status: { $in: wentOut },
    ...(whose === 'visitors' && { openly: true as const }),
  };
  return readPage(digests(reader), filter, newestFirst, page, present);
};

/** The issues on their way. */
export const underWayInAllNetworks = (database: Pick<Reader, 'db'>): Promise<DigestRow[]> =>
  digests(database)
    .find({ status: { $in: ['generating', 'sending'] } })
    .toArray();

export const insertDigest = async (tx: Tx, row: DigestRow): Promise<void> => {
  await digests(tx).insertOne(row);
};

export const replaceDigest = async (tx: Tx, row: DigestRow): Promise<void> => {
  await digests(tx).replaceOne({ _id: row._id, network: tx.network }, row);
};

/** Keeps how far an issue is generated; of two processes at it the one that is further counts. */
export const moveCursor = async (reader: Reader, id: string, cursor: string): Promise<void> => {
  const generating = { _id: id, network: reader.network, status: 'generating' as const };
  await digests(reader).updateOne(generating, { $max: { cursor } });
};
