import type { Answers, InstrumentContent, PastCheck, Question, Refusal } from '@skein/contracts';
import type { TableRow } from '@skein/tables';
import { compileCheck } from '../../taking/intake/check-answers.ts';
import { createRowReader, type RowRead } from './answers.ts';
import { type Column, mapColumns } from './columns.ts';

type Version = Pick<InstrumentContent, 'translations' | 'questions' | 'sections'>;

export interface Reading {
  readonly columns?: Readonly<Record<string, string | null>> | undefined;
  readonly values?:
    | Readonly<Record<string, Readonly<Record<string, string | number | boolean | null>>>>
    | undefined;
}

/** A row of the table, with its answers or with what is wrong in it. */
export interface CheckedRow {
  readonly row: TableRow;
  readonly answers: Answers;
  readonly problems: readonly { readonly heading?: string; readonly detail: string }[];
}

export interface Checked {
  readonly headings: readonly string[];
  readonly columns: readonly Column[];
  readonly rows: readonly CheckedRow[];
  /** By target, what stands in cells and is no answer. */
  readonly unknown: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Of an earlier survey nobody can be asked again: what was left out stays so, and words as they were written. */
const asked = (version: Version): Version => ({
  ...version,
  questions: version.questions.map((question): Question => {
    if (question.kind !== 'text') return { ...question, required: false };
    const { minLength: _, format: __, pattern: ___, ...words } = question;
    return { ...words, required: false };
  }),
});

const headingOf = (columns: readonly Column[], pointer: string): string | undefined => {
  const [, , key = '', part] = pointer.split('/');
  const named = [`${key}.${part}`, key];
  const found =
    columns.find(({ to }) => to && named.includes(to.name)) ??
    columns.find(({ to }) => to?.question.key === key);
  return found?.heading;
};

const faultsOf = (refusal: Refusal | undefined, columns: readonly Column[]): CheckedRow['problems'] =>
  (refusal?.errors ?? []).map(({ pointer, detail }) => {
    const heading = headingOf(columns, pointer);
    return { ...(heading !== undefined && { heading }), detail };
  });

const notAnAnswer = ({ column, cell }: RowRead['unknown'][number]): CheckedRow['problems'][number] => {
  const isDay = column.to?.question.kind === 'date';
  return {
    heading: column.heading,
    detail: isDay
      ? 'is no day: write it as 2026-12-01'
      : cell.length > 500
        ? 'is no answer to this question'
        : 'is no answer to this question: say in `values` what it stands for, or leave it empty',
  };
};

const mostUnknown = 50;

/** Reads a table of earlier responses: every row with its answers, and all that is wrong in it. */
export const checkRows = (version: Version, table: readonly TableRow[], reading: Reading): Checked => {
  const [first, ...rest] = table;
  const headings = (first?.cells ?? []).map((cell) => cell.trim());
  const columns = mapColumns(version, headings, reading.columns);
  const read = createRowReader(version, columns, reading.values);
  const check = compileCheck(asked(version));
  const unknown = new Map<string, Set<string>>();
  const rows = rest.map((row): CheckedRow => {
    const { answers, unknown: strange } = read(row.cells);
    for (const { column, cell } of strange) {
      const name = column.to?.name ?? '';
      const values = unknown.get(name) ?? new Set();
      unknown.set(name, values);
      if (values.size < mostUnknown && cell.length <= 200) values.add(cell);
    }
    const problems = [...strange.map(notAnAnswer), ...faultsOf(check(answers), columns)];
    if (problems.length === 0 && Object.keys(answers).length === 0)
      return { row, answers, problems: [{ detail: 'answers no question' }] };
    return { row, answers, problems };
  });
  return { headings, columns, rows, unknown };
};

export const isGood = ({ problems }: CheckedRow): boolean => problems.length === 0;

export const countsOf = ({ rows }: Checked): PastCheck['rows'] => {
  const good = rows.filter(isGood).length;
  return { read: rows.length, good, bad: rows.length - good };
};

const mostProblems = 100;

export const presentCheck = (version: Version, checked: Checked): PastCheck => {
  const { columns, rows, unknown } = checked;
  const answered = new Set(columns.map(({ to }) => to?.question.key));
  return {
    columns: columns.map(({ column, heading, to, because }) => ({
      column,
      heading,
      ...(to && { to: to.name }),
      ...(because !== undefined && { because }),
    })),
    withoutColumn: version.questions.map(({ key }) => key).filter((key) => !answered.has(key)),
    rows: countsOf(checked),
    problems: rows
      .flatMap(({ row: { line }, problems }) => problems.map((problem) => ({ line, ...problem })))
      .slice(0, mostProblems),
    unknown: [...unknown].map(([to, values]) => ({ to, values: [...values] })),
  };
};

/** The bad rows in the file’s own columns, with what is wrong beside each. */
export const badRows = ({ headings, rows }: Checked): string[][] => [
  [...headings, 'What is wrong'],
  ...rows
    .filter((row) => !isGood(row))
    .map(({ row: { cells }, problems }) => [
      ...headings.map((_, index) => cells[index] ?? ''),
      problems
        .map(({ heading, detail }) => (heading === undefined ? detail : `${heading}: ${detail}`))
        .join('; '),
    ]),
];
