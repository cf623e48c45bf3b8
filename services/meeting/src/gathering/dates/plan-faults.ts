import {
  type Frequency,
  type Refusal,
  refuseFields,
  type SeriesPlan,
  type SeriesRule,
} from '@skein/contracts';
import { Temporal } from 'temporal-polyfill';
import { startFault } from '../times/decide.ts';
import { weekdayOf } from './rule.ts';

type Fault = [path: string, detail: string];

const longestMinutes = 10 * 24 * 60;
const mostCounted = 1_000;
const mostYears = 20;
const longestInterval: Record<Frequency, number> = { daily: 366, weekly: 104, monthly: 48, yearly: 10 };
const unit: Record<Frequency, string> = {
  daily: 'days',
  weekly: 'weeks',
  monthly: 'months',
  yearly: 'years',
};

const lengthFaults = ({ minutes, allDay, start }: SeriesPlan): Fault[] => {
  if (minutes < 1) return [['minutes', 'must be at least 1: it ends after it starts']];
  if (minutes > longestMinutes) return [['minutes', 'is longer than ten days; plan each part of it']];
  if (!allDay) return [];
  if (minutes % (24 * 60) !== 0) return [['minutes', 'must be whole days of 1440 minutes, as it is all day']];
  return start.endsWith('T00:00') ? [] : [['start', 'must be at 00:00, as it is all day']];
};

const endFaults = ({ start, rule }: SeriesPlan): Fault[] => {
  const { until, count, interval, frequency } = rule;
  const faults: Fault[] = [];
  const longest = longestInterval[frequency];
  if (interval < 1 || interval > longest)
    faults.push(['rule.interval', `must be from 1 to ${longest} ${unit[frequency]}`]);
  if (until !== undefined && count !== undefined)
    faults.push(['rule.count', 'and “until” both say when it ends; leave one out']);
  if (count !== undefined && (count < 1 || count > mostCounted))
    faults.push(['rule.count', `must be from 1 to ${mostCounted}`]);
  const first = Temporal.PlainDate.from(start.slice(0, 10));
  if (until !== undefined && until < first.toString())
    faults.push(['rule.until', 'is before the first date']);
  if (until !== undefined && until > first.add({ years: mostYears }).toString())
    faults.push([
      'rule.until',
      `is more than ${mostYears} years ahead; leave it out for a series without an end`,
    ]);
  return faults;
};

/** Of each month the most days that it ever has. */
const daysOf = (month: number): number => Temporal.PlainDate.from({ year: 2024, month, day: 1 }).daysInMonth;

/** What goes with other frequencies alone, or says the same twice. */
const misplaced = ({ frequency, weekdays, monthDay, nth, month }: SeriesRule): Fault[] => {
  const byMonth = frequency === 'monthly' || frequency === 'yearly';
  const rules: readonly [boolean, ...Fault][] = [
    [weekdays !== undefined && frequency !== 'weekly', 'rule.weekdays', 'goes with weekly alone'],
    [month !== undefined && frequency !== 'yearly', 'rule.month', 'goes with yearly alone'],
    [monthDay !== undefined && !byMonth, 'rule.monthDay', 'goes with monthly or yearly'],
    [nth !== undefined && !byMonth, 'rule.nth', 'goes with monthly or yearly'],
    [
      nth !== undefined && monthDay !== undefined,
      'rule.monthDay',
      'and “nth” both say which day; leave one out',
    ],
  ];
  return rules.filter(([holds]) => holds).map(([, path, detail]) => [path, detail]);
};

const dayFaults = ({ start, rule }: SeriesPlan): Fault[] => {
  const { frequency, monthDay = 1, nth, month } = rule;
  const faults = misplaced(rule);
  if (nth && ![1, 2, 3, 4, -1].includes(nth.which))
    faults.push(['rule.nth.which', 'must be 1, 2, 3 or 4, or -1 for the last, which every month has']);
  if (monthDay !== -1 && (monthDay < 1 || monthDay > 31))
    faults.push(['rule.monthDay', 'must be from 1 to 31, or -1 for the last day']);
  const most = daysOf(month ?? Number(start.slice(5, 7)));
  if (frequency === 'yearly' && monthDay > most)
    faults.push(['rule.monthDay', `never comes: that month has ${most} days`]);
  return faults;
};

/** Whether a day is one that the rule means, were it the first. */
const fits = (day: Temporal.PlainDate, rule: SeriesRule): boolean => {
  const { frequency, nth, monthDay, month } = rule;
  if (frequency === 'daily') return true;
  if (frequency === 'weekly') return rule.weekdays?.includes(weekdayOf(day)) ?? true;
  if (month !== undefined && day.month !== month) return false;
  if (monthDay !== undefined) return day.day === (monthDay === -1 ? day.daysInMonth : monthDay);
  if (!nth) return true;
  const isLast = day.day > day.daysInMonth - 7;
  return weekdayOf(day) === nth.weekday && (nth.which === -1 ? isLast : Math.ceil(day.day / 7) === nth.which);
};

/** The longest way to a 29 February. */
const farthestDays = 8 * 366;

const firstFault = ({ start, rule }: SeriesPlan): Fault[] => {
  let day = Temporal.PlainDate.from(start.slice(0, 10));
  if (fits(day, rule)) return [];
  for (let ahead = 0; ahead < farthestDays; ahead += 1) {
    day = day.add({ days: 1 });
    if (fits(day, rule)) return [['start', `is not a day of this rule; the next that is one, is ${day}`]];
  }
  return [['rule', 'never comes']];
};

/** Why there cannot be a series by this plan: each fault by its field, with what would do instead. */
export const refusePlan = (plan: SeriesPlan, at = 'plan'): Refusal | undefined => {
  const start = startFault({ zone: plan.zone, wall: plan.start }, { zone: 'zone', wall: 'start' });
  const faults = start ? [start] : [...lengthFaults(plan), ...endFaults(plan), ...dayFaults(plan)];
  const all = faults.length ? faults : firstFault(plan);
  return all.length
    ? refuseFields(
        all.map(([path, detail]) => [`${at}.${path}`, detail]),
        'no-such-time',
      )
    : undefined;
};
