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
  /** Since it began, minutes. */
  readonly gone: number;
}

const minute = 60_000;

/** Where a meeting that began at a moment is now, by the times of its parts; undefined where it has none. */
export const runningAt = (parts: readonly Timed[], openedAt: Date, now: Date): Running | undefined => {
  const since = Math.max(0, now.getTime() - openedAt.getTime());
  let end = 0;
  for (const [part, { minutes }] of parts.entries()) {
    end += minutes * minute;
    if (since >= end && part < parts.length - 1) continue;
    return {
      part,
      left: end - since,
      until: new Date(openedAt.getTime() + end),
      gone: since / minute,
    };
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

/** When each part begins, and when the last ends, by the clock. */
export const beginnings = (parts: readonly Timed[], from: Date): Date[] => {
  let at = from.getTime();
  return parts.map(({ minutes }) => {
    const begins = new Date(at);
    at += minutes * minute;
    return begins;
  });
};

/** So short before its end a part is said to end soon. */
export const soonMs = 2 * minute;
