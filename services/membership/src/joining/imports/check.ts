import { newId, type ServiceContext } from '@skein/service-kit';
import {
  type FileFault,
  readCsv,
  readingOf,
  readXlsx,
  type TableRow,
  tableLimits,
  UnreadableTable,
} from '@skein/tables';
import { MongoError } from 'mongodb';
import type { CommunityRow } from '../../core/communities/store.ts';
import { problemMaker, rowChecker } from './check-rows.ts';
import { type Column, faultOfHeadings, mapColumns } from './columns.ts';
import { unreadable } from './decide.ts';
import { fileRange } from './files.ts';
import { communityFinder } from './places.ts';
import { stager } from './stage.ts';
import { type ImportRow, imports, problemRows, replaceImport, stagedRows } from './store.ts';

type Pending = Omit<ImportRow, 'version'>;

const firstBytes = async (bytes: AsyncIterable<Buffer>): Promise<Buffer> => {
  for await (const chunk of bytes) return chunk;
  return Buffer.alloc(0);
};

const openTable = async (
  context: ServiceContext,
  row: ImportRow,
): Promise<{ rows: AsyncGenerator<TableRow>; found: Partial<ImportRow> }> => {
  const range = (start: number, end: number) => fileRange(context.db, row._id, start, end);
  if (row.format === 'xlsx') return { rows: readXlsx(range, row.bytes), found: {} };
  const reading = readingOf(await firstBytes(range(0, Math.min(row.bytes, 64 * 1024))), row.reading);
  return { rows: readCsv(range(0, row.bytes), reading), found: reading };
};

const communitiesOf = async ({ db }: ServiceContext, network: string) => {
  const rows = await db
    .collection<CommunityRow>('communities')
    .find({ network }, { projection: { slug: 1, name: 1, status: 1 } })
    .toArray();
  return rows.map(({ _id, slug, name, status }) => ({ id: _id, slug, name, closed: status === 'closed' }));
};

/** Maps the columns by the first line, and shows them even where they do not do, so that the uploader can name them. */
const takeHeadings = async (
  { db }: ServiceContext,
  row: ImportRow,
  run: string,
  headings: readonly string[],
  found: Partial<ImportRow>,
): Promise<Column[]> => {
  const said = Object.fromEntries(row.reading.columns.map(({ heading, field }) => [heading, field]));
  const columns = mapColumns(headings, said);
  const fault = faultOfHeadings(headings, columns, row.reading.consents !== undefined);
  const shown = fault?.isData ? [] : columns.slice(0, tableLimits.columns);
  await imports(db).updateOne({ _id: row._id, run }, { $set: { ...found, columns: shown } });
  if (fault) throw new UnreadableTable(fault);
  return columns;
};

/** The rows of a table with lines that rise, whatever a damaged workbook says. */
async function* numbered(rows: AsyncIterable<TableRow>): AsyncGenerator<TableRow> {
  let line = 0;
  let count = 0;
  for await (const row of rows) {
    line = Math.max(line + 1, row.line);
    count += 1;
    const detail = `The table has more than ${tableLimits.rows} rows; split it.`;
    if (count > tableLimits.rows + 1) throw new UnreadableTable({ line, detail });
    yield { ...row, line };
  }
}

/** Reads a file to its end; undefined where it was cut short and is to be begun again. */
const readAll = async (
  context: ServiceContext,
  row: ImportRow,
  run: string,
  keepGoing: () => Promise<boolean>,
): Promise<Partial<Pending> | undefined> => {
  const { rows, found } = await openTable(context, row);
  const table = numbered(rows);
  const headings = await table.next();
  if (headings.done) throw new UnreadableTable({ detail: 'The file is empty.' });
  const columns = await takeHeadings(context, row, run, headings.value.cells, found);
  const check = rowChecker(columns, communityFinder(await communitiesOf(context, row.network)));
  const stage = stager(context.db, row, run, problemMaker(columns));
  for await (const read of table)
    if ((await stage.add(check(read))) && !(stage.isWanted() && (await keepGoing()))) return undefined;
  await stage.flush();
  const result = stage.result();
  if (result.read.read === 0)
    throw new UnreadableTable({ line: 1, detail: 'The table has headings and no rows.' });
  return { ...found, columns, ...result };
};

/** Whatever else reading throws lies in the file: told to its owner, so that it does not keep other imports waiting. */
const damaged = ({ log }: ServiceContext, error: unknown): FileFault => {
  // A parser's message may quote the file, so only its kind is logged.
  log.warn(
    { kind: error instanceof Error ? error.name : typeof error },
    'an imported file could not be read',
  );
  return { detail: 'The file cannot be read to its end: it is damaged, or not what its type says.' };
};

/**
 * Reads an uploaded file, and stages its good rows and its problems. A check that was cut off is made from the
 * beginning, under a new run, so that what the earlier one left is neither counted nor applied.
 */
export const checkFile = async (
  context: ServiceContext,
  row: ImportRow,
  keepGoing: () => Promise<boolean>,
): Promise<void> => {
  const { db } = context;
  const run = newId();
  await imports(db).updateOne({ _id: row._id, state: 'uploaded', version: row.version }, { $set: { run } });
  await stagedRows(db).deleteMany({ import: row._id });
  await problemRows(db).deleteMany({ import: row._id });
  const settle = async (change: (now: ImportRow) => ImportRow): Promise<void> => {
    const current = await imports(db).findOne({ _id: row._id, run, state: 'uploaded' });
    if (current) await replaceImport(db, change(current), current.version);
  };
  try {
    const read = await readAll(context, row, run, keepGoing);
    if (!read) return void (await stagedRows(db).deleteMany({ import: row._id, run }));
    await settle((now) => ({ ...now, ...read, version: now.version + 1, state: 'checked' }));
  } catch (error) {
    if (error instanceof MongoError) throw error;
    const fault = error instanceof UnreadableTable ? error.fault : damaged(context, error);
    const { line, column, detail } = fault;
    await settle((now) => unreadable(now, { ...(line && { line }), ...(column && { column }), detail }));
    await stagedRows(db).deleteMany({ import: row._id, run });
  }
};
