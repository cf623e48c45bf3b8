import { IntroductionOutcome, IntroductionStatus } from '@skein/contracts';
import { type Reader, rowsIn } from '@skein/service-kit';
import { introductionsCollection } from './store.ts';

const introductions = rowsIn(introductionsCollection);

interface Asked {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly community?: string | undefined;
}

interface Group {
  readonly _id: { readonly status: IntroductionStatus; readonly came?: IntroductionOutcome };
  readonly introductions: number;
}

/** Where the introductions made in a period stand, and what came of them. */
export const countIntroductions = async (reader: Reader, { from, until, community }: Asked, now: Date) => {
  const askedAt = { ...(from && { $gte: new Date(from) }), ...(until && { $lt: new Date(until) }) };
  const { network } = reader;
  const filter = { network, ...(community && { community }), ...((from || until) && { askedAt }) };
  const expired = { $and: [{ $eq: ['$status', 'asked'] }, { $lte: ['$expiresAt', now] }] };
  const groups = await introductions(reader)
    .aggregate<Group>([
      { $match: filter },
      {
        $group: {
          _id: { status: { $cond: [expired, 'expired', '$status'] }, came: '$came' },
          introductions: { $sum: 1 },
        },
      },
    ])
    .toArray();
  const sum = (matches: (group: Group['_id']) => boolean) =>
    groups.reduce((total, group) => total + (matches(group._id) ? group.introductions : 0), 0);
  const statuses = IntroductionStatus.options.map((one) => [one, sum(({ status }) => status === one)]);
  const came = IntroductionOutcome.options.map((one) => [one, sum((group) => group.came === one)]);
  return {
    made: sum(() => true),
    statuses: Object.fromEntries(statuses) as Record<IntroductionStatus, number>,
    came: Object.fromEntries(came) as Record<IntroductionOutcome, number>,
    untold: sum((group) => group.status === 'connected' && !group.came),
  };
};
