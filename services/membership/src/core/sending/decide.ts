import { isRefusal, type Refusal } from '@skein/contracts';
import { decideWish, openWish } from '../wishes/decide.ts';
import type { SendingRequestRow } from './row.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** How long letters that were granted may be sent, and how long a request is kept after. */
const grantedMs = 14 * dayMs;
const keptMs = 90 * dayMs;

/** So often a day one person writes to all of communities of theirs, by whatever kind of letter. */
export const mostRounds = 10;

export const askToSend = (
  asked: Pick<SendingRequestRow, 'letters' | 'reason'>,
  { sender, ...at }: { network: string; sender: string; now: Date; _id: string },
): SendingRequestRow => ({
  ...openWish(at),
  ...{ sender, ...asked },
  forgetAt: new Date(at.now.getTime() + keptMs),
});

/** Lets the letters be sent, within two weeks, or declines it. */
export const settle = (
  before: SendingRequestRow,
  { status, answer }: { status: 'accepted' | 'declined'; answer?: string | undefined },
  by: string,
  now: Date,
): SendingRequestRow | Refusal => {
  const row = decideWish(before, status, by);
  if (isRefusal(row)) return row;
  const granted = { left: before.letters, until: new Date(now.getTime() + grantedMs) };
  return {
    ...row,
    ...(answer && { answer }),
    ...(status === 'accepted' && granted),
    forgetAt: new Date(now.getTime() + keptMs),
  };
};
