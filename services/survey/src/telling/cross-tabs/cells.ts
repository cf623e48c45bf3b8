import type { CrossTab } from '@skein/contracts';
import { everyOne, noAnswer, notAsked } from '../counts/decide.ts';
import { figureOf, leastShown, type Veil, withinOf } from '../figures/decide.ts';
import type { Figures } from '../figures/of-question.ts';

type Side = CrossTab['rows'];
type Sides = Pick<CrossTab, 'rows' | 'columns'>;
type Told = Pick<CrossTab, 'suppressed' | 'responses' | 'about' | 'cells' | 'rowTotals' | 'columnTotals'>;

interface Counted {
  readonly responses: number;
  readonly cells: readonly {
    readonly row: string;
    readonly column: string;
    readonly count: number;
    readonly key?: number | undefined;
  }[];
}

const finderIn = ({ cells }: Counted) => {
  const found = new Map(cells.map((cell) => [`${cell.row} ${cell.column}`, cell]));
  return (row: string, column: string) => {
    const { count = 0, key = 0 } = found.get(`${row} ${column}`) ?? {};
    return { count, key };
  };
};

/** A cross-tab as it was counted. */
export const exactCells = ({ rows, columns }: Sides, counted: Counted): Told => {
  const at = finderIn(counted);
  const across = (row: string) => columns.options.map(({ key }) => at(row, key).count);
  return {
    ...{ suppressed: false, responses: counted.responses },
    cells: rows.options.map(({ key }) => across(key)),
    rowTotals: rows.options.map(({ key }) => at(key, everyOne).count),
    columnTotals: across(everyOne),
  };
};

/** What the figures of a cross-tab are drawn by. */
export interface Drawing {
  readonly veil: Veil;
  readonly smallestGroup: number;
  /** Of the figures in its cells. */
  readonly variance: number;
  /** What is told of a question by itself; undefined of a group. */
  readonly alone: (key: string) => Figures | undefined;
}

/** The figure of one option of a question by itself: a sum of a table is no other than that. */
const aloneOf = ({ counts, noAnswer: none, notAsked: not }: Figures, option: string): number => {
  if (option === noAnswer) return none ?? 0;
  if (option === notAsked) return not ?? 0;
  return counts.get(option) ?? 0;
};

/**
 * A cross-tab of a survey whose single responses are not told: everybody is in it, each cell is a figure of its own, and
 * what is below the smallest group is left out, sums too. Sums are those that each question shows by itself.
 */
export const drawnCells = ({ rows, columns }: Sides, counted: Counted, drawing: Drawing): Told => {
  const { veil, smallestGroup, variance, alone } = drawing;
  if (counted.responses < smallestGroup) return { suppressed: true };
  const at = finderIn(counted);
  const least = leastShown(smallestGroup, variance);
  // One name, whichever is the row.
  const nameOf = (row: string, column: string): string =>
    [`${rows.key} ${row}`, `${columns.key} ${column}`].toSorted().join(' ');
  const cell = (row: string, column: string): number | null => {
    const figure = figureOf(veil, { name: nameOf(row, column), ...at(row, column) }, variance);
    return figure < least ? null : figure;
  };
  const totals = (side: Side, ofGroup: (key: string) => number | null) => {
    const figures = alone(side.key);
    return side.options.map(({ key }) => {
      if (!figures) return ofGroup(key);
      const figure = aloneOf(figures, key);
      return figure < smallestGroup ? null : figure;
    });
  };
  return {
    ...{ suppressed: false, responses: counted.responses, about: withinOf(variance) },
    cells: rows.options.map((row) => columns.options.map((column) => cell(row.key, column.key))),
    rowTotals: totals(rows, (key) => cell(key, everyOne)),
    columnTotals: totals(columns, (key) => cell(everyOne, key)),
  };
};
