import { type DecisionBody, type DecisionReview, type Refusal, refuse } from '@skein/contracts';
import { type Changed, type Sent, withChanges } from '@skein/service-kit/decisions';
import { refuseRepeated, refuseStrangers } from '../../gathering/people/decide.ts';
import type { DecisionRow } from './row.ts';

/** As often a decision is looked at again; one that is looked at more often is another one by now. */
const mostReviews = 200;

const dayOf = (now: Date): string => now.toISOString().slice(0, 10);

const refusePeople = (agreedBy: readonly string[], strangers: readonly string[]): Refusal | undefined =>
  refuseRepeated({ agreedBy }) ?? refuseStrangers({ agreedBy }, strangers);

/** A day to look again that comes before what is to be looked at. */
const refuseReviewOn = (reviewOn: string | undefined, since: string, what: string): Refusal | undefined =>
  reviewOn === undefined || reviewOn > since
    ? undefined
    : refuse('invalid-request', `Choose a day after ${since} for looking at it again.`, [
        'reviewOn',
        `is not after ${what}`,
      ]);

const refuseEnded = ({ status }: DecisionRow): Refusal | undefined =>
  status === 'ended'
    ? refuse('closed', 'This decision has ended. Write down what was decided since as a new one.')
    : undefined;

/** What is known when a decision is written down: who of those named is no member, and what day it is. */
export interface Known {
  readonly strangers: readonly string[];
  readonly now: Date;
}

export const recordDecision = (
  { decidedOn, ...given }: DecisionBody,
  { strangers, now }: Known,
  place: Pick<DecisionRow, '_id' | 'network' | 'community'>,
): DecisionRow | Refusal => {
  const on = decidedOn ?? dayOf(now);
  const refused =
    refusePeople(given.agreedBy, strangers) ?? refuseReviewOn(given.reviewOn, on, 'the day of the decision');
  return refused ?? { ...place, version: 1, ...given, decidedOn: on, status: 'standing', reviews: [] };
};

export const changeDecision = (
  before: DecisionRow,
  sent: Sent<DecisionBody>,
  { strangers }: Pick<Known, 'strangers'>,
): Changed<DecisionRow> | Refusal => {
  const refused =
    refuseEnded(before) ??
    refusePeople(sent.agreedBy ?? [], strangers) ??
    refuseReviewOn(sent.reviewOn, sent.decidedOn ?? before.decidedOn, 'the day of the decision');
  return refused ?? withChanges(before, sent);
};

type Review = Pick<DecisionReview, 'outcome' | 'word' | 'meeting'> & {
  readonly reviewOn?: string | undefined;
};

/** Looks at a decision again. Kept without another day, it does not come back; ended, it stays to be read. */
export const reviewDecision = (
  before: DecisionRow,
  { reviewOn, ...review }: Review,
  by: string | undefined,
  now: Date,
): DecisionRow | Refusal => {
  const { outcome } = review;
  if (outcome === 'ended' && reviewOn !== undefined)
    return refuse('invalid-request', 'A decision that ends is not looked at again.', [
      'reviewOn',
      'goes with a decision that is kept',
    ]);
  const refused = refuseEnded(before) ?? refuseReviewOn(reviewOn, dayOf(now), 'today');
  if (refused) return refused;
  if (before.reviews.length >= mostReviews)
    return refuse('closed', 'This decision was looked at very often. Write it down as a new one.');
  const { reviewOn: _, ...row } = before;
  return {
    ...row,
    version: before.version + 1,
    status: outcome === 'ended' ? 'ended' : 'standing',
    ...(reviewOn !== undefined && { reviewOn }),
    reviews: [...before.reviews, { at: now, ...(by && { by }), ...review }],
  };
};
