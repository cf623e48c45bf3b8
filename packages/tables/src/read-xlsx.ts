import type sax from 'sax';
import { restored } from './cells.ts';
import { formatsReader, type Shown } from './formats.ts';
import { type TableRow, tableLimits, UnreadableTable } from './table.ts';
import { parseXml, readXml } from './xml.ts';
import { openParts, type Parts } from './zip.ts';

// With and without a prefix: other programs than Excel write `x:row`.
const bare = (name: string): string => name.split(':').at(-1) ?? name;

interface Sheet {
  readonly name: string;
  readonly part: string;
}

/** The sheets of the workbook with the parts that hold them, in the order of its tabs. */
const sheetsIn = async (parts: Parts): Promise<Sheet[]> => {
  const found: { name: string; id: string | undefined }[] = [];
  const targets = new Map<string | undefined, string>();
  await readXml(await parts.open('xl/workbook.xml'), {
    open: ({ name, attributes }) => {
      const { name: called = '', 'r:id': id = attributes['d3p1:id'] } = attributes as Record<string, string>;
      if (bare(name) === 'sheet' && found.length < tableLimits.sheets) found.push({ name: called, id });
    },
  });
  await readXml(await parts.open('xl/_rels/workbook.xml.rels'), {
    open: ({ name, attributes }) => {
      const { Id, Target } = attributes as Record<string, string>;
      if (bare(name) === 'Relationship' && Target !== undefined) targets.set(Id, Target);
    },
  });
  const sheets = found.flatMap(({ name, id }) => {
    const target = targets.get(id);
    if (id === undefined || target === undefined) return [];
    return [{ name, part: target.startsWith('/') ? target.slice(1) : `xl/${target}` }];
  });
  if (sheets.length === 0)
    throw new UnreadableTable({ detail: 'The file is no Excel workbook, or has no sheet.' });
  return sheets;
};

/** The texts that cells point to. Bounded, since they are kept while the sheet is read. */
export const sharedStrings = async (
  parts: Parts,
  most: number = tableLimits.sharedStrings,
): Promise<string[]> => {
  const strings: string[] = [];
  let characters = 0;
  let current = '';
  let reading = false;
  let phonetic = false;
  await readXml(await parts.open('xl/sharedStrings.xml'), {
    open: ({ name }) => {
      if (bare(name) === 'si') current = '';
      if (bare(name) === 'rPh') phonetic = true;
      reading = bare(name) === 't' && !phonetic;
    },
    close: (name) => {
      reading = false;
      if (bare(name) === 'rPh') phonetic = false;
      if (bare(name) === 'si') strings.push(current);
      if (strings.length > most)
        throw new UnreadableTable({ detail: 'The workbook holds more texts than a list has cells.' });
    },
    text: (text) => {
      if (!reading) return;
      characters += text.length;
      if (characters > tableLimits.sharedCharacters)
        throw new UnreadableTable({ detail: 'The workbook holds more text than a list can.' });
      current += text;
    },
  });
  return strings;
};

/** Column number of a cell's reference: `B7` is 2. */
export const columnOf = (reference: string): number =>
  [...(/^[A-Z]{1,3}/.exec(reference)?.[0] ?? '')].reduce(
    (sum, letter) => sum * 26 + letter.charCodeAt(0) - 64,
    0,
  );

const formatsIn = async (parts: Parts): Promise<readonly (Shown | undefined)[]> => {
  const { handlers, shown } = formatsReader();
  await readXml(await parts.open('xl/styles.xml'), {
    open: ({ name, attributes }) => handlers.open(bare(name), attributes as Record<string, string>),
    close: (name) => handlers.close(bare(name)),
  });
  return shown();
};

/** Collects the cells of a sheet as its XML goes by, numbers as they are shown. */
const sheetReader = (
  shared: readonly string[],
  formats: readonly (Shown | undefined)[],
  columns: number = tableLimits.columns,
) => {
  let rows: TableRow[] = [];
  let line = 0;
  let cells: string[] = [];
  let formulas: number[] = [];
  let column = 0;
  let type: string | undefined;
  let style = 0;
  let text = '';
  let reading = false;
  const opened: Record<string, (attributes: Record<string, string>) => void> = {
    row: ({ r }) => {
      line = r && /^\d{1,7}$/.test(r) ? Number(r) : line + 1;
      cells = [];
      formulas = [];
      column = 0;
    },
    c: ({ r, t, s }) => {
      column = (r && columnOf(r)) || column + 1;
      type = t;
      style = Number(s ?? 0);
      text = '';
    },
    v: () => {
      reading = true;
    },
    t: () => {
      reading = true;
    },
    f: () => {
      if (formulas.at(-1) !== column) formulas.push(column);
      if (formulas.length > columns)
        throw new UnreadableTable({ line, detail: `Row ${line} has more formulas than columns.` });
    },
  };
  const shownIn = (): string => {
    if (type === 's') return shared[Number(text)] ?? '';
    if (type === 'b') return text === '1' ? 'yes' : 'no';
    const isNumber = type === undefined || type === 'n';
    return isNumber && text !== '' ? (formats[style]?.(text) ?? text) : text;
  };
  const closed: Record<string, () => void> = {
    v: () => {
      reading = false;
    },
    t: () => {
      reading = false;
    },
    c: () => {
      const shown = restored(shownIn());
      // Columns that are only formatted go on to the edge of the sheet, and say nothing.
      if (shown === '' && column > columns) return;
      if (column > columns)
        throw new UnreadableTable({
          line,
          column,
          detail: `Row ${line} has more than ${columns} columns.`,
        });
      while (cells.length < column) cells.push('');
      cells[column - 1] = shown;
    },
    row: () => {
      if (cells.some((cell) => cell !== '') || formulas.length) rows.push({ line, cells, formulas });
    },
  };
  return {
    handlers: {
      open: ({ name, attributes }: sax.Tag) => opened[bare(name)]?.(attributes),
      close: (name: string) => closed[bare(name)]?.(),
      text: (piece: string) => {
        if (!reading) return;
        text += piece;
        if (text.length > tableLimits.recordCharacters)
          throw new UnreadableTable({ line, column, detail: `A cell in row ${line} is too long.` });
      },
    },
    taken: () => {
      const taken = rows;
      rows = [];
      return taken;
    },
  };
};

type ReadRange = (start: number, end: number) => AsyncIterable<Buffer>;

/** The rows of a workbook's first sheet, one by one; the workbook is never held whole. */
export async function* readXlsx(read: ReadRange, bytes: number): AsyncGenerator<TableRow> {
  const parts = await openParts(read, bytes);
  const sheet = sheetReader(await sharedStrings(parts), await formatsIn(parts));
  const [first] = await sheetsIn(parts);
  const part = await parts.open(first?.part ?? '');
  if (!part) throw new UnreadableTable({ detail: 'The workbook has lost its first sheet.' });
  yield* parseXml(part, sheet.handlers, sheet.taken);
}

/** The rows of all sheets of a workbook, sheet by sheet, each with the name on its tab. */
export async function* readSheets(
  read: ReadRange,
  bytes: number,
  { columns }: { columns: number },
): AsyncGenerator<{ sheet: string; row: TableRow }> {
  const parts = await openParts(read, bytes);
  const [shared, formats] = [await sharedStrings(parts), await formatsIn(parts)];
  for (const { name, part } of await sheetsIn(parts)) {
    const stream = await parts.open(part);
    const { handlers, taken } = sheetReader(shared, formats, columns);
    if (!stream) continue;
    for await (const row of parseXml(stream, handlers, taken)) yield { sheet: name, row };
  }
}
