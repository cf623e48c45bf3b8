import { type Actor, type IntroductionOutcome, type IntroductionStatus, may } from '@skein/contracts';
import type { Filter } from 'mongodb';
import type { IntroductionRow } from './row.ts';

interface Query {
  readonly mine?: boolean | undefined;
  readonly status?: IntroductionStatus | undefined;
  readonly came?: IntroductionOutcome | undefined;
  readonly community?: string | undefined;
  readonly person?: string | undefined;
}

const standing = (status: IntroductionStatus, now: Date): Filter<IntroductionRow> => {
  if (status === 'expired') return { status: 'asked', expiresAt: { $lte: now } };
  return { status, ...(status === 'asked' && { expiresAt: { $gt: now } }) };
};

/** What somebody sees: the hosts all, others what they made or are part of, and what was made for what they run. */
const seenBy = (actor: Actor | undefined): Filter<IntroductionRow> => {
  if (may(actor, 'introduction.follow')) return {};
  const self = actor?.person ?? '';
  const run = Object.keys(actor?.communities ?? {}).filter((community) =>
    may(actor, 'introduction.follow', { community }),
  );
  return { $or: [{ by: self }, { community: { $in: run } }, { 'people.person': self }] };
};

/** Whether somebody who filters by how it stands may know it: not those who are merely introduced. */
const knowsStanding = (actor: Actor | undefined): Filter<IntroductionRow> => {
  if (may(actor, 'introduction.follow')) return {};
  const self = actor?.person ?? '';
  return { $or: [{ by: self }, { 'people.person': { $ne: self } }] };
};

export const introductionsFor = (
  actor: Actor | undefined,
  network: string,
  { mine, status, came, community, person }: Query,
  now: Date,
): Filter<IntroductionRow> => ({
  $and: [
    { network },
    seenBy(actor),
    ...(mine ? [{ by: actor?.person ?? '' }] : []),
    ...(status ? [standing(status, now), knowsStanding(actor)] : []),
    ...(came ? [{ came }, knowsStanding(actor)] : []),
    ...(community ? [{ $or: [{ community }, { communities: community }] }] : []),
    ...(person ? [{ 'people.person': person }] : []),
  ],
});
