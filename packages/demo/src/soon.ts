import { isProblem } from '@skein/client';
import { until } from './until.ts';

/** Services hear of each other's doings a moment later: looks again for a while before it says that something fails. */
export const soon = (probe: () => Promise<boolean>): Promise<boolean> =>
  until('it to hold', async () => (await probe()) || undefined, 15_000).catch((error: unknown) => {
    if (isProblem(error)) throw error;
    return false;
  });
