import type { Attempt } from '../post/attempt.ts';
import type { KindFacts } from './kind.ts';
import type { LetterRow } from './row.ts';

/** What becomes of a letter. */
export type Settlement =
  | { readonly status: 'sent' }
  | { readonly status: 'unknown'; readonly reason: string }
  | { readonly status: 'failed'; readonly reason: string; readonly attempts?: number }
  | {
      readonly status: 'queued';
      readonly dueAt: Date;
      readonly reason: string;
      readonly attempts: number;
    };

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
/** Waits after each failed attempt; after as many the letter is given up. Greylisting wants minutes, an outage hours. */
export const retryDelaysMs: readonly number[] = [
  2 * second,
  10 * second,
  minute,
  5 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  4 * hour,
  8 * hour,
];

/** Queued again after the wait for this many attempts, or failed after the last. */
export const again = (attempts: number, reason: string, now: Date): Settlement => {
  const delay = retryDelaysMs[attempts - 1];
  if (delay === undefined)
    return { status: 'failed', reason: `given up after ${attempts} attempts: ${reason}`, attempts };
  return { status: 'queued', dueAt: new Date(now.getTime() + delay), reason, attempts };
};

/** What follows from an attempt; `attempts` counts it. */
export const afterAttempt = (attempt: Attempt, attempts: number, now: Date): Settlement => {
  switch (attempt.outcome) {
    case 'sent':
      return { status: 'sent' };
    case 'unanswered':
      return { status: 'unknown', reason: attempt.why };
    case 'not-begun':
      return again(attempts, attempt.why, now);
    case 'refused':
      return attempt.code >= 500
        ? { status: 'failed', reason: `refused with ${attempt.reply}`, attempts }
        : again(attempts, `put off with ${attempt.reply}`, now);
  }
};

/** How long a cause may be known here before its person or community is: they come by different ways. */
const acquaintanceMs = 5 * minute;

/** For what is not known here: waits while it may still come, then gives up. */
export const whileUnknown = (row: LetterRow, what: string, now: Date): Settlement => {
  const waited = now.getTime() - row.createdAt.getTime();
  if (waited > acquaintanceMs) return { status: 'failed', reason: `${what} is not known here` };
  const dueAt = new Date(now.getTime() + 2 * second);
  return { status: 'queued', dueAt, reason: `${what} is not known here yet`, attempts: row.attempts };
};

/** Why a letter must not, or not yet, go to its person; undefined where it may. */
export const withheld = (
  row: LetterRow,
  { recipients, ground }: Pick<KindFacts, 'recipients' | 'ground'>,
  member: { readonly consents: readonly string[] } | undefined,
  now: Date,
): Settlement | undefined => {
  if (recipients === 'abroad') return undefined;
  if (!member && recipients === 'listed') return { status: 'failed', reason: 'no longer a member' };
  if (!member) return whileUnknown(row, 'the person', now);
  if ('consent' in ground && ![ground.consent].flat().some((purpose) => member.consents.includes(purpose)))
    return { status: 'failed', reason: 'the consent was withdrawn' };
  return undefined;
};
