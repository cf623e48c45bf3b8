import type { DateChange, PlanPreview, SeriesChanges, SeriesPlan } from '@skein/contracts';
import type { MeetingRow } from '../meetings/row.ts';
import { wallOf } from '../times/decide.ts';
import type { ChangedDate } from './changes.ts';
import { horizonOf } from './decide.ts';
import { datesOf } from './rule.ts';
import { rhythmOf, warningsOf } from './words.ts';

/** So many of the coming dates are shown before a series is saved. */
const mostShown = 12;

/** What whoever plans sees before saving: of a plan that began, its dates from now on. */
export const presentPlan = (plan: SeriesPlan, now: Date): PlanPreview => {
  const { zone, start } = plan;
  const today = wallOf(zone, now);
  const from = start > today ? start : today;
  const upTo = horizonOf(zone, new Date(Math.max(now.getTime(), Date.parse(`${start}Z`))));
  const found = datesOf(plan, { from, upTo, most: 400 });
  return {
    rhythm: rhythmOf(plan),
    dates: found.dates
      .slice(0, mostShown)
      .map(({ wall, at }) => ({ zone, wall, startsAt: at.toISOString() })),
    warnings: warningsOf(plan, found, upTo),
  };
};

const timeOf = ({ zone = 'UTC', wall, startsAt }: MeetingRow) => ({
  zone,
  wall: wall ?? wallOf(zone, startsAt),
  startsAt: startsAt.toISOString(),
});

const presentDate = ({ effect, before, row }: ChangedDate): DateChange => ({
  ...(before && { meeting: before._id, was: timeOf(before) }),
  effect,
  ...(effect !== 'is-left-out' && { becomes: timeOf(row) }),
});

export const presentChanges = (
  dates: readonly ChangedDate[],
  plan: SeriesPlan | undefined,
  now: Date,
): SeriesChanges => ({
  dates: dates.toSorted((a, b) => a.row.startsAt.getTime() - b.row.startsAt.getTime()).map(presentDate),
  warnings: plan ? presentPlan(plan, now).warnings : [],
});
