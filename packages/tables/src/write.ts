import { PassThrough, Readable } from 'node:stream';
import { type TableQuery, tableTypes } from '@skein/contracts';
import { stringify } from 'csv-stringify';
import { ZipFile } from 'yazl';
import { type Cell, neutral, textOf } from './cells.ts';

type Rows = AsyncIterable<readonly Cell[]>;

/** Only a text can be taken for a formula: a number that is negative stays one. */
const inCsv = (cell: Cell): string => (typeof cell === 'string' ? neutral(cell) : textOf(cell));

async function* withNeutralCells(rows: Rows): AsyncGenerator<string[]> {
  for await (const row of rows) yield row.map(inCsv);
}

// The writer quotes for its own separator and line end alone; readers go by others.
const toQuote = /[\r\n,;|\t]/;

/** CSV with a byte-order mark, without which Excel takes UTF-8 for something else. */
const csvOf = (rows: Rows, separator: string): Readable => {
  const source = Readable.from(withNeutralCells(rows));
  const text = stringify({
    bom: true,
    delimiter: separator,
    record_delimiter: 'windows',
    quoted_match: toQuote,
  });
  source.on('error', (error) => text.destroy(error));
  text.on('close', () => source.destroy());
  return source.pipe(text);
};

const xmlns = 'http://schemas.openxmlformats.org';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const office = `${xmlns}/officeDocument/2006/relationships`;
const part = (name: string): string =>
  `application/vnd.openxmlformats-officedocument.spreadsheetml.${name}+xml`;

/** What cells are shown as: the index of each in `cellXfs`, below. */
const styles = { day: 1, moment: 2 } as const;

/** The least that every spreadsheet opens (ECMA-376): one workbook, one sheet, texts inline, formats of days and moments. */
const frame = {
  '[Content_Types].xml': `${head}<Types xmlns="${xmlns}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${part('sheet.main')}"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${part('worksheet')}"/><Override PartName="/xl/styles.xml" ContentType="${part('styles')}"/></Types>`,
  '_rels/.rels': `${head}<Relationships xmlns="${xmlns}/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${head}<workbook xmlns="${xmlns}/spreadsheetml/2006/main" xmlns:r="${office}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${xmlns}/package/2006/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `${head}<styleSheet xmlns="${xmlns}/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
};

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };
// Control characters are in no XML, escaped or not.
const notXml = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu;
const escaped = (text: string): string =>
  text.replaceAll(notXml, '').replaceAll(/[&<>\r]/g, (character) => entities[character] ?? '');

const dayMs = 24 * 60 * 60 * 1000;
// Day 0 of a workbook, which counts a 29 February 1900 that never was.
const dayZero = Date.UTC(1899, 11, 30);
const firstDay = Date.UTC(1900, 2, 1);

// `A` to `Z`, then `AA`: readers there are that want each cell's address, though the format lets it be left out.
const lettersOf = (column: number): string =>
  (column < 26 ? '' : lettersOf(Math.floor(column / 26) - 1)) + String.fromCodePoint(65 + (column % 26));

const inlineText = (at: string, text: string): string =>
  `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(neutral(text))}</t></is></c>`;

/** A day or a moment in the workbook's own count; one before 1 March 1900, which it has no number for, as a text. */
const inDays = (at: string, instant: Date, text: string, style: number): string =>
  instant.getTime() < firstDay
    ? inlineText(at, text)
    : `<c r="${at}" s="${style}"><v>${(instant.getTime() - dayZero) / dayMs}</v></c>`;

/** A cell with its type, so that a spreadsheet adds, sorts and filters it as what it is. */
const inSheet = (at: string, cell: Cell): string => {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return inlineText(at, cell);
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (cell instanceof Date) return inDays(at, cell, textOf(cell), styles.moment);
  return inDays(at, new Date(`${cell.day}T00:00:00Z`), cell.day, styles.day);
};

async function* sheetOf(rows: Rows): AsyncGenerator<string> {
  yield `${head}<worksheet xmlns="${xmlns}/spreadsheetml/2006/main"><sheetData>`;
  let number = 0;
  for await (const row of rows) {
    number += 1;
    const cells = row.map((cell, column) => inSheet(`${lettersOf(column)}${number}`, cell));
    yield `<row r="${number}">${cells.join('')}</row>`;
  }
  yield '</sheetData></worksheet>';
}

const xlsxOf = (rows: Rows): Readable => {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(frame)) zip.addBuffer(Buffer.from(text), name);
  const sheet = Readable.from(sheetOf(rows), { objectMode: false });
  const out = new PassThrough();
  sheet.on('error', (error) => out.destroy(error));
  out.on('close', () => sheet.destroy());
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml');
  zip.end();
  return zip.outputStream.pipe(out);
};

/** A table as a file to download, made row by row while it is sent; the first row is the headings. */
export const tableFile = (
  rows: Rows,
  name: string,
  { format, separator }: TableQuery,
): { type: string; fileName: string; content: Readable } => ({
  type: format === 'csv' ? `${tableTypes.csv}; charset=utf-8` : tableTypes.xlsx,
  fileName: `${name}.${format}`,
  content: format === 'csv' ? csvOf(rows, separator) : xlsxOf(rows),
});
