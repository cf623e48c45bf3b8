import type sax from 'sax';
import { restored } from './cells.ts';
import { formatsReader, type Shown } from './formats.ts';
import { type TableRow, tableLimits, UnreadableTable } from './table.ts';
import { parseXml, run } from './xml.ts';
import { openParts, type Parts } from './zip.ts';

// With and without a prefix: other programs than Excel write `x:row`.
const bare = (name: string): string => name.split(':').at(-1) ?? name;

/** The part that holds the first sheet of the workbook, in the order of its tabs. */
const firstSheet = async (parts: Parts): Promise<string> => {
  let id: string | undefined;
  let target: string | undefined;
  await run(await parts.open('xl/workbook.xml'), {
    open: ({ name, attributes }) => {
      if (bare(name) === 'sheet') id ??= attributes['r:id'] ?? attributes['d3p1:id'];
    },
  });
  await run(await parts.open('xl/_rels/workbook.xml.rels'), {
    open: ({ name, attributes }) => {
      if (bare(name) === 'Relationship' && attributes.Id === id) target = attributes.Target;
    },
  });
  if (!target) throw new UnreadableTable({ detail: 'The file is no Excel workbook, or has no sheet.' });
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
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
  await run(await parts.open('xl/sharedStrings.xml'), {
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
  await run(await parts.open('xl/styles.xml'), {
    open: ({ name, attributes }) => handlers.open(bare(name), attributes as Record<string, string>),
    close: (name) => handlers.close(bare(name)),
  });
  return shown();
};

/** Collects the cells of a sheet as its XML goes by, numbers as they are shown. */
const sheetReader = (shared: readonly string[], formats: readonly (Shown | undefined)[]) => {
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
      if (column > tableLimits.columns)
        throw new UnreadableTable({
          line,
          column,
          detail: `Row ${line} has more than ${tableLimits.columns} columns.`,
        });
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
      if (formulas.length > tableLimits.columns)
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
      while (cells.length < column) cells.push('');
      cells[column - 1] = restored(shownIn());
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

/** The rows of a workbook's first sheet, one by one; the workbook is never held whole. */
export async function* readXlsx(
  read: (start: number, end: number) => AsyncIterable<Buffer>,
  bytes: number,
): AsyncGenerator<TableRow> {
  const parts = await openParts(read, bytes);
  const sheet = sheetReader(await sharedStrings(parts), await formatsIn(parts));
  const part = await parts.open(await firstSheet(parts));
  if (!part) throw new UnreadableTable({ detail: 'The workbook has lost its first sheet.' });
  yield* parseXml(part, sheet.handlers, sheet.taken);
}
