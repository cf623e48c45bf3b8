import { hash } from 'node:crypto';

/** A number from 0 up to 1, for the same words always the same, which nobody can tell without the secret. */
export type Draw = (words: string) => number;

export const drawBy =
  (secret: string): Draw =>
  (words) =>
    Number.parseInt(hash('sha256', `${secret} ${words}`).slice(0, 13), 16) / 16 ** 13;

// So that the sum over many millions of responses is exact.
const mostKeys = 2 ** 28;

/** The key of each response, by its row id: the same whenever it is counted, or taken back out of the counts. */
export const recordKeys = (secret: string): ((rowId: string) => number) => {
  const draw = drawBy(secret);
  return (rowId) => 1 + Math.floor(draw(`record ${rowId}`) * mostKeys);
};
