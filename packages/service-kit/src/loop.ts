import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from './log.ts';

/** Something that runs beside the requests until the service stops. */
export interface Background {
  stop(): Promise<void>;
}

export interface Loop extends Background {
  /** Makes the loop go round now rather than at its next time. */
  wake(): void;
}

/**
 * Goes round until stopped: after each round it waits `idleMs`, or until woken; a round that answers true is followed
 * by the next at once, and one that throws by a wait that doubles up to thirty seconds.
 */
export const startLoop = (name: string, log: Log, idleMs: number, round: () => Promise<boolean>): Loop => {
  const stopping = new AbortController();
  let sleeping: AbortController | undefined;
  let woken = false;
  const pause = async (milliseconds: number): Promise<void> => {
    if (woken || stopping.signal.aborted) return;
    sleeping = new AbortController();
    await delay(milliseconds, undefined, { signal: sleeping.signal }).catch(() => undefined);
    sleeping = undefined;
  };
  const run = async (): Promise<void> => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      woken = false;
      try {
        if (!(await round())) await pause(idleMs);
        failures = 0;
      } catch (error) {
        if (stopping.signal.aborted) return;
        failures += 1;
        log.warn({ loop: name, failures, err: error }, 'a background round failed and will be tried again');
        await pause(Math.min(30_000, 100 * 2 ** failures));
      }
    }
  };
  const running = run();
  const wake = (): void => {
    woken = true;
    sleeping?.abort();
  };
  return {
    wake,
    stop: async () => {
      stopping.abort();
      wake();
      await running;
    },
  };
};
