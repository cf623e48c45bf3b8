import type { ImportProblem } from '@skein/contracts';
import {
  declareCollection,
  holds,
  holdsNobody,
  type Order,
  type Paging,
  type Reader,
  readPage,
  rowsIn,
  type Tx,
} from '@skein/service-kit';
import { addressesFoundIn, addressesOf } from '../../core/erasure-list/addresses.ts';
import { ProblemRow, StagedRow } from './row.ts';

const expiry = { key: { forgetAt: 1 }, name: 'expiry', expireAfterSeconds: 0 };

export const importRowsCollection = declareCollection({
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
    foundBy: addressesFoundIn,
    find: async (reader, { network, person }) => ({
      network,
      email: { $in: await addressesOf(reader, person) },
    }),
    show: ({ name, email, texts, lists }) => ({ name, email, ...texts, ...lists }),
    erase: { does: 'remove' },
    // It goes by the address, which leads to the one who is kept if that is theirs now.
    merge: { does: 'stay' },
  }),
});

export const importProblemsCollection = declareCollection({
  name: 'import_problems',
  schema: ProblemRow,
  indexes: [{ key: { import: 1, run: 1, line: 1, place: 1, _id: 1 } }, expiry],
  people: holdsNobody('which line of a file is wrong, and how: never what stands in it'),
});

const stagedRows = rowsIn(importRowsCollection);
const problemRows = rowsIn(importProblemsCollection);
const byPlace: Order = [
  ['line', 1],
  ['place', 1],
  ['_id', 1],
];

/** A check of an import: a later one of the same import does not count what this one staged. */
interface Check {
  readonly import: string;
  readonly run: string;
}

/** The next good rows of a check after a line. */
export const stagedAfter = (
  reader: Reader,
  { import: id, run }: Check,
  line: number,
  limit: number,
): Promise<StagedRow[]> =>
  stagedRows(reader)
    .find({ import: id, network: reader.network, run, line: { $gt: line } })
    .sort({ line: 1 })
    .limit(limit)
    .toArray();

/** What earlier lines of a check said of these addresses, in the order of the file. */
export const stagedOf = (
  reader: Reader,
  { import: id, run }: Check,
  emails: readonly string[],
): Promise<Pick<StagedRow, 'line' | 'name' | 'email' | 'communities'>[]> =>
  stagedRows(reader)
    .find({ import: id, network: reader.network, run, email: { $in: [...emails] } })
    .project<Pick<StagedRow, 'line' | 'name' | 'email' | 'communities'>>({
      line: 1,
      name: 1,
      email: 1,
      communities: 1,
    })
    .sort({ line: 1 })
    .toArray();

/** The imports whose staged rows hold one of these addresses. */
export const importsNaming = (reader: Reader, emails: readonly string[]): Promise<string[]> =>
  stagedRows(reader).distinct('import', { network: reader.network, email: { $in: [...emails] } });

export const insertStaged = async (
  reader: Reader,
  rows: readonly StagedRow[],
  problems: readonly ProblemRow[],
): Promise<void> => {
  if (rows.length) await stagedRows(reader).insertMany([...rows]);
  if (problems.length) await problemRows(reader).insertMany([...problems]);
};

/** From here on the rows last until they are applied, not until the day after their upload. */
export const keepUntilApplied = async (reader: Reader, id: string): Promise<void> => {
  const rows = { import: id, network: reader.network };
  await stagedRows(reader).updateMany(rows, { $unset: { forgetAt: '' } });
};

/** Lets rows that knew somebody by one address know them by another. */
export const moveStaged = async (tx: Tx, from: string, to: string): Promise<void> => {
  await stagedRows(tx).updateMany({ network: tx.network, email: from }, { $set: { email: to } });
};

/** Deletes the rows that an import staged, of one run or of all. */
export const removeStaged = async (reader: Reader, id: string, run?: string): Promise<void> => {
  await stagedRows(reader).deleteMany({ import: id, network: reader.network, ...(run && { run }) });
};

export const removeProblems = async (reader: Reader, id: string): Promise<void> => {
  await problemRows(reader).deleteMany({ import: id, network: reader.network });
};

/** One page of what is wrong with a file, in the order of its lines. */
export const pageOfProblems = (reader: Reader, { import: id, run }: Check, query: Paging) =>
  readPage(
    problemRows(reader),
    { import: id, run, network: reader.network },
    byPlace,
    query,
    ({ line, column, heading, detail }): ImportProblem => ({
      line,
      ...(column && { column }),
      ...(heading && { heading }),
      detail,
    }),
  );
