import type { Line } from '../lines.ts';

/** What the columns of a table of work say. */
export type Column = 'workstream' | 'step' | 'owner' | 'notes' | 'done' | 'lead';

const columns: readonly (readonly [Column, RegExp])[] = [
  ['lead', /^(?:wkstrm|work\s?streams?|project)\s+(?:owner|lead)$/iu],
  ['owner', /^(?:(?:step|action)\s+)?owners?$|^who\??$|^by whom\??$/iu],
  ['workstream', /^(?:work\s?streams?|projects?|themes?)$/iu],
  ['step', /^(?:next\s+)?steps?$|^(?:next\s+)?actions?$|^tasks?$/iu],
  ['notes', /^notes?$|^comments?$/iu],
  ['done', /^done\??$|^completed?\??$/iu],
];

const columnOf = (word: string): Column | undefined =>
  columns.find(([, pattern]) => pattern.test(word.trim()))?.[0];

export interface TableRow {
  readonly cells: Readonly<Partial<Record<Column, string>>>;
  readonly lines: readonly number[];
}

interface RawRow {
  readonly cells: readonly string[];
  readonly lines: readonly number[];
}

const isPiped = (text: string): boolean => /^\s*\|.*\|\s*$/u.test(text);

/** The cells of a row that stands on one line, between tabs or strokes. */
const cellsOf = (text: string): string[] =>
  isPiped(text) ? text.trim().slice(1, -1).split('|') : text.split('\t');

const isHeader = (cells: readonly string[]): boolean => {
  const known = cells.map(columnOf).filter((column) => column !== undefined);
  return known.includes('step') && known.length >= 2;
};

/** Cells on lines of their own, each behind a tab, as a word processor’s table is saved as text. */
const isStacked = (lines: readonly Line[], at: number): boolean => {
  const cells: string[] = [];
  for (let index = at; lines[index]?.text.startsWith('\t'); index += 1) cells.push(lines[index]?.text ?? '');
  return cells.length >= 3 && isHeader(cells.map((cell) => cell.trim()));
};

/** The line after the table that begins at this one; undefined where none begins. */
export const tableEnd = (lines: readonly Line[], at: number): number | undefined => {
  const text = lines[at]?.text ?? '';
  if (isStacked(lines, at)) {
    let end = at + 1;
    const goesOn = (index: number): boolean => {
      const line = lines[index]?.text;
      if (line === undefined) return false;
      return line.trim() === '' || line.startsWith('\t') || lines[index - 1]?.text.trim() !== '';
    };
    while (goesOn(end)) end += 1;
    return end;
  }
  if (!isHeader(cellsOf(text).map((cell) => cell.trim()))) return undefined;
  let end = at + 1;
  const piped = isPiped(text);
  const isRow = (line: string): boolean => (piped ? isPiped(line) : line.includes('\t'));
  while (lines[end] && isRow(lines[end]?.text ?? '')) end += 1;
  return end;
};

/** Takes a line into a row: its own cell behind a tab, else more of the cell above. */
const takeCell = (row: { cells: string[]; lines: number[] }, { number, text }: Line): void => {
  row.lines.push(number);
  const cell = text.replaceAll('\t', ' ').trim();
  if (text.startsWith('\t') || row.cells.length === 0) row.cells.push(cell);
  else row.cells.push(`${row.cells.pop() ?? ''}\n${cell}`.trim());
};

/** Rows that are parted by empty lines, their cells each behind a tab; a line without one goes on with the cell above. */
const stackedRows = (lines: readonly Line[]): RawRow[] => {
  const rows: { cells: string[]; lines: number[] }[] = [];
  let isOpen = false;
  for (const line of lines) {
    const isGap: boolean =
      line.text === '' || (!isOpen && line.text.trim() === '' && !line.text.startsWith('\t'));
    if (!isGap && !isOpen) rows.push({ cells: [], lines: [] });
    isOpen = !isGap;
    const row = rows.at(-1);
    if (isOpen && row) takeCell(row, line);
  }
  return rows;
};

const isRule = (cells: readonly string[]): boolean => cells.every((cell) => /^\s*:?-{2,}:?\s*$/u.test(cell));

const lineRows = (lines: readonly Line[]): RawRow[] =>
  lines
    .filter(({ text }) => text.trim() !== '')
    .map(({ number, text }) => ({ cells: cellsOf(text).map((cell) => cell.trim()), lines: [number] }))
    .filter(({ cells }) => !isRule(cells));

/** The rows of a table below its header, empty ones too; undefined where its first row is no header. */
export const rowsOf = (lines: readonly Line[]): TableRow[] | undefined => {
  const [header, ...rows] = isStacked(lines, 0) ? stackedRows(lines) : lineRows(lines);
  if (!header || !isHeader(header.cells)) return undefined;
  const named = header.cells.map(columnOf);
  return rows.map((row) => ({
    lines: row.lines,
    cells: Object.fromEntries(
      named.flatMap((column, index) => {
        const cell = row.cells[index];
        return column && cell ? [[column, cell]] : [];
      }),
    ),
  }));
};
