import type { Answer } from './answer.ts';
import { Unreachable } from './problem.ts';

/** What a service or the gateway before it answers while one of them is away or full. */
const passing: readonly number[] = [502, 503, 504, 429];

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends until there is an answer that will not pass, or until patience ends; what is left then is what came last. */
export const patiently = async (
  route: string,
  send: () => Promise<Answer>,
  patienceMs: number,
  signal: AbortSignal | undefined,
): Promise<Answer> => {
  const end = Date.now() + patienceMs;
  for (let wait = 50; ; wait = Math.min(wait * 2, 1_000)) {
    const tried = await send().catch((error: Error) => ({ error }));
    // Who asked has given up: what they gave as their reason is theirs to see.
    signal?.throwIfAborted();
    const last = Date.now() >= end;
    if (!('error' in tried)) {
      if (last || !('problem' in tried) || !passing.includes(tried.problem.status)) return tried;
    } else if (last) throw new Unreachable(route, tried.error);
    await delay(wait);
  }
};
