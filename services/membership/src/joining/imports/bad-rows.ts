import { type ImportProblem, type ImportReading, isRefusal } from '@skein/contracts';
import type { Reader } from '@skein/service-kit';
import { type CsvReading, UnreadableTable } from '@skein/tables';
import { openTable } from './open-table.ts';
import type { ImportRow } from './row.ts';
import { pageOfProblems } from './staged-store.ts';

/** Rows of a preview, below the headings. */
const previewed = 10;

/** The first rows of a file as they would be read so; bytes that are none of the encoding are shown as such. */
export const previewOf = async (
  reader: Reader,
  row: ImportRow,
  said: Pick<ImportReading, 'encoding' | 'separator'>,
): Promise<Partial<CsvReading> & { rows: string[][] }> => {
  const { rows, found } = await openTable(reader, { ...row, reading: { ...row.reading, ...said } });
  const shown: string[][] = [];
  for await (const { cells } of rows) {
    shown.push([...cells]);
    if (shown.length > previewed) break;
  }
  return { ...found, rows: shown };
};

const batch = 200;

/** What is wrong in a file, in the order of its lines. */
async function* problemsOf(reader: Reader, row: ImportRow): AsyncGenerator<ImportProblem> {
  for (let after: string | undefined; ; ) {
    const page: Awaited<ReturnType<typeof pageOfProblems>> = await pageOfProblems(
      reader,
      { import: row._id, run: row.run ?? '' },
      { after, limit: batch },
    );
    if (isRefusal(page)) throw new Error(page.detail);
    yield* page.items;
    after = page.next;
    if (!after) return;
  }
}

/** The same, all of one line together. */
async function* problemLines(reader: Reader, row: ImportRow): AsyncGenerator<readonly [number, string[]]> {
  let [line, details]: [number, string[]] = [0, []];
  for await (const problem of problemsOf(reader, row)) {
    if (problem.line !== line && details.length) yield [line, details];
    if (problem.line !== line) [line, details] = [problem.line, []];
    details.push(inWords(problem));
  }
  if (details.length) yield [line, details];
}

const inWords = ({ heading, detail }: Omit<ImportProblem, 'line'>): string =>
  heading ? `“${heading}” ${detail}` : detail;

/** The rows that are not good in the columns of the file, each with what is wrong in one more. */
export async function* badRows(reader: Reader, row: ImportRow): AsyncGenerator<string[]> {
  const { rows } = await openTable(reader, row);
  const headings = await rows.next();
  if (headings.done) throw new UnreadableTable({ detail: 'The file is empty.' });
  const width = headings.value.cells.length;
  yield [...headings.value.cells, 'what is wrong'];
  const problems = problemLines(reader, row);
  let next = await problems.next();
  for await (const { line, cells } of rows) {
    while (!next.done && next.value[0] < line) next = await problems.next();
    if (next.done) return;
    if (next.value[0] === line)
      yield [...Array.from({ length: width }, (_, index) => cells[index] ?? ''), next.value[1].join('; ')];
  }
}
