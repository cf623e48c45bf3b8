import type { Import } from '@skein/contracts';
import { declareCollection, holds, holdsNobody, rowsIn, takeOut } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { addressesOf } from '../../core/erasure-list/addresses.ts';
import { chunkCollection, deleteFile } from './file-store.ts';
import { ImportRow, StagedRow, TakenIn } from './row.ts';

export interface ProblemRow {
  readonly _id: string;
  readonly import: string;
  readonly run: string;
  readonly network: string;
  readonly line: number;
  readonly place: number;
  readonly column?: number;
  readonly heading?: string;
  readonly detail: string;
  readonly forgetAt: Date;
}

const expiry = { key: { forgetAt: 1 }, name: 'expiry', expireAfterSeconds: 0 };

const importsCollection = declareCollection({
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
    join: { does: 'rename' },
  }),
});

const importRowsCollection = declareCollection({
  name: 'import_rows',
  schema: StagedRow,
  indexes: [
    { key: { import: 1, run: 1, line: 1 } },
    { key: { import: 1, run: 1, email: 1 } },
    { key: { network: 1, email: 1 } },
    expiry,
  ],
  people: holds<StagedRow>({
    title: 'Lines about you in imports that are not taken in yet',
    at: [],
    find: async (db, whose, session) => ({
      network: whose.network,
      email: { $in: await addressesOf(db, whose, session) },
    }),
    show: ({ name, email, texts, lists }) => ({ name, email, ...texts, ...lists }),
    erase: { does: 'remove' },
    // It goes by the address, which leads to the one who is kept if that is theirs now.
    join: { does: 'stay' },
  }),
});

const importProblemsCollection = declareCollection({
  name: 'import_problems',
  indexes: [{ key: { import: 1, run: 1, line: 1, place: 1, _id: 1 } }, expiry],
  people: holdsNobody('which line of a file is wrong, and how: never what stands in it'),
});

const importTakenInCollection = declareCollection({
  name: 'import_taken_in',
  schema: TakenIn,
  indexes: [{ key: { import: 1, line: -1 } }, { key: { import: 1, people: 1 } }],
  people: holds<TakenIn>({
    title: 'Imports that took you in',
    at: ['people', 'consents.person'],
    show: ({ import: from, line }) => ({ import: from, line }),
    erase: takeOut(
      'An import that is under way must know what to take back; that you were in it is gone.',
      'people',
    ),
    // An import that is taken back leaves alone whoever has changed since.
    join: { does: 'stay' },
  }),
});

export const importCollections = [
  chunkCollection,
  importsCollection,
  importRowsCollection,
  importProblemsCollection,
  importTakenInCollection,
];

export const imports = rowsIn(importsCollection);
export const stagedRows = rowsIn(importRowsCollection);
export const problemRows = rowsIn(importProblemsCollection);
export const takenIn = rowsIn(importTakenInCollection);

export const findImport = (
  db: Db,
  network: string,
  id: string,
  session?: ClientSession,
): Promise<ImportRow | null> => imports(db).findOne({ _id: id, network }, session ? { session } : {});

/** Replaces an import unless it changed since `version`; false then. */
export const replaceImport = async (
  db: Db,
  row: ImportRow,
  version: number,
  session?: ClientSession,
): Promise<boolean> => {
  const done = await imports(db).replaceOne(
    { _id: row._id, network: row.network, version },
    row,
    session ? { session } : {},
  );
  return done.matchedCount === 1;
};

/** Deletes what an import staged: its rows, and its file; its problems too unless they are still to be read. */
export const forgetStaged = async (db: Db, id: string, keepProblems: boolean): Promise<void> => {
  await stagedRows(db).deleteMany({ import: id });
  await deleteFile(db, id);
  await takenIn(db).deleteMany({ import: id });
  if (!keepProblems) await problemRows(db).deleteMany({ import: id });
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
  columns: row.columns,
  ...(row.failure && { failure: row.failure }),
  rows: row.read,
  applied: row.applied,
});
