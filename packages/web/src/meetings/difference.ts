/** One change of a text: what goes at a place, and what comes there. */
export interface Difference {
  readonly at: number;
  readonly gone: number;
  readonly come: string;
}

/** How one text became another, as the one stretch that differs. */
export const differenceOf = (before: string, after: string): Difference => {
  const shorter = Math.min(before.length, after.length);
  let at = 0;
  while (at < shorter && before[at] === after[at]) at += 1;
  let end = 0;
  while (end < shorter - at && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return { at, gone: before.length - at - end, come: after.slice(at, after.length - end) };
};
