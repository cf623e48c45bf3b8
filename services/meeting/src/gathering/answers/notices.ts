import type { MeetingLetterPart } from '@skein/contracts';
import type { MeetingRow } from '../meetings/row.ts';
import type { NoticeRow, SeatsRow, Told } from './row.ts';

const minute = 60_000;
/** So long after a change it is told of, so that several become one letter. */
const gatherMs = 5 * minute;
/** So long before a meeting those who come are reminded. */
const remindMs = 24 * 60 * minute;

/** When and where a meeting is. */
export const toldOf = ({ startsAt, minutes, zone, place, cancelled }: MeetingRow): Told => ({
  ...{ startsAt, minutes },
  ...(zone && { zone }),
  ...(place && { place }),
  ...(cancelled && { cancelled: true }),
});

/** When to remind of a meeting; never where that time has gone by, since a letter just told of it. */
const remindAt = ({ startsAt, cancelled }: Told, now: Date): { remindAt?: Date } => {
  const at = new Date(startsAt.getTime() - remindMs);
  return cancelled || at <= now ? {} : { remindAt: at };
};

/** The numbers of a meeting that was just answered for the first time: whoever did knows it as it is. */
export const beginTelling = (seats: SeatsRow, meeting: MeetingRow, now: Date): SeatsRow => {
  if (seats.told) return seats;
  const told = toldOf(meeting);
  return { ...seats, told, ...remindAt(told, now) };
};

/** The meeting changed: those who come are told in a while, of this and of what changes until then. */
export const noteChange = (seats: SeatsRow, at: Date): SeatsRow =>
  seats.told && !seats.tellAt
    ? { ...seats, changedAt: at, tellAt: new Date(at.getTime() + gatherMs) }
    : seats;

const facts = ({ startsAt, minutes, zone, place }: Told): string =>
  JSON.stringify([startsAt.getTime(), minutes, zone ?? null, place ?? null]);

/** Whether a meeting is at another time or place. */
export const isElsewhere = (one: Told, other: Told): boolean => facts(one) !== facts(other);

const partOf = (before: Told, now: Told): MeetingLetterPart | undefined => {
  if (now.cancelled) return before.cancelled ? undefined : 'cancelled';
  if (before.cancelled) return 'restored';
  return isElsewhere(before, now) ? 'changed' : undefined;
};

type Noticed = Pick<NoticeRow, 'part' | 'before' | 'answeredBefore'>;

/** What is to be told of a meeting that changed, if it is otherwise than those who come know. */
export const tell = (
  { tellAt: _, changedAt, ...seats }: SeatsRow,
  meeting: MeetingRow,
  now: Date,
): { readonly seats: SeatsRow; readonly notice?: Noticed } => {
  const after = toldOf(meeting);
  const before = seats.told ?? after;
  const part = partOf(before, after);
  // A change of the time begins the reminding anew; of the place alone it leaves it.
  const { remindAt: planned, ...rest } = seats;
  const moved = before.startsAt.getTime() !== after.startsAt.getTime() || before.cancelled || after.cancelled;
  const reminding = moved ? remindAt(after, now) : planned ? { remindAt: planned } : {};
  return {
    seats: { ...rest, told: after, ...reminding },
    ...(part && { notice: { part, before, answeredBefore: changedAt ?? now } }),
  };
};

/** The reminder of a meeting; none where it is cancelled, or was moved and that is to be told first. */
export const remind = (
  seats: SeatsRow,
  meeting: MeetingRow,
  now: Date,
): { readonly seats: SeatsRow; readonly notice?: Noticed } => {
  const before = seats.told;
  if (!before || seats.tellAt || isElsewhere(before, toldOf(meeting))) return { seats };
  const { remindAt: due, ...reminded } = seats;
  const isAhead = meeting.status === 'planned' && !meeting.cancelled && meeting.startsAt > now;
  if (!due || !isAhead) return { seats: reminded };
  return { seats: reminded, notice: { part: 'reminder', before, answeredBefore: due } };
};
