import type { MeetingRow } from './row.ts';

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** `Tuesday 1 December 2026`; put together from its parts, since releases of Unicode differ in the comma. */
const dayInWords = (moment: Date): string => {
  const parts = new Map(dayFormat.formatToParts(moment).map(({ type, value }) => [type, value]));
  return ['weekday', 'day', 'month', 'year'].map((type) => parts.get(type as never)).join(' ');
};

const clock = (moment: Date): string => moment.toISOString().slice(11, 16);

/** When a meeting is: `Tuesday 1 December 2026, 12:30 to 14:00 UTC`; with both days where it ends on another one. */
export const whenInWords = ({ startsAt, minutes }: Pick<MeetingRow, 'startsAt' | 'minutes'>): string => {
  const ends = new Date(startsAt.getTime() + minutes * 60_000);
  const [firstDay, lastDay] = [dayInWords(startsAt), dayInWords(ends)];
  const end = firstDay === lastDay ? clock(ends) : `${lastDay}, ${clock(ends)}`;
  return `${firstDay}, ${clock(startsAt)} to ${end} UTC`;
};
