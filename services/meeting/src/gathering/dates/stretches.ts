import type { SeriesPlan, WallTime } from '@skein/contracts';
import { Temporal } from 'temporal-polyfill';
import { datesOf } from './rule.ts';

/** The stretch of time in which a rule has its dates: those of one week belong together, and so on. */
export const stretchOf = (wall: WallTime, { rule }: SeriesPlan): string => {
  const day = Temporal.PlainDate.from(wall.slice(0, 10));
  if (rule.frequency === 'weekly') return day.subtract({ days: day.dayOfWeek - 1 }).toString();
  if (rule.frequency === 'monthly') return wall.slice(0, 7);
  return rule.frequency === 'yearly' ? wall.slice(0, 4) : wall.slice(0, 10);
};

/** The most dates that the rules of a series are looked through for. */
const most = 10_000;

const dayOf = (wall: WallTime): string => wall.slice(0, 10);

/** The last day that a series meets before a wall time. */
const lastDayBefore = (parts: readonly SeriesPlan[], from: WallTime): string =>
  parts
    .flatMap((part) => datesOf(part, { upTo: from, most }).dates)
    .filter(({ wall }) => wall < from)
    .map(({ wall }) => dayOf(wall))
    .toSorted()
    .at(-1) ?? '';

/**
 * A plan from its first date on that comes after what is kept of a series: one that was sent with the start that the series
 * had long ago, as where only its time of day is to change, begins in the week, month or year of the first date it changes.
 */
export const beginAt = (plan: SeriesPlan, parts: readonly SeriesPlan[], from: WallTime): SeriesPlan => {
  const kept = lastDayBefore(parts, from);
  const isAfter = (wall: WallTime): boolean => wall >= stretchOf(from, plan) && dayOf(wall) > kept;
  if (parts.length === 0 || isAfter(plan.start)) return plan;
  const ahead = Temporal.PlainDate.from(dayOf(from)).add({ years: 10 }).toString();
  const { dates } = datesOf(plan, { upTo: `${ahead}T00:00`, most });
  const first = dates.findIndex(({ wall }) => isAfter(wall));
  const date = dates[first];
  if (!date) return plan;
  const { count, ...rule } = plan.rule;
  const left = count === undefined ? {} : { count: count - first };
  // What the start said by itself, it must go on saying.
  const said = saidBy(plan);
  return { ...plan, start: date.wall, rule: { ...said, ...rule, ...left } };
};

/** What the first date of a plan says of its rule. */
const saidBy = ({ start, rule }: SeriesPlan) => {
  const { month, day } = Temporal.PlainDate.from(dayOf(start));
  const isByDay = rule.monthDay === undefined && rule.nth === undefined;
  if (rule.frequency === 'monthly' && isByDay) return { monthDay: day };
  if (rule.frequency === 'yearly') return { month, ...(isByDay && { monthDay: day }) };
  return {};
};
