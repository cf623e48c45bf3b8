import type { CrossTab, QuestionResult } from '@skein/contracts';
import { leastShown, leastVariance, scoreVariance, tableVariance } from '../../telling/figures/decide.ts';
import { type Collected, smallestGroup } from './collect.ts';
import type { Bounds } from './solve.ts';
import type { Table } from './told.ts';
import { pair, type Side, single, wrote } from './world.ts';

/** A chance for each whole number, from `from` on. */
interface Chances {
  readonly from: number;
  readonly of: readonly number[];
}

const reach = 80;

/** How far a figure is from its count: what anybody who reads how it is done can say. */
const oneFigure = (variance: number): Chances => {
  const ratio = (variance + 1 - Math.sqrt(2 * variance + 1)) / variance;
  const of = Array.from(
    { length: 2 * reach + 1 },
    (_, index) => ((1 - ratio) / (1 + ratio)) * ratio ** Math.abs(index - reach),
  );
  return { from: -reach, of };
};

const together = (one: Chances, other: Chances): Chances => {
  const of = Array.from({ length: one.of.length + other.of.length - 1 }, () => 0);
  for (const [i, p] of one.of.entries())
    for (const [j, q] of other.of.entries()) of[i + j] = (of[i + j] ?? 0) + p * q;
  return { from: one.from + other.from, of };
};

const memory = new Map<string, Chances>();
/** The same of the sum of several figures. */
const figures = (variance: number, several: number): Chances => {
  const name = `${variance} ${several}`;
  const before = memory.get(name);
  if (before) return before;
  const one = oneFigure(variance);
  const chances = several === 1 ? one : together(figures(variance, several - 1), one);
  memory.set(name, chances);
  return chances;
};

const at = ({ from, of }: Chances, distance: number): number => of[distance - from] ?? 1e-12;
const below = ({ from, of }: Chances, distance: number): number =>
  of.slice(0, Math.max(0, distance - from)).reduce((sum, chance) => sum + chance, 1e-12);

/** How likely what was seen is, for each count that there may be. */
type Likelihood = (count: number) => number;

type Add = (name: string, likelihood: Likelihood) => void;

/** What a question alone shows of each option: its own figure, and what those of the others leave of all. */
const ofAlone = (result: QuestionResult, options: readonly string[], people: number, add: Add): void => {
  const told = new Map(Object.entries(result.counts ?? {}));
  if (result.noAnswer !== undefined) told.set(':no-answer', result.noAnswer);
  if (result.notAsked !== undefined) told.set(':not-asked', result.notAsked);
  for (const [option, figure] of told) {
    add(single(result.key, option), (count) => at(figures(leastVariance, 1), figure - count));
    const others = options.filter((one) => one !== option);
    if (!others.every((one) => told.has(one))) continue;
    const rest = people - others.reduce((sum, one) => sum + (told.get(one) ?? 0), 0);
    add(single(result.key, option), (count) => at(figures(leastVariance, others.length), rest - count));
  }
};

/** What the ends of a score show: who answered no to both, and who answered yes. */
const ofScore = (
  { key, histogram = [] }: QuestionResult,
  people: number,
  anyNumber: boolean,
  add: Add,
): void => {
  if (key !== 'ready') return;
  const variance = scoreVariance(2, { anyNumber });
  for (const [end, said] of [
    [0, 'no'],
    [2, 'yes'],
  ] as const) {
    const figure = histogram.find(({ from }) => from === end)?.count ?? 0;
    const name = pair(single('attended', said), single('urgent', said));
    // A figure is cut to what is possible.
    add(name, (count) =>
      figure === 0
        ? below(figures(variance, 1), 1 - count)
        : figure === people
          ? 1 - below(figures(variance, 1), people - count)
          : at(figures(variance, 1), figure - count),
    );
  }
};

type Cells = readonly (readonly (number | null)[])[];

/** What the cells of each row of a table together show of it, where all are shown. */
const ofSums = (side: CrossTab['rows'], cells: Cells, variance: number, add: Add): void => {
  for (const [index, { key }] of side.options.entries()) {
    const seen = (cells[index] ?? []).filter((figure) => figure !== null);
    if (seen.length === 0 || seen.length < (cells[index] ?? []).length) continue;
    const sum = seen.reduce((all, figure) => all + figure, 0);
    add(single(side.key, key), (count) => at(figures(variance, seen.length), sum - count));
  }
};

/** What a table shows: of each cell, hidden ones too, and of its rows and columns. */
const inTable = ({ rows, columns, cells = [] }: Table, variance: number, add: Add): void => {
  const turned = columns.options.map((_, j) => cells.map((row) => row[j] ?? null));
  ofSums(rows, cells, variance, add);
  ofSums(columns, turned, variance, add);
  const least = leastShown(smallestGroup, variance);
  const chances = figures(variance, 1);
  const likelihoodOf =
    (figure: number | null): Likelihood =>
    (count) =>
      figure === null ? below(chances, least - count) : at(chances, figure - count);
  for (const [i, row] of rows.options.entries())
    for (const [j, column] of columns.options.entries()) {
      const name = pair(single(rows.key, row.key), single(columns.key, column.key));
      add(name, likelihoodOf(cells[i]?.[j] ?? null));
    }
};

/** What is seen of each count, by all ways that lead to it. */
const evidenceIn = (
  { anyNumber, results, tables }: Collected,
  sides: readonly Side[],
): Map<string, Likelihood[]> => {
  const evidence = new Map<string, Likelihood[]>();
  const add: Add = (name, likelihood) => evidence.set(name, [...(evidence.get(name) ?? []), likelihood]);
  for (const result of results.questions) {
    const options = sides.find(({ key }) => key === result.key)?.options ?? [];
    if (result.kind === 'score') ofScore(result, results.responses, anyNumber, add);
    else if (result.about !== undefined) ofAlone(result, options, results.responses, add);
  }
  // Words are in no table.
  const inTables = sides.filter(({ options }) => !options.includes(wrote)).length;
  const variance = tableVariance(inTables, { anyNumber });
  // Each table once, whichever way it lies: the other way it shows the same figures.
  for (const table of tables) if (table.rows.key < table.columns.key) inTable(table, variance, add);
  return evidence;
};

/** What somebody would claim of a count, and how sure they are of it. */
export interface Claim {
  readonly name: string;
  readonly count: number;
  readonly sure: number;
}

/**
 * The likeliest value of each count, within its bounds, by all that is seen of it: `known` of those are counted in it
 * for sure, and any number of the others is as likely as any other before anything is seen.
 */
export const claimsOf = (
  collected: Collected,
  sides: readonly Side[],
  bounds: ReadonlyMap<string, Bounds>,
  known: ReadonlyMap<string, number>,
): Claim[] => {
  const evidence = evidenceIn(collected, sides);
  return [...bounds].flatMap(([name, { low, high }]): Claim[] => {
    if (low === high) return [];
    const friends = known.get(name) ?? 0;
    const values = Array.from({ length: high - low + 1 }, (_, index) => low + index + friends);
    const weights = values.map((count) =>
      (evidence.get(name) ?? []).reduce((product, likelihood) => product * likelihood(count), 1),
    );
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    const best = weights.indexOf(Math.max(...weights));
    return [{ name, count: values[best] as number, sure: (weights[best] as number) / all }];
  });
};

/**
 * What the one person whom somebody does not know says to a question, by all that is seen of it alone and in tables with
 * each other side, whatever they say to that.
 */
export const answersOf = (
  collected: Collected,
  sides: readonly Side[],
  known: ReadonlyMap<string, number>,
): Claim[] => {
  const evidence = evidenceIn(collected, sides);
  // How much likelier what is seen is with the person in a cell than without.
  const ratioAt = (name: string): number => {
    const friends = known.get(name) ?? 0;
    return (evidence.get(name) ?? []).reduce(
      (product, likelihood) => (product * likelihood(friends + 1)) / likelihood(friends),
      1,
    );
  };
  return sides.map((side) => {
    const weights = side.options.map((option) => {
      const place = single(side.key, option);
      const others = sides.filter(({ key }) => key !== side.key);
      return others.reduce((product, other) => {
        const inTable = other.options.map((one) => ratioAt(pair(place, single(other.key, one))));
        return (product * inTable.reduce((sum, ratio) => sum + ratio, 0)) / inTable.length;
      }, ratioAt(place));
    });
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    const best = weights.indexOf(Math.max(...weights));
    return {
      name: single(side.key, side.options[best] ?? ''),
      count: 1,
      sure: (weights[best] as number) / all,
    };
  });
};
