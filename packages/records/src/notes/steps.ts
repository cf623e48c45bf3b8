import type { Line } from '../lines.ts';
import { ownersIn } from './names.ts';
import type { PastStep } from './record.ts';
import { rowsOf, type TableRow } from './table.ts';

const longest = { workstream: 200, title: 300, notes: 5000, done: 200 };

interface Work {
  readonly workstream: string;
  readonly leads: readonly string[];
}

/** A row without a name of its own is about the piece of work above it. */
const workOf = ({ cells }: TableRow, above: Work | undefined): Work | undefined =>
  cells.workstream
    ? { workstream: cells.workstream.replaceAll('\n', ' '), leads: ownersIn(cells.lead ?? '') }
    : above && { ...above, leads: cells.lead ? ownersIn(cells.lead) : above.leads };

const stepIn = ({ cells, lines }: TableRow, work: Work): PastStep => {
  const [title = '', ...more] = (cells.step ?? '').split('\n');
  return {
    ...work,
    ...(title && { title }),
    owners: ownersIn(cells.owner ?? ''),
    notes: [...more, cells.notes ?? ''].filter(Boolean).join('\n'),
    ...(cells.done && { done: cells.done }),
    lines,
  };
};

/** A row that says something of no step would be half kept as one. */
const isWhole = ({ workstream, title, owners, notes, done = '' }: PastStep): boolean =>
  workstream.length <= longest.workstream &&
  (title ?? '').length <= longest.title &&
  notes.length <= longest.notes &&
  done.length <= longest.done &&
  (title !== undefined || !(owners.length || notes || done));

/** The steps of a table, row for row, and the lines of those rows that are none; rows that are empty say nothing. */
export const stepsOf = (lines: readonly Line[]): { steps: PastStep[]; left: number[] } => {
  const rows = rowsOf(lines);
  if (!rows) return { steps: [], left: lines.filter(({ text }) => text.trim()).map(({ number }) => number) };
  const steps: PastStep[] = [];
  const left: number[] = [];
  let work: Work | undefined;
  for (const row of rows) {
    if (Object.keys(row.cells).length === 0) continue;
    work = workOf(row, work);
    const step = work && stepIn(row, work);
    if (step && isWhole(step)) steps.push(step);
    else left.push(...row.lines);
  }
  return { steps, left };
};
