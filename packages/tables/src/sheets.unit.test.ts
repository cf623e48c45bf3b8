import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { readSheets, readXlsx } from './read-xlsx.ts';

const workbook = async (parts: Record<string, string>): Promise<Buffer> => {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  return buffer(zip.outputStream);
};
const reading = (bytes: Buffer) =>
  async function* (start: number, end: number) {
    yield bytes.subarray(start, end);
  };

const text = (at: string, said: string) => `<c r="${at}" t="inlineStr"><is><t>${said}</t></is></c>`;
const sheet = (...cells: string[]) =>
  `<worksheet><sheetData><row r="1">${cells.join('')}</row></sheetData></worksheet>`;
const frame = {
  'xl/workbook.xml':
    '<workbook><sheets><sheet name="survey" r:id="r2"/><sheet name="choices" r:id="r1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="r1" Target="worksheets/a.xml"/><Relationship Id="r2" Target="/xl/worksheets/b.xml"/></Relationships>',
};

it('a workbook has its sheets in the order of their tabs, each by its name', async () => {
  const bytes = await workbook({
    ...frame,
    'xl/worksheets/a.xml': sheet(text('A1', 'list_name')),
    'xl/worksheets/b.xml': sheet(text('A1', 'type'), text('C1', 'name')),
  });
  const found: unknown[] = [];
  for await (const { sheet, row } of readSheets(reading(bytes), bytes.length, { columns: 10 }))
    found.push([sheet, row.cells]);
  expect(found).toEqual([
    ['survey', ['type', '', 'name']],
    ['choices', ['list_name']],
  ]);
});

it('columns without content count for nothing, though they are formatted to the edge of the sheet', async () => {
  const parts = { ...frame, 'xl/worksheets/b.xml': sheet(text('A1', 'name'), '<c r="XFD1" s="0"/>') };
  const bytes = await workbook(parts);
  for await (const { cells } of readXlsx(reading(bytes), bytes.length)) expect(cells).toEqual(['name']);
  const wide = await workbook({ ...parts, 'xl/worksheets/b.xml': sheet(text('XFD1', 'name')) });
  const read = async () => {
    for await (const _ of readXlsx(reading(wide), wide.length));
  };
  await expect(read()).rejects.toThrow('more than 100 columns');
});
