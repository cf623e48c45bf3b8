import { Instrument, InstrumentVersion, type Question, type Section } from '@skein/contracts';
import { type CollectionDeclaration, holdsNobody, type Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';

// MongoDB's validators know no reference, and with all kinds of conditions and questions spelled out one would be huge.
const unspelled = {
  questions: z.array(z.custom<Question>()),
  sections: z.array(z.custom<Section>()).optional(),
};

export const InstrumentRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  slug: z.string(),
  draft: Instrument.shape.draft.extend(unspelled),
  /** Number of the current published version; 0 is none yet. */
  published: z.int(),
  origin: Instrument.shape.origin,
});
export type InstrumentRow = z.infer<typeof InstrumentRow>;

/** A published version: inserted once, never written again. */
export const InstrumentVersionRow = InstrumentVersion.extend({
  /** `<instrument>.<number>` */
  _id: z.string(),
  network: z.string(),
  publishedAt: z.date(),
  ...unspelled,
});
export type InstrumentVersionRow = z.infer<typeof InstrumentVersionRow>;

export const instrumentCollections: CollectionDeclaration[] = [
  {
    name: 'instruments',
    schema: InstrumentRow,
    indexes: [{ key: { network: 1, slug: 1 }, unique: true }],
    people: holdsNobody('questions'),
  },
  {
    name: 'instrument_versions',
    schema: InstrumentVersionRow,
    indexes: [{ key: { network: 1, instrument: 1, number: -1 } }],
    people: holdsNobody('questions'),
  },
];

const instruments = (db: Db) => db.collection<InstrumentRow>('instruments');
const versions = (db: Db) => db.collection<InstrumentVersionRow>('instrument_versions');

export const findInstrument = (
  { db, session }: { db: Db; session?: ClientSession },
  network: string,
  id: string,
): Promise<InstrumentRow | null> => instruments(db).findOne({ _id: id, network }, session ? { session } : {});

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

/** These published versions of an instrument, or all, oldest first. */
export const findVersions = (
  db: Db,
  network: string,
  instrument: string,
  numbers?: readonly number[],
  session?: ClientSession,
): Promise<InstrumentVersionRow[]> =>
  versions(db)
    .find(
      { network, instrument, ...(numbers && { number: { $in: [...numbers] } }) },
      session ? { session } : {},
    )
    .sort({ number: 1 })
    .toArray();

export const deleteInstrument = async (tx: Tx, { _id, network }: InstrumentRow): Promise<void> => {
  await instruments(tx.db).deleteOne({ _id, network }, { session: tx.session });
};

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
