import { Readable } from 'node:stream';
import type { TableEncoding } from '@skein/contracts';
import { CsvError, parse } from 'csv-parse';
import { restored } from './cells.ts';
import { decoded, encodingOf } from './encoding.ts';
import { type TableRow, tableLimits, UnreadableTable } from './table.ts';

const separators = [',', ';', '\t', '|'] as const;

/** The separator of a table: the one that its first line has most of, outside quotes. */
export const separatorOf = (text: string): string => {
  const bare = text.replaceAll(/"(?:[^"]|"")*"/g, '');
  const first = bare.split(/\r?\n|\r/).find((line) => line.trim() !== '') ?? '';
  const counts = separators.map((separator) => [first.split(separator).length, separator] as const);
  return counts.reduce((best, next) => (next[0] > best[0] ? next : best))[1];
};

/** What is known of a file before its rows: how it is encoded and separated. */
export interface CsvReading {
  readonly encoding: TableEncoding;
  readonly separator: string;
  /** Quotation marks may stand inside of cells that do not begin with one. */
  readonly quotesInside?: boolean;
}

/** Finds out how a file is to be read from its beginning; what the uploader says counts more. */
export const readingOf = (
  start: Buffer,
  said: { encoding?: TableEncoding | undefined; separator?: string | undefined },
): CsvReading => {
  const encoding = said.encoding ?? encodingOf(start);
  const text = new TextDecoder(encoding).decode(start.subarray(0, 64 * 1024));
  return { encoding, separator: said.separator ?? separatorOf(text) };
};

const faults: Partial<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'A quotation mark is opened and never closed',
  INVALID_OPENING_QUOTE: 'A quotation mark stands inside a cell that does not begin with one',
  CSV_INVALID_CLOSING_QUOTE: 'After a closing quotation mark the cell goes on',
  CSV_MAX_RECORD_SIZE: 'A row is longer than any row of a list can be',
};

const unreadable = (error: unknown): Error => {
  if (!(error instanceof CsvError)) return error as Error;
  const at = error as unknown as { lines?: number; column?: number };
  const line = at.lines ?? 1;
  const detail = `${faults[error.code] ?? 'The file cannot be read as a table'}, at or after line ${line}.`;
  return new UnreadableTable({
    line,
    ...(typeof at.column === 'number' && { column: at.column + 1 }),
    detail,
  });
};

/** The rows of a CSV file, one by one. Quoted cells may hold separators and line ends. */
export async function* readCsv(bytes: AsyncIterable<Buffer>, reading: CsvReading): AsyncGenerator<TableRow> {
  const parser = parse({
    delimiter: reading.separator,
    relax_column_count: true,
    relax_quotes: reading.quotesInside ?? false,
    skip_empty_lines: true,
    max_record_size: tableLimits.recordCharacters,
    info: true,
  });
  const text = Readable.from(decoded(bytes, reading.encoding));
  text.on('error', (error) => parser.destroy(error));
  try {
    // `info.lines` is the line a record ends on; the next one begins on the line after it, blank lines aside.
    for await (const { info, record } of text.pipe(parser) as AsyncIterable<{
      info: { lines: number };
      record: string[];
    }>) {
      const inside = record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
      const formulas = record.flatMap((cell, index) => (cell.startsWith('=') ? [index + 1] : []));
      yield { line: Math.max(1, info.lines - inside), cells: record.map(restored), formulas };
    }
  } catch (error) {
    throw unreadable(error);
  } finally {
    text.destroy();
  }
}
