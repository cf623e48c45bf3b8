import type { StepStatus } from '@skein/contracts';
import { declareCollection, holdsNobody, putIfNewer, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import { KnownMeeting, KnownStep } from './row.ts';

const knownMeetingsCollection = declareCollection({
  name: 'known_meetings',
  schema: KnownMeeting,
  grows: 'one for each meeting',
  indexes: [{ key: { network: 1, community: 1, startsAt: 1 } }],
  people: holdsNobody('when communities meet'),
});

const knownStepsCollection = declareCollection({
  name: 'known_steps',
  schema: KnownStep,
  grows: 'one for each step',
  indexes: [{ key: { network: 1, community: 1, status: 1 } }],
  people: holdsNobody('that there are steps, and which are open'),
});

export const meetingsCollections = [knownMeetingsCollection, knownStepsCollection];

const meetings = rowsIn(knownMeetingsCollection);
const steps = rowsIn(knownStepsCollection);

/** A meeting as known here. */
export const findMeeting = (tx: Tx, id: string): Promise<KnownMeeting | null> =>
  meetings(tx).findOne({ _id: id, network: tx.network });

export const putMeeting = (tx: Tx, row: KnownMeeting): Promise<void> => putIfNewer(meetings(tx), row);

export const putStep = (tx: Tx, row: KnownStep): Promise<void> => putIfNewer(steps(tx), row);

/** A meeting at the edge of now. */
export interface Occasion {
  readonly meeting: string;
  readonly startsAt: Date;
  readonly status: KnownMeeting['status'];
}

const held = { cancelled: { $exists: false } };

const occasions = async (
  reader: Reader,
  match: object,
  nearest: 1 | -1,
): Promise<ReadonlyMap<string, Occasion>> => {
  const output = { meeting: '$_id', startsAt: '$startsAt', status: '$status' };
  const rows = await meetings(reader)
    .aggregate<{ _id: string; at: Occasion }>([
      { $match: match },
      { $group: { _id: '$community', at: { $top: { sortBy: { startsAt: nearest, _id: 1 }, output } } } },
    ])
    .toArray();
  return new Map(rows.map(({ _id, at }) => [_id, at]));
};

/** The last meeting of each community that has begun, or should have. */
export const lastMeetings = (reader: Reader, communities: readonly string[], now: Date) =>
  occasions(
    reader,
    { network: reader.network, community: { $in: [...communities] }, startsAt: { $lte: now }, ...held },
    -1,
  );

/** The next planned meeting of each community. */
export const nextMeetings = (reader: Reader, communities: readonly string[], now: Date) =>
  occasions(
    reader,
    {
      network: reader.network,
      community: { $in: [...communities] },
      startsAt: { $gt: now },
      status: 'planned',
      ...held,
    },
    1,
  );

/** How many steps are open in each community. */
export const openStepCounts = async (
  reader: Reader,
  communities: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  const open: StepStatus[] = ['proposed', 'accepted'];
  const rows = await steps(reader)
    .aggregate<{ _id: string; count: number }>([
      { $match: { network: reader.network, community: { $in: [...communities] }, status: { $in: open } } },
      { $group: { _id: '$community', count: { $sum: 1 } } },
    ])
    .toArray();
  return new Map(rows.map(({ _id, count }) => [_id, count]));
};
