import type { DateChange, SeriesPlan, WallTime } from '@skein/contracts';
import { Temporal } from 'temporal-polyfill';
import { applyEdit, cancelMeeting } from '../meetings/decide.ts';
import type { MeetingRow } from '../meetings/row.ts';
import type { SeriesRow } from '../series/row.ts';
import { dayBefore } from '../times/decide.ts';
import { type DateOfPart, datesAhead, meetingOn } from './decide.ts';
import { beginAt, stretchOf } from './stretches.ts';
import { rhythmOf } from './words.ts';

/** What a change of a series asks for; null takes a field away. */
export interface SeriesChange {
  readonly plan?: SeriesPlan | undefined;
  readonly title?: string | undefined;
  readonly kind?: SeriesRow['kind'] | undefined;
  readonly audience?: SeriesRow['audience'] | undefined;
  readonly place?: string | null | undefined;
  readonly joinLink?: string | null | undefined;
  readonly agenda?: SeriesRow['agenda'] | undefined;
  readonly reason?: string | undefined;
}

/** What becomes of one date. */
export interface ChangedDate {
  readonly effect: DateChange['effect'];
  readonly before?: MeetingRow;
  readonly row: MeetingRow;
  readonly fields: string[];
}

export interface ChangedSeries {
  readonly series: SeriesRow;
  readonly dates: readonly ChangedDate[];
}

/** Cuts the parts of a series before a wall time; what begins at it or later goes. */
export const cutBefore = (parts: readonly SeriesPlan[], from: WallTime): SeriesPlan[] =>
  parts
    .filter(({ start }) => start < from)
    .map((part) => {
      const { count: _, until, ...rule } = part.rule;
      const day = dayBefore(from.slice(0, 10));
      const isOver = until !== undefined && until <= day;
      return isOver ? part : { ...part, rule: { ...rule, until: day } };
    })
    .filter(({ start, rule }) => rule.until === undefined || rule.until >= start.slice(0, 10));

/** Which new date each meeting takes: that of the same day, else the first free one of the same week, month or year. */
const matched = (
  rows: readonly MeetingRow[],
  dates: readonly DateOfPart[],
  plan: SeriesPlan,
): { readonly taken: ReadonlyMap<string, DateOfPart>; readonly free: readonly DateOfPart[] } => {
  const taken = new Map<string, DateOfPart>();
  const free = new Set(dates);
  const take = (same: (original: WallTime, date: DateOfPart) => boolean): void => {
    for (const { _id, original } of rows) {
      if (original === undefined || taken.has(_id)) continue;
      const date = [...free].find((one) => same(original, one));
      if (!date) continue;
      taken.set(_id, date);
      free.delete(date);
    }
  };
  take((original, { wall }) => original.slice(0, 10) === wall.slice(0, 10));
  take((original, { wall }) => stretchOf(original, plan) === stretchOf(wall, plan));
  return { taken, free: [...free] };
};

const isMovedAlone = (row: MeetingRow, parts: readonly SeriesPlan[]): boolean => {
  const { original = '', wall, zone, minutes } = row;
  const part = parts.findLast(({ start }) => start <= original) ?? parts[0];
  return wall !== original || (part !== undefined && (zone !== part.zone || minutes !== part.minutes));
};

const sharedFields = ['title', 'kind', 'audience', 'place', 'joinLink', 'agenda'] as const;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Of what is sent, what a meeting takes over: what it has otherwise than its series had, is its own and stays. */
const takenOver = (row: MeetingRow, series: SeriesRow, change: SeriesChange) =>
  Object.fromEntries(
    sharedFields
      .filter(
        (field) =>
          change[field] !== undefined && same(shownOf(row, field), series[field] ?? defaultOf(field)),
      )
      .map((field) => [field, change[field]]),
  );

/** What a meeting has of its own; usual parts are as good as none. */
const shownOf = (row: MeetingRow, field: (typeof sharedFields)[number]): unknown =>
  field === 'agenda' && row.usualAgenda ? [] : row[field];

const defaultOf = (field: (typeof sharedFields)[number]): unknown =>
  field === 'audience' ? 'community' : undefined;

const timesOn = ({ wall, at, plan }: DateOfPart) => ({
  startsAt: at,
  zone: plan.zone,
  wall,
  minutes: plan.minutes,
});

interface At {
  readonly now: Date;
  newId(): string;
}

const leftOut = (before: MeetingRow, reason: string, now: Date): ChangedDate => {
  const { original: _, ...without } = before;
  const row = cancelMeeting(without, reason, now);
  // One that is cancelled already only ceases to stand for a date.
  return 'refused' in row
    ? {
        effect: 'stays-cancelled',
        before,
        row: { ...without, version: before.version + 1 },
        fields: ['original'],
      }
    : { effect: 'is-left-out', before, row, fields: [] };
};

const seriesAfter = (series: SeriesRow, parts: SeriesPlan[] | undefined, change: SeriesChange): SeriesRow => {
  const { plan, reason: _, ...shared } = change;
  const given = Object.entries(shared).filter(([, value]) => value !== undefined);
  const all = { ...series, ...Object.fromEntries(given), version: series.version + 1 };
  const kept = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null)) as SeriesRow;
  return { ...kept, ...(parts && { parts }), ...(plan && { rhythm: rhythmOf(plan) }) };
};

/**
 * Changes a series for these of its coming dates, all from the first of them on. Each keeps its meeting, with all that
 * hangs on it; one that was moved by itself keeps its time; one that the new plan does not have is cancelled.
 */
export const changeSeriesDates = (
  series: SeriesRow,
  affected: readonly MeetingRow[],
  change: SeriesChange,
  { now, newId }: At,
): ChangedSeries => {
  const { plan: sent, reason = 'The series meets at other times now' } = change;
  const before = series.parts ?? [];
  const from = affected.map(({ original = '' }) => original).toSorted()[0] ?? sent?.start ?? '';
  const plan = sent && beginAt(sent, before, from);
  const parts = plan && [...cutBefore(before, from), plan];
  const after = seriesAfter(series, parts, { ...change, plan });
  const dates = plan ? datesAhead({ parts: [plan] }, now) : [];
  const { taken, free } = plan ? matched(affected, dates, plan) : { taken: new Map(), free: [] };
  const changed = affected.map((row): ChangedDate => {
    const date: DateOfPart | undefined = taken.get(row._id);
    if (plan && !date) return leftOut(row, reason, now);
    const isAlone = isMovedAlone(row, before);
    const times = date && { original: date.wall, ...(!isAlone && timesOn(date)) };
    const edited = applyEdit(row, { ...takenOver(row, series, change), ...times });
    const moves = edited.row.startsAt.getTime() !== row.startsAt.getTime();
    const stays = date && isAlone ? ('keeps-its-own-time' as const) : ('stays' as const);
    const effect = row.cancelled ? ('stays-cancelled' as const) : moves ? ('moves' as const) : stays;
    return { effect, before: row, ...edited };
  });
  const added = free.map(
    (date): ChangedDate => ({ effect: 'is-new', row: meetingOn(after, date, newId()), fields: [] }),
  );
  return { series: after, dates: [...changed, ...added] };
};

/** Ends a series after a day: what would come later is cancelled with the reason. */
export const endSeries = (
  series: SeriesRow,
  coming: readonly MeetingRow[],
  { after, reason }: { readonly after: string; readonly reason: string },
  now: Date,
): ChangedSeries => {
  const from = `${Temporal.PlainDate.from(after).add({ days: 1 })}T00:00`;
  const parts = cutBefore(series.parts ?? [], from);
  const last = parts.at(-1);
  const { fillAt: _, ...rest } = series;
  const later = coming.filter(({ original }) => original !== undefined && original >= from);
  return {
    series: { ...rest, parts, ...(last && { rhythm: rhythmOf(last) }), version: series.version + 1 },
    dates: later.map((row) => leftOut(row, reason, now)),
  };
};

/** Cancels the dates of a series from one day to another. */
export const pauseSeries = (
  coming: readonly MeetingRow[],
  { from, until, reason }: { readonly from: string; readonly until: string; readonly reason: string },
  now: Date,
): ChangedDate[] =>
  coming
    .filter(
      ({ wall, cancelled }) => wall && !cancelled && wall.slice(0, 10) >= from && wall.slice(0, 10) <= until,
    )
    .flatMap((before): ChangedDate[] => {
      const row = cancelMeeting(before, reason, now);
      return 'refused' in row ? [] : [{ effect: 'is-left-out', before, row, fields: [] }];
    });
