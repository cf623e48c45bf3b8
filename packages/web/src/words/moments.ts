import { useLingui } from '@lingui/react';
import { readersTag } from './languages.ts';

/** The one notation of times: weekday, date, time and zone, in the reader’s language and zone. */
const notations = {
  day: { weekday: 'long', day: 'numeric', month: 'long' },
  date: { day: 'numeric', month: 'long', year: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
  moment: {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  },
  since: { month: 'long', year: 'numeric' },
  weekday: { weekday: 'short' },
  dayNumber: { day: 'numeric' },
  month: { month: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

type Notation = keyof typeof notations;

const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (tag: string, notation: Notation, withYear: boolean): Intl.DateTimeFormat => {
  const key = `${tag} ${notation} ${withYear}`;
  const year = withYear ? ({ year: 'numeric' } as const) : {};
  const found = formats.get(key) ?? new Intl.DateTimeFormat(tag, { ...notations[notation], ...year });
  formats.set(key, found);
  return found;
};

const minute = 60_000;
const halfAYear = 183 * 24 * 60 * minute;

/** A moment in one notation; a date that is neither of this year nor of the half year around now says its year. */
export const writtenMoment = (
  tag: string,
  moment: string | Date,
  notation: Notation,
  now: Date = new Date(),
): string => {
  const at = new Date(moment);
  const dated = notation === 'day' || notation === 'moment';
  const far = Math.abs(at.getTime() - now.getTime()) > halfAYear;
  const withYear = dated && far && at.getFullYear() !== now.getFullYear();
  return formatOf(tag, notation, withYear).format(at);
};

const units = [
  ['day', 24 * 60 * minute],
  ['hour', 60 * minute],
  ['minute', minute],
] as const;

/** How far away a moment is, in the largest unit that fits: in 40 minutes, tomorrow. */
const away = (tag: string, moment: string | Date, now: number): string => {
  const left = new Date(moment).getTime() - now;
  const [unit, size] = units.find(([, length]) => Math.abs(left) >= length) ?? units[2];
  return new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }).format(Math.round(left / size), unit);
};

/** A time by another zone’s clock, where that shows another one than the reader’s; else nothing. */
const elsewhere = (tag: string, moment: string | Date, timeZone: string): string | undefined => {
  const at = new Date(moment);
  const clock = { day: 'numeric', hour: '2-digit', minute: '2-digit' } as const;
  const here = new Intl.DateTimeFormat(tag, clock).format(at);
  const there = new Intl.DateTimeFormat(tag, { ...clock, timeZone }).format(at);
  if (here === there) return undefined;
  const city = timeZone.split('/').at(-1)?.replaceAll('_', ' ');
  const time = new Intl.DateTimeFormat(tag, { ...notations.time, timeZone }).format(at);
  return `${time}, ${city}`;
};

/** Writes moments for who reads; asked for in a component, so that it follows the language. */
export const useMoments = () => {
  // Subscribes to the language.
  useLingui();
  const tag = readersTag();
  return {
    written: (moment: string | Date, notation: Notation = 'moment'): string =>
      writtenMoment(tag, moment, notation),
    away: (moment: string | Date): string => away(tag, moment, Date.now()),
    elsewhere: (moment: string | Date, timeZone: string) => elsewhere(tag, moment, timeZone),
    number: (value: number): string => new Intl.NumberFormat(tag).format(value),
    decimal: (value: number): string =>
      new Intl.NumberFormat(tag, { maximumFractionDigits: 2 }).format(value),
    list: (items: readonly string[]): string => new Intl.ListFormat(tag).format(items),
  };
};
