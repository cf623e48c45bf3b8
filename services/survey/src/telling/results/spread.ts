import { fromLimbs, squareKeys, sumKeys } from '../../taking/responses/counting.ts';

export type Counts = ReadonlyMap<string, number>;

export interface Spread {
  readonly mean?: number;
  /** Standard deviation among those who answered. */
  readonly spread?: number;
}

/** Mean and standard deviation of values that were each counted. */
export const spreadOf = (counted: readonly (readonly [value: number, count: number])[]): Spread => {
  const total = counted.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return {};
  const mean = counted.reduce((sum, [value, count]) => sum + value * count, 0) / total;
  const squares = counted.reduce((sum, [value, count]) => sum + (value - mean) ** 2 * count, 0);
  return { mean, spread: Math.sqrt(squares / total) };
};

const limbsIn = (counts: Counts, keys: readonly string[]): bigint =>
  fromLimbs(keys.map((key) => counts.get(key) ?? 0));

/** Sum, mean and standard deviation of numbers, from sums in millionths that are exact up to here. */
export const numbersOf = (counts: Counts, answered: number): Spread & { readonly sum?: number } => {
  if (answered === 0) return {};
  const sum = limbsIn(counts, sumKeys);
  const count = BigInt(answered);
  const squares = limbsIn(counts, squareKeys) * count - sum * sum;
  return {
    sum: Number(sum) / 1e6,
    mean: Number(sum) / answered / 1e6,
    spread: Math.sqrt(Number(squares)) / answered / 1e6,
  };
};

/** The buckets of a histogram that hold anything, lowest first. */
export const histogramOf = (counts: Counts): { from: number; to: number; count: number }[] =>
  [...counts]
    .flatMap(([key, count]) => {
      const [, width, index] = /^:b(\d+):(-?\d+)$/.exec(key) ?? [];
      if (width === undefined || count === 0) return [];
      const from = Number(index) * Number(width);
      return [{ from: from / 1e6, to: (from + Number(width)) / 1e6, count }];
    })
    .toSorted((a, b) => a.from - b.from || a.to - b.to);
