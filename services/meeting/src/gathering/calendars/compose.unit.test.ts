import { SeriesPlan } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { readCalendar } from '../../testing/reader.ts';
import { changeSeriesDates } from '../dates/changes.ts';
import { datesAhead, meetingOn } from '../dates/decide.ts';
import { cancelMeeting } from '../meetings/decide.ts';
import type { MeetingRow } from '../meetings/row.ts';
import type { SeriesRow } from '../series/row.ts';
import { clock } from '../times/decide.ts';
import { composeEntry, composeFeed } from './compose.ts';
import { entriesOf, entryOf } from './events.ts';

const shown = { host: 'commons.example.org', showsCancelled: false, mayJoin: () => true };
const about = { name: 'Night staff', address: 'https://commons.example.org' };

const seriesOf = (plan: object, rest: Partial<SeriesRow> = {}): SeriesRow => ({
  _id: '01998d00-0000-7000-8000-000000000001',
  network: 'net',
  version: 1,
  community: 'c1',
  title: 'Tuesdays',
  kind: 'call',
  rhythm: '',
  agenda: [],
  parts: [
    SeriesPlan.parse({
      zone: 'Europe/London',
      start: '2026-09-08T10:00',
      minutes: 60,
      rule: { frequency: 'weekly' },
      ...plan,
    }),
  ],
  ...rest,
});

const id = (place: number) => `01998d00-0000-7000-8000-0000001${String(place).padStart(5, '0')}`;
const rowsOf = (series: SeriesRow, now: Date): MeetingRow[] =>
  datesAhead(series, now).map((date, place) => meetingOn(series, date, id(place)));

const feedOf = (series: SeriesRow[], rows: MeetingRow[], over: Partial<typeof shown> = {}) =>
  composeFeed(about, entriesOf(series, rows, { ...shown, ...over }));

const began = new Date('2026-03-01T00:00Z');
const upTo = new Date('2027-03-30T00:00Z');

const held = (rows: readonly MeetingRow[]): string[] =>
  rows
    .filter(({ cancelled, startsAt }) => !cancelled && startsAt <= upTo)
    .map(({ startsAt }) => startsAt.toISOString())
    .toSorted();

describe('a feed, as another program reads it', () => {
  it.each([
    ['weekly in London over both clock changes', { start: '2026-03-10T10:00' }],
    [
      'fortnightly in New York, on two days',
      {
        zone: 'America/New_York',
        start: '2026-03-03T09:30',
        rule: { frequency: 'weekly', interval: 2, weekdays: ['tuesday', 'thursday'] },
      },
    ],
    [
      'on the last Friday in Sydney',
      {
        zone: 'Australia/Sydney',
        start: '2026-03-27T08:00',
        rule: { frequency: 'monthly', nth: { which: -1, weekday: 'friday' } },
      },
    ],
    ['on the 31st', { start: '2026-03-31T10:00', rule: { frequency: 'monthly' } }],
    [
      'daily through the hour that is left out',
      { start: '2026-03-27T01:30', rule: { frequency: 'daily', count: 5 } },
    ],
    ['by UTC', { zone: 'UTC', start: '2026-03-10T10:00', rule: { frequency: 'weekly', count: 9 } }],
    ['yearly', { start: '2026-03-10T10:00', rule: { frequency: 'yearly', count: 2 } }],
  ])('has the dates that Skein lists: %s', (_, plan) => {
    const series = seriesOf(plan);
    const rows = rowsOf(series, began);
    const body = feedOf([series], rows);
    expect(body).not.toContain('COUNT');
    const last = held(rows).at(-1) ?? '';
    const read = readCalendar(body, upTo).map(({ at }) => at);
    expect(read.filter((at) => at <= last)).toEqual(held(rows));
    if (series.parts?.[0]?.rule.count) expect(read).toEqual(held(rows));
  });

  it('leaves out a day that has no such hour in so many words', () => {
    const series = seriesOf({ start: '2026-03-27T01:30', rule: { frequency: 'daily', count: 5 } });
    const body = feedOf([series], rowsOf(series, began));
    expect(body).toContain('EXDATE;TZID=Europe/London:20260329T013000');
    expect(body).toContain('UNTIL=20260401T003000Z');
  });

  it('has a date under the id that a letter about it has, which rises as it is moved and cancelled', () => {
    const series = seriesOf({});
    const [first] = rowsOf(series, began);
    if (!first) throw new Error('the series has no date');
    const startsAt = new Date(first.startsAt.getTime() + 60 * 60_000);
    const moved = {
      ...first,
      startsAt,
      wall: first.original?.replace('T10', 'T11'),
      sequence: 1,
    } as MeetingRow;
    const ofLetter = (row: MeetingRow): string[] =>
      composeEntry(entryOf(row, series, { ...shown, showsCancelled: true }))
        .split('\r\n')
        .filter((line) => /^(UID|RECURRENCE-ID|SEQUENCE)/.test(line))
        .toSorted();
    const [id, sequence, uid] = ofLetter(moved);
    const feed = feedOf([series], [moved, ...rowsOf(series, began).slice(1)]);
    for (const line of [id, uid]) expect(feed).toContain(line);
    expect(sequence).toBe(`SEQUENCE:${series.version}`);
    const cancelled = { ...moved, cancelled: { reason: 'Snow', at: began }, sequence: 2 };
    expect(ofLetter(cancelled)).toEqual([id, `SEQUENCE:${series.version + 1}`, uid]);
  });

  it('has each date once after this and following, those moved by themselves where they are', () => {
    const series = seriesOf({});
    const all = rowsOf(series, new Date('2026-09-01T00:00Z')).map((row) =>
      row.original === '2026-11-10T10:00'
        ? {
            ...row,
            wall: '2026-11-10T14:00',
            startsAt: clock('Europe/London', '2026-11-10T14:00').at,
            sequence: 1,
          }
        : row,
    );
    const now = new Date('2026-10-21T12:00Z');
    const following = all.filter(({ original = '' }) => original >= '2026-10-27');
    const plan = { ...(series.parts?.[0] as SeriesPlan), start: '2026-10-27T11:00' };
    const changed = changeSeriesDates(series, following, { plan }, { now, newId: () => id(900) });
    const before = all.filter(({ original = '' }) => original < '2026-10-27');
    const rows = [...before, ...changed.dates.map(({ row }) => row)];
    const body = feedOf([changed.series], rows);
    expect(body).toContain('UNTIL=20261020T090000Z');
    const read = readCalendar(body, upTo).map(({ at }) => at);
    expect(new Set(read).size).toBe(read.length);
    expect(read).toContain('2026-10-27T11:00:00.000Z');
    expect(read).toContain('2026-11-10T14:00:00.000Z');
    const last = held(rows).at(-1) ?? '';
    expect(read.filter((at) => at <= last)).toEqual(held(rows));
    const [old] = body.split('END:VEVENT');
    expect(old).toContain('SEQUENCE:1');
  });

  it('drops what is cancelled, or says so where that is asked for', () => {
    const series = seriesOf({ rule: { frequency: 'weekly', count: 3 } });
    const [first, second, third] = rowsOf(series, began) as [MeetingRow, MeetingRow, MeetingRow];
    const cancelled = cancelMeeting(second, 'Ill', new Date()) as MeetingRow;
    const rows = [first, cancelled, third];
    expect(readCalendar(feedOf([series], rows), upTo).map(({ at }) => at)).toEqual(held(rows));
    const body = feedOf([series], rows, { showsCancelled: true });
    expect(readCalendar(body, upTo).map(({ title }) => title)).toEqual([
      'Tuesdays',
      'Cancelled: Tuesdays',
      'Tuesdays',
    ]);
  });

  it('keeps a date that moved to another zone, and one of all days', () => {
    const series = seriesOf({ rule: { frequency: 'weekly', count: 2 } });
    const [first, second] = rowsOf(series, began) as [MeetingRow, MeetingRow];
    const wall = '2026-09-16T10:00';
    const moved = { ...second, zone: 'America/New_York', wall, startsAt: clock('America/New_York', wall).at };
    const body = feedOf([series], [first, moved]);
    expect(body).toContain('RECURRENCE-ID;TZID=Europe/London:20260915T100000');
    expect(readCalendar(body, upTo).map(({ at }) => at)).toEqual(held([first, moved]));
    const days = seriesOf({
      start: '2026-09-08T00:00',
      minutes: 2 * 1440,
      allDay: true,
      rule: { frequency: 'monthly', count: 2 },
    });
    const [one, other] = rowsOf(days, began) as [MeetingRow, MeetingRow];
    const whole = feedOf([days], [one, { ...other, title: 'Basecamp' }]);
    expect(whole).toContain('DTSTART;VALUE=DATE:20260908');
    expect(whole).toContain('DTEND;VALUE=DATE:20260910');
    expect(whole).toContain('RECURRENCE-ID;VALUE=DATE:20261008');
    expect(readCalendar(whole, upTo).map(({ title }) => title)).toEqual(['Tuesdays', 'Basecamp']);
  });
});

describe('the bytes of a feed', () => {
  const title =
    'Say "soon"; never, ^ or 👩‍⚕️ — and a title that is long enough to be folded at least once, perhaps twice';
  const series = seriesOf({}, { title, place: 'Room 4, 2nd floor', joinLink: 'https://meet.example.org/a' });
  const rows = rowsOf(series, began);
  const body = feedOf([series], rows);

  it('have stamps in UTC, a zone for each that is used, short lines and their own maker', () => {
    for (const name of ['DTSTAMP', 'LAST-MODIFIED'])
      for (const [, value] of body.matchAll(new RegExp(`\\r\\n${name}[^:]*:(.*)\\r\\n(?!TZ)`, 'g')))
        expect(value).toMatch(/^\d{8}T\d{6}Z$/);
    for (const [, zone] of body.matchAll(/TZID=([^:;]+)/g)) expect(body).toContain(`TZID:${zone}`);
    for (const line of body.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(body.replaceAll('\r\n', '')).not.toContain('\n');
    expect(body).toContain('PRODID:-//Skein//Skein//EN');
    expect(body).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT1H');
    expect(body).toContain('X-PUBLISHED-TTL:PT1H');
  });

  it('keep every sign of a title, and name nobody', () => {
    expect(readCalendar(body, upTo)[0]?.title).toBe(title);
    expect(body).not.toMatch(/ATTENDEE|ORGANIZER/);
  });

  it('are equal for equal content, and another after a change', () => {
    expect(feedOf([series], rows)).toBe(body);
    expect(feedOf([{ ...series, version: 2, title: 'Other' }], rows)).not.toBe(body);
  });

  it('tell where to join to those alone who may', () => {
    expect(body).toContain('https://meet.example.org/a');
    expect(feedOf([series], rows, { mayJoin: () => false })).not.toContain('meet.example.org');
  });
});
