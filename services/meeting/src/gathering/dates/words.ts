import { type PlanWarning, type SeriesPlan, type SeriesRule, type Weekday, weekdays } from '@skein/contracts';
import { zoneInWords } from '@skein/service-kit/decisions';
import { Temporal } from 'temporal-polyfill';
import { monthsWithout, type PlannedDates, weekdayOf } from './rule.ts';

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const listed = (words: readonly string[]): string =>
  new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(words);

const ordinal = { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', [-1]: 'last' } as Record<number, string>;

const every = (count: number, unit: string, alone: string): string =>
  count === 1 ? alone : `Every ${count === 2 ? 'second' : count} ${count === 2 ? unit : `${unit}s`}`;

const monthName = (month: number): string =>
  new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, month - 1));

const dayOfMonth = ({ nth, monthDay }: SeriesRule, first: Temporal.PlainDateTime): string => {
  if (nth) return `the ${ordinal[nth.which]} ${capital(nth.weekday)}`;
  return monthDay === -1 ? 'the last day' : `day ${monthDay ?? first.day}`;
};

const inOrder = (days: readonly Weekday[]): string[] =>
  weekdays.filter((day) => days.includes(day)).map(capital);

const often = ({ start, rule }: SeriesPlan): string => {
  const first = Temporal.PlainDateTime.from(start);
  const { frequency, interval } = rule;
  if (frequency === 'daily') return every(interval, 'day', 'Every day');
  if (frequency === 'weekly')
    return `${every(interval, 'week', 'Every week')} on ${listed(inOrder(rule.weekdays ?? [weekdayOf(first)]))}`;
  const day = dayOfMonth(rule, first);
  if (frequency === 'monthly') return `${every(interval, 'month', 'Every month')} on ${day}`;
  return `${every(interval, 'year', 'Every year')} on ${day} of ${monthName(rule.month ?? first.month)}`;
};

const dayInWords = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day.slice(0, 10)}T12:00Z`),
  );

/** How often a series meets: `Every second week on Tuesday at 10:00 (London), until 4 December 2026`. */
export const rhythmOf = (plan: SeriesPlan): string => {
  const { start, zone, rule, allDay } = plan;
  const time = allDay ? '' : ` at ${start.slice(11)}${zoneInWords(zone)}`;
  const end = rule.until
    ? `, until ${dayInWords(rule.until)}`
    : rule.count
      ? `, ${rule.count} ${rule.count === 1 ? 'time' : 'times'}`
      : '';
  return `${often(plan)}${time}${end}`;
};

const monthInWords = (month: string): string => `${monthName(Number(month.slice(5)))} ${month.slice(0, 4)}`;

/** What whoever plans should know of these dates. */
export const warningsOf = (
  plan: SeriesPlan,
  { gaps, twice }: Pick<PlannedDates, 'gaps' | 'twice'>,
  upTo: string,
): PlanWarning[] => {
  const time = plan.start.slice(11);
  const without = monthsWithout(plan, upTo);
  const days = (walls: readonly string[]) => walls.map((wall) => wall.slice(0, 10));
  return [
    ...(gaps.length
      ? [
          {
            kind: 'no-such-hour' as const,
            at: days(gaps),
            detail: `On ${listed(gaps.map(dayInWords))} the clock goes forward and leaves out ${time}: there is no meeting then.`,
          },
        ]
      : []),
    ...(twice.length
      ? [
          {
            kind: 'hour-twice' as const,
            at: days(twice),
            detail: `On ${listed(twice.map(dayInWords))} the clock goes back and shows ${time} twice; the first is meant.`,
          },
        ]
      : []),
    ...(without.length
      ? [
          {
            kind: 'no-such-day' as const,
            at: without,
            detail: `There is no such day in ${listed(without.map(monthInWords))}, and so no meeting; on the last day of the month there is one in each.`,
          },
        ]
      : []),
  ];
};
