import { isRefusal, type Refusal, refuse } from '@skein/contracts';
import { decideWish, openWish } from '../../core/wishes/decide.ts';
import type { IntroductionWishRow } from './row.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** How long a wish is kept. */
const keptMs = 180 * dayMs;

interface Wished extends Pick<IntroductionWishRow, 'person' | 'to' | 'reason' | 'community'> {}

export const wishFor = (
  { person, to, community, reason }: Wished,
  at: { network: string; now: Date; _id: string },
  { open }: { readonly open: boolean },
): IntroductionWishRow | Refusal => {
  if (person === to) return refuse('invalid-request', 'You know yourself already.', ['to', 'is you']);
  if (open)
    return refuse('already-exists', 'You have asked to meet them already, and will hear by letter.', [
      'to',
      'is somebody whom you asked to meet already',
    ]);
  return {
    ...openWish(at),
    ...{ person, to, reason },
    ...(community && { community }),
    forgetAt: new Date(at.now.getTime() + keptMs),
  };
};

/** What a weaver decided: the introduction that was made, or why there is none. */
export type Decided =
  | { readonly status: 'introduced'; readonly introduction: string }
  | { readonly status: 'declined'; readonly answer: string };

export const decide = (
  before: IntroductionWishRow,
  { status, ...words }: Decided,
  by: string,
): IntroductionWishRow | Refusal => {
  const row = decideWish(before, status, by);
  return isRefusal(row) ? row : { ...row, ...words };
};
