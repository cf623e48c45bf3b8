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

const formatOf = (tag: string, notation: Notation): Intl.DateTimeFormat => {
  const key = `${tag} ${notation}`;
  const found = formats.get(key) ?? new Intl.DateTimeFormat(tag, notations[notation]);
  formats.set(key, found);
  return found;
};

/** Writes moments for who reads; asked for in a component, so that it follows the language. */
export const useMoments = () => {
  // Subscribes to the language.
  useLingui();
  const tag = readersTag();
  return {
    written: (moment: string | Date, notation: Notation = 'moment'): string =>
      formatOf(tag, notation).format(new Date(moment)),
    number: (value: number): string => new Intl.NumberFormat(tag).format(value),
    list: (items: readonly string[]): string => new Intl.ListFormat(tag).format(items),
  };
};
