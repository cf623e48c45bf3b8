import {
  ConsentPurpose,
  type Import,
  ImportField,
  ImportMode,
  ImportState,
  LawfulBasis,
  TableEncoding,
  TableFormat,
} from '@skein/contracts';
import { type CollectionDeclaration, holds, holdsNobody, takeOut } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';
import { addressesOf } from '../../rights/erasure-requests/addresses.ts';
import { CheckedRow } from './check-rows.ts';
import { chunkCollection, deleteFile } from './files.ts';

const counts = { rows: z.int(), people: z.int(), memberships: z.int(), consents: z.int() };

/** An import. It holds no personal data: that is in its file and its staged rows, which go sooner. */
export const ImportRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  by: z.string(),
  state: ImportState,
  format: TableFormat,
  bytes: z.int(),
  digest: z.string(),
  uploadedAt: z.date(),
  doneAt: z.date().optional(),
  /** When the whole import is forgotten; not set while it is applied. */
  forgetAt: z.date().optional(),
  reading: z.object({
    columns: z.array(z.object({ heading: z.string(), field: ImportField.nullable() })),
    separator: z.string().optional(),
    encoding: TableEncoding.optional(),
    consents: z.object({ basis: LawfulBasis, textVersion: z.string() }).optional(),
  }),
  encoding: TableEncoding.optional(),
  separator: z.string().optional(),
  mode: ImportMode.optional(),
  columns: z.array(z.object({ column: z.int(), heading: z.string(), field: ImportField.optional() })),
  failure: z.object({ line: z.int().optional(), column: z.int().optional(), detail: z.string() }).optional(),
  /** The check whose rows count: one that was cut off by a crash leaves rows of an earlier one. */
  run: z.string().optional(),
  read: z.object({
    read: z.int(),
    good: z.int(),
    bad: z.int(),
    problems: z.int(),
    newPeople: z.int(),
  }),
  communities: z.array(z.string()),
  givesRoles: z.boolean(),
  /** The last line that was applied. */
  cursor: z.int(),
  /** How often in a row a batch failed for no passing reason. */
  faults: z.int(),
  applied: z.object(counts),
  /** People who stay though the import was taken back, since they have done something here. */
  kept: z.int(),
});
export type ImportRow = z.infer<typeof ImportRow>;

const StagedRow = CheckedRow.extend({
  _id: z.string(),
  import: z.string(),
  run: z.string(),
  network: z.string(),
  /** Not set while it is applied: then a row must last until it is taken in. */
  forgetAt: z.date().optional(),
});
export type StagedRow = z.infer<typeof StagedRow>;

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

/** What one batch of an import took in, written with it: ids alone, so that it can be taken back. */
export const TakenIn = z.object({
  _id: z.string(),
  import: z.string(),
  network: z.string(),
  line: z.int(),
  people: z.array(z.string()),
  memberships: z.array(z.object({ id: z.string(), version: z.int() })),
  /** Of people who were members before. */
  consents: z.array(z.object({ person: z.string(), purpose: ConsentPurpose, line: z.string() })),
});
export type TakenIn = z.infer<typeof TakenIn>;

const expiry = { key: { forgetAt: 1 }, name: 'expiry', expireAfterSeconds: 0 };

export const importCollections: CollectionDeclaration[] = [
  // First, since its rows are found by those of the next.
  chunkCollection,
  {
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
  },
  {
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
  },
  {
    name: 'import_problems',
    indexes: [{ key: { import: 1, run: 1, line: 1, place: 1, _id: 1 } }, expiry],
    people: holdsNobody('which line of a file is wrong, and how: never what stands in it'),
  },
  {
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
  },
];

export const imports = (db: Db) => db.collection<ImportRow>('imports');
export const stagedRows = (db: Db) => db.collection<StagedRow>('import_rows');
export const problemRows = (db: Db) => db.collection<ProblemRow>('import_problems');
export const takenIn = (db: Db) => db.collection<TakenIn>('import_taken_in');

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
