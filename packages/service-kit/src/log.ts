import { writeSync } from 'node:fs';
import { type Logger, pino } from 'pino';
import { currentTrace } from './trace.ts';

export type Log = Logger;

const readerIsSlow = 'EAGAIN';
const tries = 20;
const sleeper = new Int32Array(new SharedArrayBuffer(4));

/** Where the lines of a log go. */
export interface LogDestination {
  write(line: string): void;
}

/**
 * Standard output, which may be a file on a disk that is full: a line that cannot be written is lost, and ends nobody.
 * pino's own destination would fail at the first, or try for ever.
 */
const standardOutput = (): LogDestination => {
  let isLineBegun = false;
  return {
    write: (line) => {
      let rest = Buffer.from(isLineBegun ? `\n${line}` : line);
      for (let tried = 0; rest.length && tried < tries; ) {
        try {
          const written = writeSync(1, rest);
          rest = rest.subarray(written);
          // The disk was full in the middle of a line: the next one begins its own.
          isLineBegun = rest.length > 0;
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== readerIsSlow) return;
          tried += 1;
          Atomics.wait(sleeper, 0, 0, 50);
        }
      }
    },
  };
};

/**
 * The log of a service, JSON lines on standard output. What goes in are ids, routes and counts;
 * the paths below are a second fence, should a record with a person's data ever be logged.
 */
export const createLog = (
  service: string,
  level: string,
  destination: LogDestination = standardOutput(),
): Log =>
  pino(
    {
      level,
      mixin: () => ({ trace: currentTrace()?.traceId }),
      redact: {
        paths: [
          'email',
          'name',
          'token',
          '*.email',
          '*.token',
          '*.name',
          'req.headers',
          'err.cause',
          'err.options',
        ],
        censor: '[withheld]',
      },
      base: { service },
    },
    destination,
  );
