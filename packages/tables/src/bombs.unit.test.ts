import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { readXlsx, sharedStrings } from './read-xlsx.ts';
import { tableLimits, UnreadableTable } from './table.ts';
import { readXml } from './xml.ts';

const million = 1_000_000;
const names = {
  book: 'xl/workbook.xml',
  links: 'xl/_rels/workbook.xml.rels',
  sheet: 'xl/worksheets/a.xml',
  strings: 'xl/sharedStrings.xml',
};
const usual = {
  [names.book]: ['<workbook><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>'],
  [names.links]: ['<Relationships><Relationship Id="r1" Target="worksheets/a.xml"/></Relationships>'],
  [names.sheet]: ['<worksheet><sheetData/></worksheet>'],
};

function* repeated(text: string, times: number, lead = ''): Generator<string> {
  yield lead;
  const piece = text.repeat(1_000);
  for (let count = 0; count < times; count += 1_000) yield piece;
}

/** What the reading of a workbook with these parts ends with; each part is made piece by piece. */
const readingOf = async (parts: Record<string, Iterable<string>>): Promise<string> => {
  const zip = new ZipFile();
  for (const [name, pieces] of Object.entries({ ...usual, ...parts }))
    zip.addReadStream(Readable.from(pieces, { objectMode: false }), name, { compressionLevel: 1 });
  zip.end();
  const bytes = await buffer(zip.outputStream);
  async function* read(start: number, end: number) {
    yield bytes.subarray(start, end);
  }
  try {
    for await (const { cells } of readXlsx(read, bytes.length)) expect(cells.length).toBeLessThan(101);
    return 'read';
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableTable);
    return (error as Error).message;
  }
};

describe('a workbook that would unpack to more than a machine has', () => {
  it.each(Object.entries(names))(
    'is refused where the elements of %s lie in each other',
    async (_what, part) => {
      expect(await readingOf({ [part]: repeated('<a>', 2 * million) })).toContain('lie in each other');
    },
  );

  it('is refused where an element has attributes without end', async () => {
    const attributes = function* () {
      yield '<worksheet><sheetData><row><c ';
      for (let count = 0; count < million; count += 1_000)
        yield Array.from({ length: 1_000 }, (_, index) => `a${count + index}="" `).join('');
    };
    expect(await readingOf({ [names.sheet]: attributes() })).toContain('attributes');
  });

  it('is refused where its parts hold more elements than a list', async () => {
    const part = Readable.from([Buffer.from(`<sheetData>${'<row/>'.repeat(2_000)}</sheetData>`)]);
    const few = { ...tableLimits, elements: 1_000 };
    await expect(readXml(part, {}, few)).rejects.toThrow('more elements');
  });

  it('is refused where it holds more texts than a list has cells', async () => {
    const parts = { open: async () => Readable.from([Buffer.from(`<sst>${'<si/>'.repeat(2_000)}</sst>`)]) };
    await expect(sharedStrings(parts, 1_000)).rejects.toThrow('more texts');
  });

  it('is refused where a cell has formulas without end', async () => {
    const sheet = repeated(
      '<c r="A1"><f/></c><c r="B1"><f/></c>',
      million / 4,
      '<worksheet><sheetData><row>',
    );
    expect(await readingOf({ [names.sheet]: sheet })).toContain('formulas');
  });
});
