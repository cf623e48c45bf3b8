import { isRefusal, type Refusal } from '@skein/contracts';
import { decideWish, openWish } from '../../core/wishes/decide.ts';
import type { RectificationRow } from './row.ts';

export const askFor = (
  what: string,
  { person, ...at }: { network: string; person: string; now: Date; _id: string },
): RectificationRow => ({ ...openWish(at), person, what });

/** Says what came of it, once: the person is told by letter. */
export const settle = (
  before: RectificationRow,
  { status, reason }: { status: 'done' | 'refused'; reason?: string | undefined },
  by: string,
  now: Date,
): RectificationRow | Refusal => {
  const row = decideWish(before, status, by);
  return isRefusal(row) ? row : { ...row, settledAt: now, ...(reason && { reason }) };
};
