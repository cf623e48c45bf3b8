import type { StepStatus } from '@skein/contracts';
import type { Db } from 'mongodb';
import type { KnownMeeting, KnownStep } from './consume.ts';

/** A meeting at the edge of now. */
export interface Occasion {
  readonly meeting: string;
  readonly startsAt: Date;
  readonly status: KnownMeeting['status'];
}

const occasions = async (db: Db, match: object, nearest: 1 | -1): Promise<ReadonlyMap<string, Occasion>> => {
  const output = { meeting: '$_id', startsAt: '$startsAt', status: '$status' };
  const rows = await db
    .collection<KnownMeeting>('known_meetings')
    .aggregate<{ _id: string; at: Occasion }>([
      { $match: match },
      { $group: { _id: '$community', at: { $top: { sortBy: { startsAt: nearest, _id: 1 }, output } } } },
    ])
    .toArray();
  return new Map(rows.map(({ _id, at }) => [_id, at]));
};

/** The last meeting of each community that has begun, or should have. */
export const lastMeetings = (db: Db, network: string, communities: readonly string[], now: Date) =>
  occasions(db, { network, community: { $in: [...communities] }, startsAt: { $lte: now } }, -1);

/** The next planned meeting of each community. */
export const nextMeetings = (db: Db, network: string, communities: readonly string[], now: Date) =>
  occasions(
    db,
    { network, community: { $in: [...communities] }, startsAt: { $gt: now }, status: 'planned' },
    1,
  );

/** How many steps are open in each community. */
export const openStepCounts = async (
  db: Db,
  network: string,
  communities: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  const open: StepStatus[] = ['proposed', 'accepted'];
  const rows = await db
    .collection<KnownStep>('known_steps')
    .aggregate<{ _id: string; count: number }>([
      { $match: { network, community: { $in: [...communities] }, status: { $in: open } } },
      { $group: { _id: '$community', count: { $sum: 1 } } },
    ])
    .toArray();
  return new Map(rows.map(({ _id, count }) => [_id, count]));
};
