import type { Tally } from '../../taking/responses/tallies.ts';
import type { ReadingRow } from './row.ts';

/** The tallies of a survey as they were at one moment, and after how many responses. */
export interface Reading {
  readonly responses: number;
  readonly at: Date;
  readonly tallies: ReadonlyMap<string, Tally>;
}

/** What of an open survey is shown, and what is shown next. */
export interface Standing<R> {
  readonly shown?: R | undefined;
  readonly waiting?: R | undefined;
}

/**
 * Whether the standing of an open survey that is not named moves on. Whoever reads results before and after a response
 * would know what it says; so a reading is shown only once at least a smallest group of responses has come after it,
 * and as many as it has itself: the next one is taken then. Two readings that anyone sees, the one at the close among
 * them, are therefore never fewer responses apart than that, and there are so few of them (a dozen of a hundred
 * thousand responses) that no cell shows through by taking the mean of its figures.
 */
export const movesOn = (
  { waiting }: Standing<{ readonly responses: number }>,
  responses: number,
  smallestGroup: number,
): boolean => responses - (waiting?.responses ?? 0) >= Math.max(smallestGroup, waiting?.responses ?? 0);

/** The standing after it has moved on to a new reading. */
export const movedOn = <R>({ waiting }: Standing<R>, reading: R): Standing<R> => ({
  ...(waiting && { shown: waiting }),
  waiting: reading,
});

export const readingRow = (tallies: ReadonlyMap<string, Tally>, at: Date): ReadingRow => ({
  responses: tallies.get('')?.answered ?? 0,
  at,
  tallies: [...tallies].map(([question, { answered, sum, counts, keys }]) => ({
    question,
    answered,
    sum,
    counts: Object.fromEntries(counts),
    ...(keys && { keys: Object.fromEntries(keys) }),
  })),
});

export const readingOf = ({ responses, at, tallies }: ReadingRow): Reading => ({
  responses,
  at,
  tallies: new Map(
    tallies.map(({ question, answered, sum, counts, keys }) => [
      question,
      {
        ...{ answered, sum, counts: new Map(Object.entries(counts)) },
        ...(keys && { keys: new Map(Object.entries(keys)) }),
      },
    ]),
  ),
});
