import { Readable } from 'node:stream';
import { readCsv, readingOf } from './read-csv.ts';
import { readSheets } from './read-xlsx.ts';
import { type TableRow, UnreadableTable } from './table.ts';

/** How much of a table is held at once. */
export interface WholeLimits {
  readonly rows: number;
  readonly columns: number;
  readonly cells: number;
}

type Said = Parameters<typeof readingOf>[1];

const begins = (bytes: Buffer, ...mark: number[]): boolean =>
  mark.every((byte, index) => bytes[index] === byte);

const isWorkbook = (bytes: Buffer): boolean => begins(bytes, 0x50, 0x4b, 0x03, 0x04);

async function* rowsIn(bytes: Buffer, said: Said, limits: WholeLimits) {
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    throw new UnreadableTable({
      detail: 'This is a workbook of Excel 2003 or before (.xls): save it as .xlsx.',
    });
  if (isWorkbook(bytes)) {
    const read = async function* (start: number, end: number) {
      yield bytes.subarray(start, end);
    };
    return yield* readSheets(read, bytes.length, limits);
  }
  const reading = readingOf(bytes, said);
  // Written by hand or by programs that quote nothing where tabs separate.
  const quotesInside = reading.separator === '\t';
  for await (const row of readCsv(Readable.from([bytes]), { ...reading, quotesInside }))
    yield { sheet: '', row };
}

/** A table whose file is held already, by its sheets; one of CSV is the sheet without a name. */
export const readWhole = async (
  bytes: Buffer,
  said: Said,
  limits: WholeLimits,
): Promise<ReadonlyMap<string, readonly TableRow[]>> => {
  const sheets = new Map<string, TableRow[]>();
  let cells = 0;
  for await (const { sheet, row } of rowsIn(bytes, said, limits)) {
    const rows = sheets.get(sheet) ?? [];
    sheets.set(sheet, rows);
    rows.push(row);
    cells += row.cells.length;
    if (rows.length > limits.rows || row.cells.length > limits.columns || cells > limits.cells)
      throw new UnreadableTable({
        line: row.line,
        detail: `A table has at most ${limits.rows} rows and ${limits.columns} columns here.`,
      });
  }
  return sheets;
};
