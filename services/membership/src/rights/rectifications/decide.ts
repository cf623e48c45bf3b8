import { type Refusal, refuse } from '@skein/contracts';
import type { RectificationRow } from './row.ts';

export const askFor = (
  what: string,
  { network, person, now, _id }: { network: string; person: string; now: Date; _id: string },
): RectificationRow => ({ _id, network, version: 1, person, what, status: 'open', askedAt: now });

/** Says what came of it, once: the person is told by letter. */
export const settle = (
  before: RectificationRow,
  { status, reason }: { status: 'done' | 'refused'; reason?: string | undefined },
  by: string,
  now: Date,
): RectificationRow | Refusal => {
  if (before.status !== 'open') return refuse('conflict', `This is settled already: ${before.status}.`);
  const version = before.version + 1;
  return { ...before, version, status, settledAt: now, by, ...(reason && { reason }) };
};
