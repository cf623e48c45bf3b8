import type { SeriesPlan, WallTime } from '@skein/contracts';
import { Temporal } from 'temporal-polyfill';
import { planMeeting } from '../meetings/decide.ts';
import type { MeetingRow } from '../meetings/row.ts';
import type { SeriesRow } from '../series/row.ts';
import { wallOf } from '../times/decide.ts';
import { datesOf, type PlannedDate } from './rule.ts';

/** How far ahead dates become meetings, and how many of a series at most. */
export const monthsAhead = 13;
export const mostAhead = 60;

const dayMs = 24 * 60 * 60 * 1000;

/** The last wall time up to which dates become meetings. */
export const horizonOf = (zone: string, now: Date): WallTime =>
  Temporal.PlainDateTime.from(wallOf(zone, now))
    .add({ months: monthsAhead })
    .toString({ smallestUnit: 'minute' });

/** A date that a part of a series has. */
export interface DateOfPart extends PlannedDate {
  readonly plan: SeriesPlan;
}

/** The dates of a series from now to the horizon, the first ones first. */
export const datesAhead = ({ parts = [] }: Pick<SeriesRow, 'parts'>, now: Date): DateOfPart[] =>
  parts
    .flatMap((plan) => {
      const from = wallOf(plan.zone, now);
      const { dates } = datesOf(plan, { from, upTo: horizonOf(plan.zone, now), most: mostAhead });
      return dates.map((date) => ({ ...date, plan }));
    })
    .slice(0, mostAhead);

/** The meeting that stands for a date of a series. */
export const meetingOn = (series: SeriesRow, { wall, at, plan }: DateOfPart, _id: string): MeetingRow => {
  const { community, title, kind, audience = 'community', place, joinLink, capacity, network } = series;
  const { zone, minutes, allDay } = plan;
  const times = { startsAt: at, minutes, zone, wall, original: wall, ...(allDay && { allDay }) };
  const optional = { ...(place && { place }), ...(joinLink && { joinLink }), ...(capacity && { capacity }) };
  const given = { community, series: series._id, title, kind, audience, reading: [], ...times, ...optional };
  return planMeeting(given, series, network, _id);
};

/** When a series is looked at again: tomorrow, unless no date of it is beyond the horizon. */
export const nextFill = ({ parts = [] }: Pick<SeriesRow, 'parts'>, now: Date): Date | undefined => {
  const last = parts.at(-1);
  if (!last) return undefined;
  const { rule, zone, start } = last;
  const horizon = horizonOf(zone, now);
  const ended = rule.until !== undefined && `${rule.until}T23:59` <= wallOf(zone, now);
  if (ended) return undefined;
  if (rule.count === undefined) return new Date(now.getTime() + dayMs);
  const { dates } = datesOf(last, { upTo: horizon, most: rule.count + 1, from: start });
  const all = dates.length === rule.count && (dates.at(-1)?.at ?? now) <= now;
  return all ? undefined : new Date(now.getTime() + dayMs);
};

/** A series with its next look noted, or none. */
export const withNextFill = (series: SeriesRow, now: Date): SeriesRow => {
  const { fillAt: _, ...rest } = series;
  const fillAt = nextFill(series, now);
  return fillAt ? { ...rest, fillAt } : rest;
};
