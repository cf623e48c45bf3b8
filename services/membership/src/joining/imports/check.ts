import { newId, type Reader, type ServiceContext } from '@skein/service-kit';
import { type FileFault, tableLimits, UnreadableTable } from '@skein/tables';
import { MongoError } from 'mongodb';
import { communityNames } from '../../core/communities/store.ts';
import { problemMaker, rowChecker } from './check-rows.ts';
import { type Column, faultOfHeadings, mapColumns } from './columns.ts';
import { unreadable } from './decide.ts';
import { openTable } from './open-table.ts';
import { communityFinder } from './places.ts';
import type { ImportRow } from './row.ts';
import { stager } from './stage.ts';
import { removeProblems, removeStaged } from './staged-store.ts';
import { beginRun, findImportAs, noteFound, replaceImport } from './store.ts';

type Pending = Omit<ImportRow, 'version'>;

const communitiesOf = async (reader: Reader) =>
  (await communityNames(reader)).map(({ _id, slug, name, status }) => ({
    id: _id,
    slug,
    name,
    closed: status === 'closed',
  }));

/** Maps the columns by the first line, and shows them even where they do not do, so that the uploader can name them. */
const takeHeadings = async (
  reader: Reader,
  row: ImportRow,
  run: string,
  headings: readonly string[],
  found: Partial<ImportRow>,
): Promise<Column[]> => {
  const said = Object.fromEntries(row.reading.columns.map(({ heading, field }) => [heading, field]));
  const columns = mapColumns(headings, said);
  const fault = faultOfHeadings(headings, columns, row.reading.consents !== undefined);
  const shown = fault?.isData ? [] : columns.slice(0, tableLimits.columns);
  await noteFound(reader, { id: row._id, run }, { ...found, columns: shown });
  if (fault) throw new UnreadableTable(fault);
  return columns;
};

/** Reads a file to its end; undefined where it was cut short and is to be begun again. */
const readAll = async (
  reader: Reader,
  row: ImportRow,
  run: string,
  keepGoing: () => Promise<boolean>,
): Promise<Partial<Pending> | undefined> => {
  const { rows, found } = await openTable(reader, row);
  const headings = await rows.next();
  if (headings.done) throw new UnreadableTable({ detail: 'The file is empty.' });
  const columns = await takeHeadings(reader, row, run, headings.value.cells, found);
  const check = rowChecker(columns, communityFinder(await communitiesOf(reader)));
  const stage = stager(reader, row, run, problemMaker(columns));
  for await (const read of rows)
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
  const reader = context.readerOf(row.network);
  const run = newId();
  await beginRun(reader, row, run);
  await removeStaged(reader, row._id);
  await removeProblems(reader, row._id);
  const settle = async (change: (now: ImportRow) => ImportRow): Promise<void> => {
    const current = await findImportAs(reader, row._id, 'uploaded', run);
    if (current) await replaceImport(reader, change(current), current.version);
  };
  try {
    const read = await readAll(reader, row, run, keepGoing);
    if (!read) return void (await removeStaged(reader, row._id, run));
    await settle((now) => ({ ...now, ...read, version: now.version + 1, state: 'checked' }));
  } catch (error) {
    if (error instanceof MongoError) throw error;
    const fault = error instanceof UnreadableTable ? error.fault : damaged(context, error);
    const { line, column, detail } = fault;
    await settle((now) => unreadable(now, { ...(line && { line }), ...(column && { column }), detail }));
    await removeStaged(reader, row._id, run);
  }
};
