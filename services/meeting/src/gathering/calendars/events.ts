import type { SeriesPlan } from '@skein/contracts';
import { Temporal } from 'temporal-polyfill';
import { type CalendarId, calendarIdOf, idOfPart, partOf } from '../dates/calendar-ids.ts';
import { datesOf, partsOf } from '../dates/rule.ts';
import type { MeetingRow } from '../meetings/row.ts';
import type { SeriesRow } from '../series/row.ts';
import { later, wallOf } from '../times/decide.ts';
import { wallAfter } from '../times/even.ts';

/** One entry of a calendar, its times by the clock of its zone. */
export interface Entry extends CalendarId {
  readonly stamp: Date;
  readonly zone: string;
  readonly start: string;
  readonly end: string;
  readonly allDay: boolean;
  readonly title: string;
  readonly place?: string | undefined;
  readonly joinLink?: string | undefined;
  readonly isCancelled: boolean;
  /** The lines of a rule, with the dates that it leaves out. */
  readonly repeating?: string;
}

/** How far beyond the last date that is planned a day in a gap is left out in so many words. */
const yearsOfGaps = 5;
const most = 10_000;

const basic = (wall: string): string => `${wall.replaceAll(/[-:]/g, '')}00`;
const inUtc = (at: Date): string => `${at.toISOString().replaceAll(/[-:]|\.\d+/g, '')}`;

const timesOf = (zone: string, start: string, minutes: number, allDay: boolean) => ({
  zone,
  start,
  end: allDay ? later(start, minutes) : wallAfter(zone, start, minutes),
  allDay,
});

const yearsOn = (wall: string, years: number): string =>
  Temporal.PlainDateTime.from(wall).add({ years }).toString({ smallestUnit: 'minute' });

/** A rule as its line: never by a count, since readers count a day in a gap differently. */
const ruleLine = (plan: SeriesPlan): string => {
  const parts = partsOf(plan);
  const by = Object.entries(parts)
    .filter(([name]) => name.startsWith('by'))
    .map(([name, values]) => `${name.toUpperCase()}=${[values].flat().join(',')}`);
  const ends = plan.rule.until !== undefined || plan.rule.count !== undefined;
  const last = ends ? datesOf(plan, { upTo: yearsOn(plan.start, 200), most }).dates.at(-1) : undefined;
  const until = last && (plan.allDay ? basic(last.wall).slice(0, 8) : inUtc(last.at));
  return [
    `FREQ=${parts.freq}`,
    `INTERVAL=${parts.interval}`,
    ...by,
    ...(until ? [`UNTIL=${until}`] : []),
  ].join(';');
};

const leftOutLine = (plan: SeriesPlan, walls: readonly string[]): string =>
  plan.allDay
    ? `EXDATE;VALUE=DATE:${walls.map((wall) => basic(wall).slice(0, 8)).join(',')}`
    : plan.zone === 'UTC'
      ? `EXDATE:${walls.map((wall) => `${basic(wall)}Z`).join(',')}`
      : `EXDATE;TZID=${plan.zone}:${walls.map(basic).join(',')}`;

interface Shown {
  readonly host: string;
  readonly showsCancelled: boolean;
  /** Whether where to join is told of a meeting of these communities. */
  readonly mayJoin: (of: Pick<MeetingRow, 'community' | 'withCommunities'>) => boolean;
}

const stampOf = (row: { readonly _id: string; readonly changedAt?: Date | undefined }): Date =>
  // What was stored before changes were dated has the time in its id.
  row.changedAt ?? new Date(Number.parseInt(row._id.replaceAll('-', '').slice(0, 12), 16));

const said = (
  of: Pick<MeetingRow, '_id' | 'title' | 'place' | 'joinLink' | 'community' | 'withCommunities'> & {
    changedAt?: Date | undefined;
  },
  { mayJoin }: Shown,
) => ({
  title: of.title,
  stamp: stampOf(of),
  ...(of.place && { place: of.place }),
  ...(of.joinLink && mayJoin(of) && { joinLink: of.joinLink }),
});

/** A meeting of its own; a date of a series by the clock of that, so that a reader finds which one it is. */
const single = (row: MeetingRow, shown: Shown, zone = row.zone ?? 'UTC'): Entry => {
  const start = zone === row.zone && row.wall ? row.wall : wallOf(zone, row.startsAt);
  return {
    ...calendarIdOf(row, undefined, shown.host),
    ...timesOf(zone, start, row.minutes, row.allDay === true),
    ...said(row, shown),
    isCancelled: row.cancelled !== undefined,
  };
};

const differs = (row: MeetingRow, plan: SeriesPlan, series: SeriesRow): boolean =>
  row.cancelled !== undefined ||
  row.wall !== row.original ||
  row.zone !== plan.zone ||
  row.minutes !== plan.minutes ||
  row.title !== series.title ||
  row.place !== series.place ||
  row.joinLink !== series.joinLink;

/** One part of a series: its rule, and each of its dates that differs. */
const partEntries = (
  series: SeriesRow,
  [place, plan]: readonly [number, SeriesPlan],
  rows: readonly MeetingRow[],
  shown: Shown,
): Entry[] => {
  const ofPart = new Map(rows.map((row) => [row.original ?? '', row]));
  const originals = [...ofPart.keys()].toSorted();
  const [first, last] = [originals[0], originals.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { dates } = datesOf(plan, { from: first, upTo: last, most });
  const { gaps } = datesOf(plan, { from: first, upTo: yearsOn(last, yearsOfGaps), most });
  const isLeftOut = (wall: string): boolean => {
    const row = ofPart.get(wall);
    return row === undefined || (row.cancelled !== undefined && !shown.showsCancelled);
  };
  const leftOut = [...gaps, ...dates.map(({ wall }) => wall).filter(isLeftOut)].toSorted();
  const anyRow = rows[0];
  const of = { ...series, community: series.community, withCommunities: anyRow?.withCommunities };
  const master: Entry = {
    ...idOfPart(series, place, shown.host),
    ...timesOf(plan.zone, first, plan.minutes, plan.allDay === true),
    ...said(of, shown),
    isCancelled: false,
    repeating: [`RRULE:${ruleLine(plan)}`, ...(leftOut.length ? [leftOutLine(plan, leftOut)] : [])].join(
      '\n',
    ),
  };
  const own = rows
    .filter((row) => differs(row, plan, series) && !isLeftOut(row.original ?? ''))
    .map((row) => ({
      ...single(row, shown, plan.zone),
      ...calendarIdOf(row, series, shown.host),
    }));
  return [master, ...own];
};

/** What a feed holds, of these series with all their meetings, and of these meetings. */
export const entriesOf = (
  series: readonly SeriesRow[],
  meetings: readonly MeetingRow[],
  shown: Shown,
): Entry[] => {
  const byId = new Map(series.filter(({ parts }) => parts?.length).map((one) => [one._id, one]));
  const isDate = (row: MeetingRow): boolean =>
    row.original !== undefined && row.series !== undefined && byId.has(row.series);
  const dates = Map.groupBy(meetings.filter(isDate), (row) => row.series ?? '');
  const repeated = [...byId.values()].flatMap((one) => {
    const parts = one.parts ?? [];
    const byPart = Map.groupBy(dates.get(one._id) ?? [], ({ original = '' }) => partOf(parts, original));
    return parts.flatMap((plan, place) => partEntries(one, [place, plan], byPart.get(place) ?? [], shown));
  });
  const others = meetings
    .filter((row) => !isDate(row) && (shown.showsCancelled || !row.cancelled))
    .map((row) => single(row, shown));
  return [...repeated, ...others];
};

/** One meeting alone, as letters tell calendars of it: under the same id as in a feed. */
export const entryOf = (row: MeetingRow, series: SeriesRow | undefined, shown: Shown): Entry => ({
  ...single(row, shown),
  ...calendarIdOf(row, series, shown.host),
});
