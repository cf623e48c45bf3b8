import {
  ConsentPurpose,
  EmailAddress,
  type ImportField,
  type ImportProblem,
  ListField,
  line as lineOfText,
  listColumns,
  TextField,
  textColumns,
} from '@skein/contracts';
import { separated, type TableRow } from '@skein/tables';
import type { z } from 'zod';
import type { Column } from './columns.ts';
import { type Cell, type FindCommunity, type Found, networkRolesIn, placesIn } from './places.ts';
import type { CheckedRow } from './row.ts';
import { statedIn } from './stated.ts';

const yes = new Set(['yes', 'y', 'true', '1', 'ja', 'oui']);
const no = new Set(['no', 'n', 'false', '0', 'nein', 'non']);

// U+FFFD stands for what a conversion lost; the pairs are UTF-8 that was read as Windows-1252.
const broken = /\ufffd|[ÂÃ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€/;

const textIn = (field: ImportField, schema: z.ZodType<string>, cell: Cell, found: Found): string => {
  const value = cell(field).trim();
  if (value === '') return '';
  const parsed = schema.safeParse(value);
  if (!parsed.success) found(field, parsed.error.issues[0]?.message ?? 'is not a line of text');
  // What is wrong is told once; it is not missing as well.
  return parsed.data ?? value;
};

const [longName, longPart] = [lineOfText(200), lineOfText(99)];

const nameIn = (cell: Cell, found: Found, hasName: boolean): string => {
  const name =
    textIn('name', longName, cell, found) ||
    [textIn('given-name', longPart, cell, found), textIn('family-name', longPart, cell, found)]
      .filter(Boolean)
      .join(' ');
  if (name === '') found(hasName ? 'name' : 'family-name', 'is empty; everyone has a name');
  return name;
};

const textsIn = (cell: Cell, found: Found): CheckedRow['texts'] =>
  Object.fromEntries(
    TextField.options
      .map((field) => [field, textIn(field, textColumns[field].cell, cell, found)])
      .filter(([, value]) => value !== ''),
  );

const listsIn = (cell: Cell, found: Found): CheckedRow['lists'] =>
  Object.fromEntries(
    ListField.options.map((field) => {
      const { cell: schema, most } = listColumns[field];
      const items = separated(cell(field));
      if (items.length > most) found(field, `holds more than ${most}`);
      const bad = items.map((item) => schema.safeParse(item).error).find(Boolean);
      if (bad) found(field, `holds one that ${bad.issues[0]?.message}`);
      return [field, items];
    }),
  );

const emailIn = (cell: Cell, found: Found): string => {
  const value = cell('email').trim();
  const parsed = EmailAddress.safeParse(value);
  if (!parsed.success)
    found(
      'email',
      value === ''
        ? 'is empty; people are told apart by it'
        : (parsed.error.issues[0]?.message ?? 'is not an e-mail address'),
    );
  return parsed.data ?? '';
};

const consentsIn = (cell: Cell, found: Found): CheckedRow['consents'] =>
  ConsentPurpose.options.flatMap((purpose) => {
    const field = `consent:${purpose}` as const;
    const word = cell(field).trim().toLowerCase();
    // An empty cell is no answer: it neither agrees nor refuses.
    if (word === '') return [];
    if (!yes.has(word) && !no.has(word))
      found(field, 'is neither yes nor no; leave it empty where nobody asked');
    return [{ purpose, given: yes.has(word) }];
  });

/** Makes the problems of a table: by field, or by the number of its column. */
export const problemMaker = (columns: readonly Column[]) => {
  const columnOf = new Map(columns.flatMap(({ column, field }) => (field ? [[field, column] as const] : [])));
  return (line: number, where: ImportField | number, detail: string): ImportProblem => {
    const column = typeof where === 'number' ? where : columnOf.get(where);
    const heading = columns[(column ?? 0) - 1]?.heading;
    return { line, ...(column && { column }), ...(heading && { heading }), detail };
  };
};

/** Reads rows one by one: each by itself, whatever the others hold. Problems never quote a cell. */
export const rowChecker = (columns: readonly Column[], find: FindCommunity, now = new Date()) => {
  const problem = problemMaker(columns);
  const columnOf = new Map(columns.flatMap(({ column, field }) => (field ? [[field, column] as const] : [])));

  const checkCells = (read: TableRow, at: (column: number, detail: string) => void): void => {
    const extra = read.cells.findIndex((value, index) => index >= columns.length && value.trim() !== '');
    if (extra >= 0) at(extra + 1, `stands beyond the ${columns.length} columns that have a heading`);
    for (const column of columnOf.values()) {
      if (read.formulas.includes(column)) at(column, 'holds a formula; put its value there instead');
      if (broken.test(read.cells[column - 1] ?? ''))
        at(column, 'holds characters that an earlier conversion broke');
    }
  };

  return (read: TableRow): { row: CheckedRow; problems: ImportProblem[] } => {
    const { line } = read;
    const problems: ImportProblem[] = [];
    const found: Found = (field, detail) => void problems.push(problem(line, field, detail));
    const cell: Cell = (field) => read.cells[(columnOf.get(field) ?? 0) - 1] ?? '';
    checkCells(read, (column, detail) => problems.push(problem(line, column, detail)));
    const stated = statedIn(cell, found, now);
    const row: CheckedRow = {
      line,
      name: nameIn(cell, found, columnOf.has('name')),
      email: emailIn(cell, found),
      texts: textsIn(cell, found),
      lists: listsIn(cell, found),
      roles: networkRolesIn(cell, found),
      communities: placesIn(cell, find, found),
      consents: consentsIn(cell, found),
      ...(stated && { stated }),
    };
    return { row, problems };
  };
};
