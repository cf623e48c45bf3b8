import { type Logger, pino } from 'pino';
import { currentTrace } from './trace.ts';

export type Log = Logger;

/**
 * The log of a service, JSON lines on standard output. What goes in are ids, routes and counts;
 * the paths below are a second fence, should a record with a person's data ever be logged.
 */
export const createLog = (service: string, level: string): Log =>
  pino({
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
  });
