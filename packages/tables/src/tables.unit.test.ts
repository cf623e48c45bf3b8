import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import Papa from 'papaparse';
import readExcelFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { type Cell, joined, neutral, restored, separated } from './cells.ts';
import { guessOf } from './encoding.ts';
import { readCsv, readingOf, separatorOf } from './read-csv.ts';
import { columnOf, readXlsx } from './read-xlsx.ts';
import { tableFile } from './write.ts';

// What a person types: no control characters, of which neither format keeps all.
const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((one) => !/\p{C}/u.test(one));
const rows = fc.array(fc.array(text, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 20 });

const rowsOf = (table: readonly string[][]) => Readable.from(table);

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

const written = (table: readonly string[][], format: 'csv' | 'xlsx', separator: ',' | ';' | '\t' = ',') =>
  buffer(tableFile(rowsOf(table), 'members', { format, separator }).content);

const cellsOf = async (read: AsyncIterable<{ cells: readonly string[] }>): Promise<(readonly string[])[]> => {
  const all: (readonly string[])[] = [];
  for await (const { cells } of read) all.push(cells);
  return all;
};

describe('a table', () => {
  it.each([',', ';', '\t'] as const)(
    'comes back from CSV by %j as it was, read in any pieces',
    async (by) => {
      await fc.assert(
        fc.asyncProperty(rows, fc.integer({ min: 1, max: 50 }), async (table, size) => {
          const bytes = await written(table, 'csv', by);
          const reading = readingOf(bytes, { separator: by });
          expect(await cellsOf(readCsv(pieces(bytes, size), reading))).toEqual(table);
        }),
      );
    },
  );

  it.each([',', ';', '\t'] as const)(
    'written with %j has its rows and cells in another reader too, however many lines a cell has',
    async (by) => {
      const pieces = fc.constantFrom('\n', '\r', '\r\n', '"', ',', ';', '\t', '|', '=', '-', "'", 'a', ' ');
      const cell = fc.array(pieces, { maxLength: 8 }).map((some) => some.join(''));
      const tables = fc.array(fc.tuple(fc.constant('x'), cell, cell), { minLength: 1, maxLength: 5 });
      await fc.assert(
        fc.asyncProperty(tables, async (table) => {
          const content = (await written(table, 'csv', by))
            .toString()
            .replace(/^\ufeff/, '')
            .replace(/\r\n$/, '');
          // A program that takes any line end for the end of a row, as many do.
          for (const newline of ['\r\n', '\n', '\r'] as const) {
            const rows = content.replaceAll(/\r\n(?=(?:[^"]|"[^"]*")*$)/g, newline);
            const { data } = Papa.parse<string[]>(rows, { delimiter: by, newline });
            expect(data.map((row) => row.map(restored))).toEqual(table);
          }
        }),
      );
    },
  );

  it('never begins a row or a cell with what would run, whatever a reader takes for their ends', async () => {
    const table = [['line\n=1+1', 'old Mac\r@x', "a;=cmd|' /C calc'!A0;", '\uff1d1+1', 'tab\t+1', '|-1']];
    const text = (await written(table, 'csv')).toString();
    for (const parts of text.split(/[\r\n,;|\t]/)) expect(parts).not.toMatch(/^"?[=+\-@\uff1d]/);
  });

  it('comes back from a workbook as it was', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (table) => {
        const bytes = await written(table, 'xlsx');
        const read = readXlsx((start, end) => pieces(bytes.subarray(start, end), 512), bytes.length);
        expect(await cellsOf(read)).toEqual(table);
      }),
      { numRuns: 50 },
    );
  });

  const typed: Cell[] = [
    ...['=1+1', -5, 0.1, true, false, { day: '2026-02-28' }],
    ...[new Date('2026-12-01T12:30:00Z'), undefined, 'two\nlines', { day: '1850-03-01' }],
  ];

  it('keeps the types of its cells in a workbook, for another reader too', async () => {
    const { content } = tableFile(Readable.from([typed]), 'typed', { format: 'xlsx', separator: ',' });
    const sheets = await readExcelFile(await buffer(content));
    expect(sheets[0]?.data).toEqual([
      [
        ...["'=1+1", -5, 0.1, true, false, new Date('2026-02-28T00:00:00Z')],
        ...[new Date('2026-12-01T12:30:00Z'), null, 'two\nlines', '1850-03-01'],
      ],
    ]);
  });

  it('is read as it shows: days, moments and yes/no, not the numbers they are kept as', async () => {
    const { content } = tableFile(Readable.from([typed]), 'typed', { format: 'xlsx', separator: ',' });
    const bytes = await buffer(content);
    const read = readXlsx((start, end) => pieces(bytes.subarray(start, end), 512), bytes.length);
    expect(await cellsOf(read)).toEqual([
      ['=1+1', '-5', '0.1', 'yes', 'no', '2026-02-28', '2026-12-01 12:30:00', '', 'two\nlines', '1850-03-01'],
    ]);
  });

  it('makes only texts harmless in CSV: a number below zero stays one', async () => {
    const line = typed.filter((cell) => cell !== 'two\nlines');
    const { content } = tableFile(Readable.from([line]), 'typed', { format: 'csv', separator: ',' });
    expect((await buffer(content)).toString()).toBe(
      "\ufeff'=1+1,-5,0.1,1,0,2026-02-28,2026-12-01 12:30:00,,1850-03-01\r\n",
    );
  });

  it('is cut off, not ended, where its rows fail: a half list must not look whole', async () => {
    async function* failing() {
      yield ['name'];
      throw new Error('the database is gone');
    }
    for (const format of ['csv', 'xlsx'] as const) {
      const { content } = tableFile(failing(), 'members', { format, separator: ',' });
      await expect(buffer(content)).rejects.toThrow('the database is gone');
    }
  });
});

describe('a file that is not UTF-8', () => {
  // `Jürgen Müller, Zoë` and `Łukasz Żółć, Święta` as programs of old kept them.
  it.each([
    ['windows-1252', [0x4a, 0xfc, 0x72, 0x67, 0x65, 0x6e, 0x2c, 0x5a, 0x6f, 0xeb]],
    ['macintosh', [0x4a, 0x9f, 0x72, 0x67, 0x65, 0x6e, 0x2c, 0x5a, 0x6f, 0x91]],
    ['windows-1250', [0xa3, 0x75, 0x6b, 0x61, 0x73, 0x7a, 0x20, 0xaf, 0xf3, 0xb3, 0xe6, 0x2c, 0xb9, 0x62]],
  ] as const)('is likely %s, by its letters', (encoding, bytes) => {
    const found = guessOf(Buffer.from(bytes));
    expect(found?.encoding).toBe(encoding);
    expect(found?.letters.length).toBeGreaterThan(1);
  });

  it('is no other where it is UTF-8', () => {
    expect(guessOf(Buffer.from('Zoë'))).toBeUndefined();
  });
});

describe('cells', () => {
  it('that could run do not, and come back as they were', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('', '=', '+', '-', '@', '\t', '\r', "'", "'="),
        (rest, lead) => {
          expect(neutral(lead + rest)).not.toMatch(/^[=+\-@\t\r]/);
          expect(restored(neutral(lead + rest))).toBe(lead + rest);
        },
      ),
    );
  });

  it('of several texts come apart as they were put together', () => {
    const one = fc
      .string({ minLength: 1 })
      .map((some) => some.trim())
      .filter((some) => some !== '');
    fc.assert(
      fc.property(fc.array(one), (texts) => {
        expect(separated(joined(texts))).toEqual(texts);
      }),
    );
  });

  it('are told apart by the separator that the first line has most of, outside quotes', () => {
    expect(separatorOf('"a,b,c,d";e\n1,2,3,4')).toBe(';');
    expect(separatorOf('a\tb,c\td')).toBe('\t');
    expect(separatorOf('alone')).toBe(',');
  });

  it('have columns counted as spreadsheets do', () => {
    expect(['A1', 'Z9', 'AA1', 'AZ10', 'BA2'].map(columnOf)).toEqual([1, 26, 27, 52, 53]);
  });
});
