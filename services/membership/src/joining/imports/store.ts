import type { Import } from '@skein/contracts';
import {
  declareCollection,
  holds,
  type Order,
  type Paging,
  type Reader,
  readPage,
  rowsIn,
  type Tx,
} from '@skein/service-kit';
import { proposalFor } from './columns.ts';
import { ImportRow } from './row.ts';

const expiry = { key: { forgetAt: 1 }, name: 'expiry', expireAfterSeconds: 0 };

export const importsCollection = declareCollection({
  name: 'imports',
  schema: ImportRow,
  indexes: [{ key: { network: 1, _id: -1 } }, { key: { state: 1, faults: 1, _id: 1 } }, expiry],
  people: holds<ImportRow>({
    title: 'Imports you made',
    at: ['by'],
    show: ({ state, format, uploadedAt, applied }) => ({ state, format, uploadedAt, applied }),
    erase: {
      does: 'change',
      why: 'What was taken in, and when, is the network’s to know; by whom is gone.',
      to: (row, _person, stranger) => ({ ...row, by: stranger }),
    },
    merge: { does: 'rename' },
  }),
});

const imports = rowsIn(importsCollection);
const newestFirst: Order = [['_id', -1]];

type State = ImportRow['state'];

export const findImport = (reader: Reader, id: string): Promise<ImportRow | null> =>
  imports(reader).findOne({ _id: id, network: reader.network });

/** An import, if it is in this state; if said, in this run of its check. */
export const findImportAs = (
  reader: Reader,
  id: string,
  state: State,
  run?: string,
): Promise<ImportRow | null> =>
  imports(reader).findOne({ _id: id, network: reader.network, state, ...(run && { run }) });

export const pageOfImports = (reader: Reader, query: Paging) =>
  readPage(imports(reader), { network: reader.network }, newestFirst, query, presentImport);

/** The next one in one of these states, those that failed last. */
export const nextInAllNetworks = (
  { db }: Pick<Reader, 'db'>,
  states: readonly State[],
): Promise<ImportRow | null> =>
  imports({ db }).findOne({ state: { $in: [...states] } }, { sort: { faults: 1, _id: 1 } });

export const insertImport = async (tx: Tx, row: ImportRow): Promise<void> => {
  await imports(tx).insertOne(row);
};

export const removeImport = async (tx: Tx, id: string): Promise<void> => {
  await imports(tx).deleteOne({ _id: id, network: tx.network });
};

/** Replaces an import unless it changed since `version`; false then. */
export const replaceImport = async (reader: Reader, row: ImportRow, version: number): Promise<boolean> => {
  const done = await imports(reader).replaceOne({ _id: row._id, network: reader.network, version }, row);
  return done.matchedCount === 1;
};

/** Counts that an import failed; gives it as it is then, unless it went on meanwhile. */
export const countFault = (reader: Reader, id: string, state: State): Promise<ImportRow | null> =>
  imports(reader).findOneAndUpdate(
    { _id: id, network: reader.network, state },
    { $inc: { faults: 1 } },
    { returnDocument: 'after' },
  );

/** Begins a check: from now on the rows of this run count. */
export const beginRun = async (reader: Reader, { _id, version }: ImportRow, run: string): Promise<void> => {
  const { network } = reader;
  await imports(reader).updateOne({ _id, network, state: 'uploaded', version }, { $set: { run } });
};

/** Notes what a check has found so far; false where it no longer counts. */
export const noteFound = async (
  reader: Reader,
  { id, run }: { readonly id: string; readonly run: string },
  found: Partial<ImportRow>,
): Promise<boolean> => {
  const mine = { _id: id, network: reader.network, run };
  return (await imports(reader).updateOne(mine, { $set: found })).matchedCount === 1;
};

/** Notes that a batch is in: up to which line, and what was added. */
export const noteApplied = async (
  tx: Tx,
  id: string,
  cursor: number,
  added: ImportRow['applied'],
): Promise<void> => {
  const counts = Object.entries(added).map(([what, count]) => [`applied.${what}`, count]);
  await imports(tx).updateOne(
    { _id: id, network: tx.network },
    { $set: { cursor, faults: 0 }, $inc: { version: 1, ...Object.fromEntries(counts) } },
  );
};

/** Notes that a batch was taken back, and how many of it stay. */
export const noteTakenBack = async (tx: Tx, id: string, kept: number): Promise<void> => {
  const change = { $set: { faults: 0 }, $inc: { version: 1, kept } };
  await imports(tx).updateOne({ _id: id, network: tx.network, state: 'taking-back' }, change);
};

const proposed = ({ heading, field }: ImportRow['columns'][number], { columns }: ImportRow) => {
  const proposal = field ? undefined : proposalFor(heading);
  return proposal && !columns.some((one) => one.field === proposal) ? { proposal } : {};
};

export const presentImport = (row: ImportRow): Import => ({
  id: row._id,
  version: row.version,
  state: row.state,
  format: row.format,
  bytes: row.bytes,
  digest: row.digest,
  uploadedAt: row.uploadedAt.toISOString(),
  ...(row.doneAt && { doneAt: row.doneAt.toISOString() }),
  ...(row.forgetAt && { keptUntil: row.forgetAt.toISOString() }),
  ...(row.encoding && { encoding: row.encoding }),
  ...(row.separator && { separator: row.separator }),
  ...(row.mode && { mode: row.mode }),
  columns: row.columns.map((column) => ({ ...column, ...proposed(column, row) })),
  leftOut: row.columns.flatMap(({ heading, field }) => (field ? [] : [heading])),
  ...(row.failure && { failure: row.failure }),
  rows: row.read,
  applied: row.applied,
});
