/** Counts that come to a known sum, each so many times. */
export interface Equation {
  readonly parts: readonly (readonly [name: string, times: number])[];
  readonly comesTo: number;
}

export interface Bounds {
  low: number;
  high: number;
}

/** The least and the most that what is left of an equation may be without one of its parts. */
const rest = ({ parts }: Equation, without: string, bounds: ReadonlyMap<string, Bounds>): Bounds => {
  const sum = { low: 0, high: 0 };
  for (const [name, times] of parts) {
    if (name === without) continue;
    const { low, high } = bounds.get(name) as Bounds;
    sum.low += times > 0 ? times * low : times * high;
    sum.high += times > 0 ? times * high : times * low;
  }
  return sum;
};

/** Narrows the parts of an equation by what the others leave, and says whether that narrowed any. */
const narrow = (equation: Equation, bounds: ReadonlyMap<string, Bounds>): boolean => {
  let narrowed = false;
  for (const [name, times] of equation.parts) {
    const others = rest(equation, name, bounds);
    const ends = [(equation.comesTo - others.low) / times, (equation.comesTo - others.high) / times];
    const own = bounds.get(name) as Bounds;
    const low = Math.max(own.low, Math.ceil(Math.min(...ends)));
    const high = Math.min(own.high, Math.floor(Math.max(...ends)));
    if (low > high) throw new Error(`what is told of ${name} contradicts itself`);
    if (low > own.low || high < own.high) narrowed = true;
    Object.assign(own, { low, high });
  }
  return narrowed;
};

/**
 * What whole numbers, each from 0 to `most`, may be so that all equations hold: each equation narrows its parts by what
 * the others leave, until nothing narrows any more (bounds propagation). Whatever a subtraction of sums tells is found.
 */
export const boundsOf = (equations: readonly Equation[], most: number): Map<string, Bounds> => {
  const names = equations.flatMap(({ parts }) => parts.map(([name]) => name));
  const bounds = new Map(names.map((name) => [name, { low: 0, high: most }]));
  for (let going = true; going; )
    going = equations.map((equation) => narrow(equation, bounds)).some((narrowed) => narrowed);
  return bounds;
};

/** What is told of all, less what is known of some: what it says of the others. */
export const lessKnown = (told: readonly Equation[], known: ReadonlyMap<string, number>): Equation[] =>
  told.map(({ parts, comesTo }) => ({
    parts,
    comesTo: comesTo - parts.reduce((sum, [name, times]) => sum + times * (known.get(name) ?? 0), 0),
  }));
