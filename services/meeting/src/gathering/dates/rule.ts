import type { SeriesPlan, SeriesRule, WallTime, Weekday } from '@skein/contracts';
import { weekdays } from '@skein/contracts';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { type Clock, clock, type Reading } from '../times/decide.ts';

/** One date that a rule gives, by the clock of its zone and as a moment. */
export interface PlannedDate {
  readonly wall: WallTime;
  readonly at: Date;
}

export interface PlannedDates {
  readonly dates: readonly PlannedDate[];
  /** Those that the rule means and the clock leaves out: there is no meeting then. */
  readonly gaps: readonly WallTime[];
  /** Those in an hour that comes twice; the first is meant. */
  readonly twice: readonly WallTime[];
}

const short: Record<Weekday, string> = {
  monday: 'MO',
  tuesday: 'TU',
  wednesday: 'WE',
  thursday: 'TH',
  friday: 'FR',
  saturday: 'SA',
  sunday: 'SU',
};

export const weekdayOf = (day: Temporal.PlainDate | Temporal.PlainDateTime): Weekday =>
  weekdays[day.dayOfWeek - 1] as Weekday;

const frequencies = { daily: 'DAILY', weekly: 'WEEKLY', monthly: 'MONTHLY', yearly: 'YEARLY' } as const;

/** The parts of RFC 5545 that a rule is, all said that the start would say. */
export const partsOf = ({ start, rule }: Pick<SeriesPlan, 'start' | 'rule'>) => {
  const first = Temporal.PlainDateTime.from(start);
  const { frequency, interval, nth } = rule;
  const byNth = nth && { byDay: [`${nth.which}${short[nth.weekday]}`] };
  const within = {
    daily: {},
    weekly: { byDay: (rule.weekdays ?? [weekdayOf(first)]).map((one) => short[one]) },
    monthly: byNth ?? { byMonthDay: [rule.monthDay ?? first.day] },
    yearly: {
      byMonth: [rule.month ?? first.month],
      ...(byNth ?? { byMonthDay: [rule.monthDay ?? first.day] }),
    },
  }[frequency];
  return { freq: frequencies[frequency], interval, ...within };
};

const wallIn = (date: { toString(): string }): WallTime => date.toString().slice(0, 16);

/**
 * The dates of a plan up to a wall time. They are counted by the calendar alone, and then read off the clock of the zone,
 * so that a date in an hour that the clock leaves out is none, is not counted, and is told.
 */
export const datesOf = (
  { zone, start, rule, allDay }: SeriesPlan,
  { upTo, most, from = start }: { readonly upTo: WallTime; readonly most: number; readonly from?: WallTime },
  by: Clock = clock,
): PlannedDates => {
  const found = { dates: [] as PlannedDate[], gaps: [] as WallTime[], twice: [] as WallTime[] };
  const last = rule.until ? `${rule.until}T23:59` : upTo;
  const end = last < upTo ? last : upTo;
  const note = (wall: WallTime, { at, shown }: Reading): void => {
    if (shown === 'never') return void found.gaps.push(wall);
    found.dates.push({ wall, at });
    if (shown === 'twice') found.twice.push(wall);
  };
  let counted = 0;
  const dtstart = Temporal.ZonedDateTime.from(`${start}[UTC]`);
  new RRuleTemporal({ ...partsOf({ start, rule }), dtstart, temporal: Temporal }).all((date) => {
    const wall = wallIn(date.toPlainDateTime());
    if (wall > end) return false;
    const read = by(zone, wall);
    // A whole day is there, whatever the clock does at midnight.
    const reading: Reading = allDay ? { ...read, shown: 'once' } : read;
    if (reading.shown !== 'never') counted += 1;
    if (wall >= from) note(wall, reading);
    return found.dates.length < most && counted < (rule.count ?? Number.POSITIVE_INFINITY);
  });
  return found;
};

/** The months that a rule looks at within these days, and that have no such day: `2027-02`. */
export const monthsWithout = (
  { start, rule }: Pick<SeriesPlan, 'start' | 'rule'>,
  upTo: WallTime,
): string[] => {
  const first = Temporal.PlainDate.from(start.slice(0, 10));
  const { frequency, interval, nth, monthDay = first.day } = rule;
  if (nth || monthDay < 29 || (frequency !== 'monthly' && frequency !== 'yearly')) return [];
  const found: string[] = [];
  const step = frequency === 'monthly' ? { months: interval } : { years: interval };
  let month = first.with({ day: 1, ...(rule.month && { month: rule.month }) });
  for (; found.length < 12 && `${month}T00:00` <= upTo; month = month.add(step))
    if (month.daysInMonth < monthDay && !isPast(rule, month)) found.push(month.toString().slice(0, 7));
  return found;
};

const isPast = ({ until }: SeriesRule, month: Temporal.PlainDate): boolean =>
  until !== undefined && month.toString() > until;
