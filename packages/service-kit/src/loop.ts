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

/** How long a loop that found nothing to do waits until it looks again. */
export interface Pace {
  /** At least this long, whatever is written meanwhile. */
  readonly idleMs: number;
  /** At most this long: what comes due with time, or was written by another process, is found by then. */
  readonly restMs: number;
  /** Calls back after each write that may have made work, until what it returns is called. */
  readonly onWritten: (listen: () => void) => () => void;
}

/**
 * Goes round until stopped: after each round it waits by its pace, or until woken; a round that answers true is followed
 * by the next at once, and one that throws by a wait that doubles up to thirty seconds.
 */
export const startLoop = (
  name: string,
  log: Log,
  pace: number | Pace,
  round: () => Promise<boolean>,
): Loop => {
  const stopping = new AbortController();
  let sleeping: AbortController | undefined;
  let resting = false;
  let woken = false;
  let written = false;
  const pause = async (milliseconds: number): Promise<void> => {
    if (woken || stopping.signal.aborted) return;
    sleeping = new AbortController();
    await delay(milliseconds, undefined, { signal: sleeping.signal }).catch(() => undefined);
    sleeping = undefined;
  };
  const rest = async (): Promise<void> => {
    if (typeof pace === 'number') return pause(pace);
    await pause(pace.idleMs);
    if (written) return;
    resting = true;
    await pause(pace.restMs - pace.idleMs);
    resting = false;
  };
  const run = async (): Promise<void> => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      woken = false;
      written = false;
      try {
        if (!(await round())) await rest();
        failures = 0;
      } catch (error) {
        if (stopping.signal.aborted) return;
        failures += 1;
        log.warn({ loop: name, failures, err: error }, 'a background round failed and will be tried again');
        await pause(Math.min(30_000, 100 * 2 ** failures));
      }
    }
  };
  const listening =
    typeof pace === 'number'
      ? undefined
      : pace.onWritten(() => {
          written = true;
          if (resting) sleeping?.abort();
        });
  const running = run();
  const wake = (): void => {
    woken = true;
    sleeping?.abort();
  };
  return {
    wake,
    stop: async () => {
      listening?.();
      stopping.abort();
      wake();
      await running;
    },
  };
};
