/** A part of an agenda, as far as time is concerned. */
export interface Timed {
  readonly minutes: number;
}

/** Where a meeting is: in which part, and how long that goes on. */
export interface Running {
  readonly part: number;
  /** Until the part ends, milliseconds; below zero once the last one should be over. */
  readonly left: number;
  readonly until: Date;
  /** Of the times of the parts so much is over, minutes. */
  readonly gone: number;
}

const minute = 60_000;

/** The part that the clock was moved to by hand, and when. */
export interface MovedTo {
  readonly part: number;
  readonly since: string;
}

/** Where the clock begins to count from: the part it was moved to, or the first at the opening. */
const countedFrom = (parts: readonly Timed[], openedAt: Date, moved: MovedTo | undefined) =>
  moved && moved.part < parts.length
    ? { first: moved.part, from: new Date(moved.since) }
    : { first: 0, from: openedAt };

/** Where a meeting that began at a moment is now, by the times of its parts; undefined where it has none. */
export const runningAt = (
  parts: readonly Timed[],
  openedAt: Date,
  now: Date,
  moved?: MovedTo,
): Running | undefined => {
  const { first, from } = countedFrom(parts, openedAt, moved);
  const since = Math.max(0, now.getTime() - from.getTime());
  let before = parts.slice(0, first).reduce((sum, { minutes }) => sum + minutes, 0);
  let end = 0;
  for (const [part, { minutes }] of parts.entries()) {
    if (part < first) continue;
    const begun = end;
    end += minutes * minute;
    if (since < end || part === parts.length - 1)
      return {
        part,
        left: end - since,
        until: new Date(from.getTime() + end),
        gone: before + (since - begun) / minute,
      };
    before += minutes;
  }
  return undefined;
};

const day = 24 * 60 * minute;

interface Held {
  readonly status: string;
  readonly startsAt: string;
  readonly openedAt?: string | undefined;
}

/** When a meeting began: as it was opened, but one that was written down on another day as it was planned. */
export const beganAt = ({ status, startsAt, openedAt }: Held): Date => {
  const [planned, opened] = [new Date(startsAt), new Date(openedAt ?? startsAt)];
  const wasWrittenLater = status === 'closed' && Math.abs(opened.getTime() - planned.getTime()) >= day;
  return wasWrittenLater ? planned : opened;
};

/** When each part begins by the clock; those before the one that was gone to, when they would have. */
export const beginnings = (parts: readonly Timed[], openedAt: Date, moved?: MovedTo): Date[] => {
  const { first, from } = countedFrom(parts, openedAt, moved);
  let at = openedAt.getTime();
  return parts.map(({ minutes }, part) => {
    if (part === first) at = from.getTime();
    const begins = new Date(at);
    at += minutes * minute;
    return begins;
  });
};

/** So short before its end a part is said to end soon. */
export const soonMs = 2 * minute;
