import {
  after,
  declareCollection,
  holdsNobody,
  type Order,
  type Reader,
  readPage,
  rowsIn,
  type Tx,
} from '@skein/service-kit';
import { InstrumentRow, InstrumentVersionRow } from './row.ts';

const instrumentsCollection = declareCollection({
  name: 'instruments',
  schema: InstrumentRow,
  grows: 'by those who write them',
  freeText: {
    at: ['draft.title', 'draft.introduction', 'draft.questions.text', 'draft.questions.help'],
    what: 'A questionnaire',
    link: ({ _id }) => `/api/v1/instruments/${_id}`,
  },
  indexes: [{ key: { network: 1, slug: 1 }, unique: true }],
  people: holdsNobody('questions'),
});

const versionsCollection = declareCollection({
  name: 'instrument_versions',
  schema: InstrumentVersionRow,
  grows: 'one for each version published: what was asked must stay known',
  indexes: [{ key: { network: 1, instrument: 1, number: -1 } }],
  people: holdsNobody('questions'),
});

export const instrumentCollections = [instrumentsCollection, versionsCollection];

const instruments = rowsIn(instrumentsCollection);
const versions = rowsIn(versionsCollection);

/** Which part of a listing is asked for. */
type Listing = { readonly after?: string | undefined; readonly limit: number };

const bySlug: Order = [
  ['slug', 1],
  ['_id', 1],
];

const newestFirst: Order = [
  ['number', -1],
  ['_id', -1],
];

export const findInstrument = (reader: Reader, id: string): Promise<InstrumentRow | null> =>
  instruments(reader).findOne({ _id: id, network: reader.network });

export const findBySlug = (reader: Reader, slug: string): Promise<InstrumentRow | null> =>
  instruments(reader).findOne({ network: reader.network, slug });

/** The instruments: all, or those that are published or of one of these owners. */
export const listInstruments = (
  reader: Reader,
  query: Listing & { readonly slug?: string | undefined },
  owners: readonly string[] | undefined,
) => {
  const seen = owners && { $or: [{ published: { $gt: 0 } }, { community: { $in: [...owners] } }] };
  const filter = { network: reader.network, ...(query.slug && { slug: query.slug }), ...seen };
  return readPage(instruments(reader), filter, bySlug, query, (row) => row);
};

export const insertInstrument = async (tx: Tx, row: InstrumentRow): Promise<void> => {
  await instruments(tx).insertOne(row);
};

export const replaceInstrument = async (tx: Tx, row: InstrumentRow): Promise<void> => {
  await instruments(tx).replaceOne({ _id: row._id, network: tx.network }, row);
};

export const deleteInstrument = async (tx: Tx, { _id }: InstrumentRow): Promise<void> => {
  await instruments(tx).deleteOne({ _id, network: tx.network });
};

/** Those that are of no community. */
export const ownerlessInAllNetworks = ({ db }: Pick<Reader, 'db'>) =>
  instruments({ db })
    .find({ community: { $exists: false } })
    .project<Pick<InstrumentRow, '_id' | 'network'>>({ network: 1 });

/** Makes an instrument that is of no community this one's. */
export const giveInstrument = async (reader: Reader, _id: string, community: string): Promise<void> => {
  const ownerless = { _id, network: reader.network, community: { $exists: false } };
  await instruments(reader).updateOne(ownerless, { $set: { community } });
};

export const findVersion = (
  reader: Reader,
  instrument: string,
  number: number,
): Promise<InstrumentVersionRow | null> =>
  versions(reader).findOne({ _id: `${instrument}.${number}`, network: reader.network });

/** The current published version of each of these instruments that has one. */
export const currentVersions = (
  reader: Reader,
  of: readonly Pick<InstrumentRow, '_id' | 'published'>[],
): Promise<InstrumentVersionRow[]> =>
  versions(reader)
    .find({ _id: { $in: of.map(({ _id, published }) => `${_id}.${published}`) }, network: reader.network })
    .toArray();

/** These published versions of an instrument, or all, oldest first. */
export const findVersions = (
  reader: Reader,
  instrument: string,
  numbers?: readonly number[],
): Promise<InstrumentVersionRow[]> =>
  versions(reader)
    .find({ network: reader.network, instrument, ...(numbers && { number: { $in: [...numbers] } }) })
    .sort({ number: 1 })
    .toArray();

/** Whether a cursor is one of a listing of versions; a refusal where it is not. */
export const versionsAfter = (cursor: string | undefined) => after(cursor, newestFirst);

/** The published versions of an instrument, the newest first. */
export const listVersions = <I>(
  reader: Reader,
  instrument: string,
  query: Listing,
  present: (row: InstrumentVersionRow) => I,
) => readPage(versions(reader), { network: reader.network, instrument }, newestFirst, query, present);

export const insertVersion = async (tx: Tx, row: InstrumentVersionRow): Promise<void> => {
  await versions(tx).insertOne(row);
};
