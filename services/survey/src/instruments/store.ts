import { Instrument, InstrumentVersion } from '@skein/contracts';
import { type CollectionDeclaration, holdsNobody, type Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';

export const InstrumentRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  slug: z.string(),
  draft: Instrument.shape.draft,
  /** Number of the current published version; 0 is none yet. */
  published: z.int(),
});
export type InstrumentRow = z.infer<typeof InstrumentRow>;

/** A published version: inserted once, never written again. */
export const InstrumentVersionRow = InstrumentVersion.extend({
  /** `<instrument>.<number>` */
  _id: z.string(),
  network: z.string(),
  publishedAt: z.date(),
});
export type InstrumentVersionRow = z.infer<typeof InstrumentVersionRow>;

export const instrumentCollections: CollectionDeclaration[] = [
  {
    name: 'instruments',
    schema: InstrumentRow,
    indexes: [{ key: { network: 1, slug: 1 }, unique: true }],
    people: holdsNobody('questions'),
  },
  { name: 'instrument_versions', schema: InstrumentVersionRow, people: holdsNobody('questions') },
];

const instruments = (db: Db) => db.collection<InstrumentRow>('instruments');
const versions = (db: Db) => db.collection<InstrumentVersionRow>('instrument_versions');

export const findInstrument = (tx: Tx, network: string, id: string): Promise<InstrumentRow | null> =>
  instruments(tx.db).findOne({ _id: id, network }, { session: tx.session });

export const findBySlug = (tx: Tx, network: string, slug: string): Promise<InstrumentRow | null> =>
  instruments(tx.db).findOne({ network, slug }, { session: tx.session });

export const insertInstrument = async (tx: Tx, row: InstrumentRow): Promise<void> => {
  await instruments(tx.db).insertOne(row, { session: tx.session });
};

export const replaceInstrument = async (tx: Tx, row: InstrumentRow): Promise<void> => {
  await instruments(tx.db).replaceOne({ _id: row._id, network: row.network }, row, { session: tx.session });
};

export const findVersion = (
  db: Db,
  network: string,
  instrument: string,
  number: number,
  session?: ClientSession,
): Promise<InstrumentVersionRow | null> =>
  versions(db).findOne({ _id: `${instrument}.${number}`, network }, session ? { session } : {});

export const insertVersion = async (tx: Tx, row: InstrumentVersionRow): Promise<void> => {
  await versions(tx.db).insertOne(row, { session: tx.session });
};

export const presentInstrument = (row: InstrumentRow): Instrument => {
  const { _id, network: _, ...facts } = row;
  return { id: _id, ...facts };
};

export const presentVersion = (row: InstrumentVersionRow): InstrumentVersion => {
  const { _id, network: _, publishedAt, ...facts } = row;
  return { ...facts, publishedAt: publishedAt.toISOString() };
};
