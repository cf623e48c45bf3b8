import { type Logger, pino } from 'pino';
import { currentTrace } from './trace.ts';

export type Log = Logger;

/** What waits in memory while the log cannot be written, in bytes; lines beyond it are lost. */
const longestBacklog = 1024 * 1024;

/**
 * Standard output, which may be a file on a disk that is full: a log that cannot be written ends nobody. What waits is
 * written with the next line for which there is room.
 */
const standardOutput = () => {
  const destination = pino.destination({ dest: 1, sync: true, maxLength: longestBacklog });
  destination.on('error', () => undefined);
  destination.on('drop', () => {
    try {
      destination.flushSync();
    } catch {
      // Still no room.
    }
  });
  return destination;
};

/**
 * The log of a service, JSON lines on standard output. What goes in are ids, routes and counts;
 * the paths below are a second fence, should a record with a person's data ever be logged.
 */
export const createLog = (service: string, level: string): Log =>
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
    standardOutput(),
  );
