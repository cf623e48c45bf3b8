import type { VoteMethod } from '@skein/contracts';

/** Ballots that say the same: how many there are, and what they choose; a ranking has the best first. */
export interface Pile {
  readonly choices: readonly string[];
  readonly times: number;
}

/** What a count comes to. Matrices go by the statements in the order given: row against column. */
export interface Count {
  readonly ballots: number;
  /**
   * Best first: whatever stands in an earlier place beats all that stand in later ones. With a ranking, one statement of
   * a place may still beat another of it, where both are tied with a third. Empty where nobody has voted.
   */
  readonly order: string[][];
  /** The statements that none beats. */
  readonly unbeaten?: string[] | undefined;
  readonly counts?: number[] | undefined;
  readonly preferred?: number[][] | undefined;
  readonly paths?: number[][] | undefined;
}

const sum = (piles: readonly Pile[]): number => piles.reduce((all, { times }) => all + times, 0);

/** How often each statement was chosen. */
const tally = (statements: readonly string[], piles: readonly Pile[]): number[] => {
  const votes = new Map(statements.map((statement) => [statement, 0]));
  for (const { choices, times } of piles)
    for (const choice of choices) votes.set(choice, (votes.get(choice) ?? 0) + times);
  return statements.map((statement) => votes.get(statement) ?? 0);
};

/** Statements by their number of votes, most first; equal numbers share a place. */
const byVotes = (statements: readonly string[], counts: readonly number[]): string[][] => {
  const places = Map.groupBy(statements.keys(), (index) => counts[index] ?? 0);
  return [...places.entries()]
    .toSorted(([one], [other]) => other - one)
    .map(([, indexes]) => indexes.map((index) => statements[index] as string));
};

type Matrix = number[][];
const matrix = (size: number, at: (row: number, column: number) => number): Matrix =>
  Array.from({ length: size }, (_, row) => Array.from({ length: size }, (__, column) => at(row, column)));
const cell = (numbers: Matrix, row: number, column: number): number => numbers[row]?.[column] ?? 0;

/** How many ballots put one statement before the other. What a ballot does not rank comes after all that it ranks. */
export const pairwise = (statements: readonly string[], piles: readonly Pile[]): Matrix => {
  const preferred = matrix(statements.length, () => 0);
  for (const { choices, times } of piles) {
    const place = statements.map((statement) => {
      const index = choices.indexOf(statement);
      return index === -1 ? choices.length : index;
    });
    for (const [row, cells] of preferred.entries())
      for (const column of cells.keys())
        if ((place[row] ?? 0) < (place[column] ?? 0)) cells[column] = (cells[column] ?? 0) + times;
  }
  return preferred;
};

/**
 * The strength of the strongest path between any two statements, a link being as strong as its winning votes
 * (M. Schulze, “A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner
 * election method”, Social Choice and Welfare 36, 2011; the Floyd–Warshall form given there).
 */
export const strongestPaths = (preferred: Matrix): Matrix => {
  const size = preferred.length;
  const paths = matrix(size, (row, column) => {
    const votes = cell(preferred, row, column);
    return votes > cell(preferred, column, row) ? votes : 0;
  });
  for (let by = 0; by < size; by += 1)
    for (const [row, cells] of paths.entries())
      for (const [column, direct] of cells.entries()) {
        const detour = Math.min(cell(paths, row, by), cell(paths, by, column));
        if (row !== column && detour > direct) cells[column] = detour;
      }
  return paths;
};

const beats = (paths: Matrix, one: number, other: number): boolean =>
  cell(paths, one, other) > cell(paths, other, one);

/** The statements that no other beats; Schulze proves that beating is transitive, so there is at least one. */
const unbeatenIn = (paths: Matrix, indexes: readonly number[]): number[] =>
  indexes.filter((index) => !indexes.some((other) => beats(paths, other, index)));

/**
 * The places that paths lead to. Being tied is not transitive: A may be tied with B and with C, of which B beats C. So a
 * place ends only where each statement down to it beats each one below.
 */
const byPaths = (paths: Matrix): number[][] => {
  const places: number[][] = [];
  let place: number[] = [];
  let above: number[] = [];
  let rest = [...paths.keys()];
  while (rest.length > 0) {
    const next = unbeatenIn(paths, rest);
    place.push(...next);
    above = [...above, ...next];
    rest = rest.filter((index) => !next.includes(index));
    if (above.every((one) => rest.every((other) => beats(paths, one, other)))) {
      places.push(place);
      place = [];
    }
  }
  return places;
};

/** Counts ballots. It depends on what they say alone, not on the order in which they come. */
export const countBallots = (
  method: VoteMethod,
  statements: readonly string[],
  piles: readonly Pile[],
): Count => {
  const ballots = sum(piles);
  if (method !== 'ranked') {
    const counts = tally(statements, piles);
    const order = ballots ? byVotes(statements, counts) : [];
    return { ballots, counts, order, unbeaten: order[0] ?? [] };
  }
  const preferred = pairwise(statements, piles);
  const paths = strongestPaths(preferred);
  const named = (indexes: readonly number[]) => indexes.map((index) => statements[index] as string);
  return {
    ballots,
    preferred,
    paths,
    order: ballots ? byPaths(paths).map(named) : [],
    unbeaten: ballots ? named(unbeatenIn(paths, [...paths.keys()])) : [],
  };
};
