import type { SeriesPlan, WallTime } from '@skein/contracts';
import type { MeetingRow } from '../meetings/row.ts';
import type { SeriesRow } from '../series/row.ts';

/** What calendars know a meeting by: the same in every feed and every letter. */
export interface CalendarId {
  readonly uid: string;
  /** Only ever higher. */
  readonly sequence: number;
  /** Of a date of a series: which one it is, by the clock of that part of the series. */
  readonly recurrence?: { readonly zone: string; readonly wall: WallTime; readonly allDay: boolean };
}

/** Which part of a series has a date. */
export const partOf = (parts: readonly SeriesPlan[], original: WallTime): number =>
  Math.max(
    0,
    parts.findLastIndex(({ start }) => start <= original),
  );

/** One part of a series; a rule of RFC 5545 knows no other from some date on, so each part is an entry of its own. */
export const idOfPart = (series: SeriesRow, place: number, host: string): CalendarId => ({
  uid: place === 0 ? `${series._id}@${host}` : `${series._id}.${place}@${host}`,
  sequence: series.version - 1,
});

export const calendarIdOf = (row: MeetingRow, series: SeriesRow | undefined, host: string): CalendarId => {
  const { _id, original, sequence = 0 } = row;
  const parts = series?.parts ?? [];
  const place = original === undefined ? 0 : partOf(parts, original);
  const part = parts[place];
  if (!series || !part || original === undefined) return { uid: `${_id}@${host}`, sequence };
  const of = idOfPart(series, place, host);
  const recurrence = { zone: part.zone, wall: original, allDay: part.allDay === true };
  return { uid: of.uid, sequence: of.sequence + sequence, recurrence };
};
