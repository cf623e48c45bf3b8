import { Readable } from 'node:stream';
import { type Refusal, refuse } from '@skein/contracts';
import { isDeeperThan } from '@skein/service-kit';
import { readCsv, readingOf, readSheets, tableLimits } from '@skein/tables';

type Rows = readonly (readonly string[])[];

/** A form’s file, opened by what is in it. */
export type FormFile =
  | { readonly is: 'json'; readonly json: unknown }
  | { readonly is: 'limesurvey'; readonly bytes: Buffer }
  | { readonly is: 'table'; readonly rows: Rows }
  | { readonly is: 'workbook'; readonly sheets: ReadonlyMap<string, Rows> };

/** Above any form, and any table of answers to one. */
export const formLimits = { columns: 1_000, rows: 50_000, cells: 2_000_000, depth: 100 } as const;

const begins = (bytes: Buffer, ...mark: number[]): boolean =>
  mark.every((byte, index) => bytes[index] === byte);

const tooLarge = (): Refusal =>
  refuse(
    'too-large',
    `A table has at most ${formLimits.rows} rows and ${formLimits.columns} columns here: for a form a few hundred rows of answers are enough.`,
  );

/** Gathers rows while they are within the limits. */
const createRows = () => {
  const rows: (readonly string[])[] = [];
  let cells = 0;
  return {
    rows,
    take: (row: readonly string[]): boolean => {
      cells += row.length;
      rows.push(row);
      return rows.length <= formLimits.rows && cells <= formLimits.cells && row.length <= formLimits.columns;
    },
  };
};

const workbookOf = async (bytes: Buffer): Promise<FormFile | Refusal> => {
  const read = async function* (start: number, end: number) {
    yield bytes.subarray(start, end);
  };
  const sheets = new Map<string, ReturnType<typeof createRows>>();
  for await (const { sheet, row } of readSheets(read, bytes.length, formLimits)) {
    const rows = sheets.get(sheet) ?? createRows();
    sheets.set(sheet, rows);
    // A row that is empty is not read, and the others keep their place.
    while (rows.rows.length + 1 < row.line && rows.rows.length < formLimits.rows) rows.rows.push([]);
    if (!rows.take(row.cells)) return tooLarge();
  }
  return { is: 'workbook', sheets: new Map([...sheets].map(([name, { rows }]) => [name, rows])) };
};

const tableOf = async (bytes: Buffer): Promise<FormFile | Refusal> => {
  const rows = createRows();
  const reading = readingOf(bytes, {});
  // Written by hand or by programs that quote nothing where tabs separate.
  const quotesInside = reading.separator === '\t';
  for await (const { cells } of readCsv(Readable.from([bytes]), { ...reading, quotesInside }))
    if (!rows.take(cells)) return tooLarge();
  return { is: 'table', rows: rows.rows };
};

const jsonOf = (text: string): FormFile | Refusal => {
  if (isDeeperThan(text, formLimits.depth))
    return refuse('invalid-request', 'Parts of the form lie in each other deeper than in any.');
  try {
    return { is: 'json', json: JSON.parse(text) };
  } catch {
    return refuse('invalid-request', 'The file begins as JSON does, but is none: is it whole?');
  }
};

const xmlOf = (bytes: Buffer, start: string): FormFile | Refusal => {
  const kind = /<LimeSurveyDocType>\s*(\w+)/.exec(start)?.[1];
  if (kind === 'Survey') return { is: 'limesurvey', bytes };
  if (kind !== undefined)
    return refuse(
      'invalid-request',
      'This is a part of a LimeSurvey survey: export the whole survey as its structure (.lss).',
    );
  return refuse(
    'invalid-request',
    'This XML is no survey of LimeSurvey. Of XForms, send the workbook (XLSForm) that they were made from.',
  );
};

/** What a file is, by what is in it. */
export const openForm = async (bytes: Buffer): Promise<FormFile | Refusal> => {
  if (bytes.length === 0) return refuse('invalid-request', 'The file is empty.');
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    return refuse(
      'unsupported-media-type',
      'This is a workbook of Excel 2003 or before (.xls): save it as .xlsx.',
    );
  if (begins(bytes, 0x50, 0x4b, 0x03, 0x04)) return workbookOf(bytes);
  const start = bytes
    .subarray(0, tableLimits.cellCharacters)
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  if (start.startsWith('{')) return jsonOf(bytes.toString('utf8').replace(/^\ufeff/, ''));
  if (start.startsWith('<')) return xmlOf(bytes, start);
  return tableOf(bytes);
};
