import { PassThrough, Readable } from 'node:stream';
import { type TableQuery, tableTypes } from '@skein/contracts';
import { stringify } from 'csv-stringify';
import { ZipFile } from 'yazl';
import { neutral } from './cells.ts';

type Rows = AsyncIterable<readonly string[]>;

async function* withNeutralCells(rows: Rows): AsyncGenerator<string[]> {
  for await (const row of rows) yield row.map(neutral);
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

/** The least that every spreadsheet opens (ECMA-376): one workbook, one sheet, texts inline. */
const frame = {
  '[Content_Types].xml': `${head}<Types xmlns="${xmlns}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${part('sheet.main')}"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${part('worksheet')}"/></Types>`,
  '_rels/.rels': `${head}<Relationships xmlns="${xmlns}/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${head}<workbook xmlns="${xmlns}/spreadsheetml/2006/main" xmlns:r="${office}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${xmlns}/package/2006/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
};

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };
// Control characters are in no XML, escaped or not.
const notXml = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu;
const escaped = (text: string): string =>
  text.replaceAll(notXml, '').replaceAll(/[&<>\r]/g, (character) => entities[character] ?? '');

async function* sheetOf(rows: Rows): AsyncGenerator<string> {
  yield `${head}<worksheet xmlns="${xmlns}/spreadsheetml/2006/main"><sheetData>`;
  for await (const row of rows) {
    const cells = row.map(
      (cell) => `<c t="inlineStr"><is><t xml:space="preserve">${escaped(neutral(cell))}</t></is></c>`,
    );
    yield `<row>${cells.join('')}</row>`;
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
