import { zoneInWords } from '@skein/service-kit';
import type { MeetingRow } from './row.ts';

const dayFormat = (timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone,
  });

/** `Tuesday 1 December 2026`; put together from its parts, since releases of Unicode differ in the comma. */
const dayInWords = (moment: Date, timeZone: string): string => {
  const parts = new Map(
    dayFormat(timeZone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  );
  return ['weekday', 'day', 'month', 'year'].map((type) => parts.get(type as never)).join(' ');
};

const clock = (moment: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(moment);

/** When a meeting is: `Tuesday 1 December 2026, 12:30 to 14:00 UTC`; with both days where it ends on another one. */
export const whenInWords = (
  { startsAt, minutes }: Pick<MeetingRow, 'startsAt' | 'minutes'>,
  timeZone: string,
): string => {
  const ends = new Date(startsAt.getTime() + minutes * 60_000);
  const [firstDay, lastDay] = [dayInWords(startsAt, timeZone), dayInWords(ends, timeZone)];
  const end = firstDay === lastDay ? clock(ends, timeZone) : `${lastDay}, ${clock(ends, timeZone)}`;
  return `${firstDay}, ${clock(startsAt, timeZone)} to ${end}${zoneInWords(timeZone)}`;
};
