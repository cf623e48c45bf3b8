import { setTimeout as delay } from 'node:timers/promises';

/** Asks again and again until there is an answer, and returns it; says what it waited for when there is none in time. */
export const until = async <T>(
  what: string,
  probe: () => Promise<T | undefined | null>,
  timeoutMs = 90_000,
): Promise<T> => {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const found = await probe();
    // What a database has not found is null.
    if (found !== undefined && found !== null) return found;
    if (Date.now() > end) throw new Error(`Waited ${timeoutMs / 1000} s in vain for ${what}.`);
    await delay(50);
  }
};
