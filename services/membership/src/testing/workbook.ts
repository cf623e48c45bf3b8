import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const sheetOf = (rows: readonly string[][], shared: string[] | undefined, formula?: string): string => {
  const cell = (text: string, reference: string): string => {
    if (reference === formula) return `<c r="${reference}" t="str"><f>1+1</f><v>${escaped(text)}</v></c>`;
    if (!shared) return `<c r="${reference}" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`;
    return `<c r="${reference}" t="s"><v>${shared.push(text) - 1}</v></c>`;
  };
  const lines = rows.map((cells, row) => {
    const inside = cells.map((text, column) => cell(text, `${String.fromCharCode(65 + column)}${row + 1}`));
    return `<row r="${row + 1}">${inside.join('')}</row>`;
  });
  return `<worksheet><sheetData>${lines.join('')}</sheetData></worksheet>`;
};

interface Making {
  readonly shared?: boolean;
  readonly formula?: string;
  /** The sheet's XML as it is. */
  readonly sheet?: string;
  /** A sheet of so many zero bytes. */
  readonly zeros?: number;
  readonly only?: Record<string, string>;
}

function* zeroBytes(total: number): Generator<Buffer> {
  const piece = Buffer.alloc(1024 * 1024);
  for (let written = 0; written < total; written += piece.length) yield piece;
}

/** A workbook as another program would have made it, or one that is wrong in a chosen way. */
export const workbook = async (
  rows: readonly string[][],
  { shared, formula, sheet, zeros, only }: Making = {},
): Promise<Uint8Array<ArrayBuffer>> => {
  const strings: string[] = [];
  const xml = sheet ?? sheetOf(rows, shared ? strings : undefined, formula);
  const parts: Record<string, string> = only ?? {
    'xl/workbook.xml': '<workbook><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="r1" Target="worksheets/a.xml"/></Relationships>',
    ...(shared && {
      'xl/sharedStrings.xml': `<sst>${strings.map((text) => `<si><r><t>${escaped(text)}</t></r></si>`).join('')}</sst>`,
    }),
    ...(!zeros && { 'xl/worksheets/a.xml': xml }),
  };
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), name);
  if (zeros)
    zip.addReadStream(Readable.from(zeroBytes(zeros)), 'xl/worksheets/a.xml', { compressionLevel: 1 });
  zip.end();
  return new Uint8Array(await buffer(zip.outputStream));
};
