/** Responses that are counted together. */
export interface Cell {
  /** What it is, wherever it is asked for. */
  readonly name: string;
  readonly count: number;
  /** The sum of their keys; 0 where there are none. */
  readonly key: number;
}

/** What figures are drawn by. */
export interface Veil {
  /** A number from 0 up to 1, the same for the same words. */
  readonly draw: (words: string) => number;
  /** Which reading of the survey it is: readings one after the other must not be compared cell by cell. */
  readonly reading: string;
  /** How many responses there are in it, which anybody may know. */
  readonly people: number;
  /**
   * Whether a count that nothing else leans on may be told as it is: not while more responses come, and not where one
   * person may have given any number of them.
   */
  readonly settled: boolean;
  /** Of its figures, where that is more than the least. */
  readonly variance?: number | undefined;
}

/** The variance of a figure of a question alone: two thirds of them are off by one at most. */
export const leastVariance = 4;

/** How much less likely each step further is, at a variance. */
const ratioOf = (variance: number): number => (variance + 1 - Math.sqrt(2 * variance + 1)) / variance;

/**
 * How far a count is moved: two-sided geometric, so that every distance is possible and each next one less likely by
 * the same ratio. By inversion; `drawn` is from 0 up to 1.
 */
const distanceAt = (drawn: number, variance: number): number => {
  const ratio = ratioOf(variance);
  const atLeast = (tail: number): number => Math.floor(Math.log(tail * (1 + ratio)) / Math.log(ratio));
  if (drawn * (1 + ratio) < ratio) return -atLeast(drawn);
  if ((1 - drawn) * (1 + ratio) < ratio) return atLeast(1 - drawn);
  return 0;
};

/** How far off 19 of 20 figures are at most. */
export const withinOf = (variance: number): number => {
  const ratio = ratioOf(variance);
  return Math.max(0, Math.ceil(Math.log(0.025 * (1 + ratio)) / Math.log(ratio)) - 1);
};

/**
 * What a figure is drawn by. Two of one draw and of different variance would together tell how far both were moved, and
 * so the count: of what stands in a table and by itself, as whoever a condition asks does.
 */
const wordsFor = (variance: number, words: string): string =>
  variance === leastVariance ? words : `${words} at ${variance}`;

/**
 * The figure that is told of a cell: its count moved by what its key draws, cut to what is possible (the cell key method;
 * Fraser and Wooton 2005, as in the Australian and the English census). The same responses give the same figure by
 * whatever way they are counted, so that nothing comes of asking again; and any count may be behind any figure.
 */
export const figureOf = (
  { draw, reading, people, variance: usual = leastVariance }: Veil,
  { name, count, key }: Cell,
  variance: number = usual,
): number => {
  const moved =
    count + distanceAt(draw(wordsFor(variance, `${reading} ${key === 0 ? name : key}`)), variance);
  return Math.min(people, Math.max(0, moved));
};

/** A sum of values between two bounds, moved by as much as figures are, by somebody at either bound. */
export const sumFigureOf = (
  { draw, reading, variance = leastVariance }: Veil,
  { name, key }: Omit<Cell, 'count'>,
  sum: number,
  halfRange: number,
): number => {
  const drawn = draw(wordsFor(variance, `${reading} sum of ${name} ${key}`)) - 0.5;
  const scale = halfRange / -Math.log(ratioOf(variance));
  // Laplace, by inversion.
  return sum - scale * Math.sign(drawn) * Math.log(1 - 2 * Math.abs(drawn));
};

/**
 * The variance of figures in tables of two questions. Everybody stands in one cell of each table, so that many tables
 * tell of somebody what one does not: with more questions each table tells less, and all together no more than two.
 * Where one person may have given any number of responses, they may know all of a table but one: then a fourth of that.
 */
export const tableVariance = (questions: number, { anyNumber }: { readonly anyNumber: boolean }): number =>
  leastVariance * Math.max(1, anyNumber ? questions * 2 : questions / 2);

/**
 * The variance of the figures of scores, by how many of them one answer counts in: each tells of it once more, and all
 * together no more than two would.
 */
export const scoreVariance = (scores: number, { anyNumber }: { readonly anyNumber: boolean }): number =>
  leastVariance * Math.max(1, anyNumber ? scores * 2 : scores / 2);

/** From which figure up one is shown in a table: that of an empty cell comes so high once in forty times at most. */
export const leastShown = (smallestGroup: number, variance: number): number =>
  Math.max(smallestGroup, withinOf(variance) + 1);
