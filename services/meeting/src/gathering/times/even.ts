import type { WallTime } from '@skein/contracts';
import { Temporal } from 'temporal-polyfill';

/** A stretch in which a zone’s clock goes evenly, in milliseconds as its clock shows them. */
interface Even {
  readonly from: number;
  readonly until: number;
  /** How far its clock is ahead of UTC. */
  readonly ahead: number;
}

const dayMs = 24 * 60 * 60_000;
/** A zone has two of them a year, and what is asked for lies within a few. */
const mostKept = 20;
const kept = new Map<string, Even[]>();

/** A wall time as if it were of UTC, so that it can be reckoned with. */
export const reckoned = (wall: WallTime): number => Date.parse(`${wall}:00Z`);

const evenAround = (zoned: Temporal.ZonedDateTime): Even => {
  const ahead = zoned.offsetNanoseconds / 1e6;
  const shown = (at: Temporal.ZonedDateTime): number => at.epochMilliseconds + ahead;
  const before = zoned.getTimeZoneTransition('previous');
  const after = zoned.getTimeZoneTransition('next');
  // A day off each end: there a clock may show an hour twice, or never.
  return {
    from: before ? shown(before) + dayMs : Number.NEGATIVE_INFINITY,
    until: after ? shown(after) - dayMs : Number.POSITIVE_INFINITY,
    ahead,
  };
};

const zonedAt = (zone: string, wall: WallTime): Temporal.ZonedDateTime =>
  Temporal.PlainDateTime.from(wall).toZonedDateTime(zone);

/** The stretch that both times lie in, if they lie in one. */
const stretchWith = (zone: string, wall: WallTime, from: number, until: number): Even | undefined => {
  const holds = (even: Even): boolean => even.from <= from && until <= even.until;
  const known = kept.get(zone) ?? [];
  const found = known.find(holds);
  if (found) return found;
  const even = evenAround(zonedAt(zone, wall));
  kept.set(zone, [even, ...known].slice(0, mostKept));
  return holds(even) ? even : undefined;
};

/** What the clock of a zone shows so many minutes after a wall time; nearly always that many minutes more. */
export const wallAfter = (zone: string, wall: WallTime, minutes: number): WallTime => {
  const start = reckoned(wall);
  const end = start + minutes * 60_000;
  if (stretchWith(zone, wall, start, end)) return new Date(end).toISOString().slice(0, 16);
  return zonedAt(zone, wall).add({ minutes }).toPlainDateTime().toString({ smallestUnit: 'minute' });
};

/** The moment of a wall time. */
export const momentAt = (zone: string, wall: WallTime): number => {
  const at = reckoned(wall);
  const even = stretchWith(zone, wall, at, at);
  return even ? at - even.ahead : zonedAt(zone, wall).epochMilliseconds;
};
