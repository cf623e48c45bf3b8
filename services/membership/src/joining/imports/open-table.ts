import type { Reader } from '@skein/service-kit';
import {
  type CsvReading,
  readCsv,
  readingOf,
  readXlsx,
  type TableRow,
  tableLimits,
  UnreadableTable,
} from '@skein/tables';
import { fileRange } from './file-store.ts';
import type { ImportRow } from './row.ts';

/** Excel writes separators, or spaces, as far down as anybody ever clicked. */
const isBlank = ({ cells, formulas }: TableRow): boolean =>
  formulas.length === 0 && cells.every((cell) => cell.trim() === '');

/** The rows of a table that hold anything, with lines that rise, whatever a damaged workbook says. */
async function* numbered(rows: AsyncIterable<TableRow>): AsyncGenerator<TableRow> {
  let line = 0;
  let count = 0;
  for await (const row of rows) {
    line = Math.max(line + 1, row.line);
    if (isBlank(row)) continue;
    count += 1;
    const detail = `The table has more than ${tableLimits.rows} rows; split it.`;
    if (count > tableLimits.rows + 1) throw new UnreadableTable({ line, detail });
    yield { ...row, line };
  }
}

const firstBytes = async (bytes: AsyncIterable<Buffer>): Promise<Buffer> => {
  for await (const chunk of bytes) return chunk;
  return Buffer.alloc(0);
};

/** The rows of an uploaded file that hold anything, the headings first; and how it is read. */
export const openTable = async (
  reader: Reader,
  row: Pick<ImportRow, '_id' | 'format' | 'bytes' | 'reading'>,
): Promise<{ rows: AsyncGenerator<TableRow>; found: Partial<CsvReading> }> => {
  const range = (start: number, end: number) => fileRange(reader, row._id, start, end);
  if (row.format === 'xlsx') return { rows: numbered(readXlsx(range, row.bytes)), found: {} };
  const reading = readingOf(await firstBytes(range(0, Math.min(row.bytes, 64 * 1024))), row.reading);
  return { rows: numbered(readCsv(range(0, row.bytes), reading)), found: reading };
};
