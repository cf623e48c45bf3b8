import { SeriesPlan } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import type { MeetingRow } from '../meetings/row.ts';
import type { SeriesRow } from '../series/row.ts';
import { changeSeriesDates, endSeries, pauseSeries } from './changes.ts';
import { datesAhead, meetingOn } from './decide.ts';
import { datesOf } from './rule.ts';

const plan = SeriesPlan.parse({
  zone: 'Europe/London',
  start: '2026-09-08T10:00',
  minutes: 60,
  rule: { frequency: 'weekly' },
});
const series: SeriesRow = {
  _id: 's1',
  network: 'net',
  version: 1,
  community: 'c1',
  title: 'Tuesdays',
  kind: 'call',
  rhythm: 'Every week on Tuesday at 10:00 (London)',
  agenda: [],
  parts: [plan],
};

const began = new Date('2026-09-01T00:00Z');
const now = new Date('2026-10-21T12:00Z');
let made = 0;
const newId = () => `new-${++made}`;

const all = datesAhead(series, began).map((date) => meetingOn(series, date, date.wall.slice(5, 10)));
const moved: MeetingRow = {
  ...(all.find(({ _id }) => _id === '11-10') as MeetingRow),
  wall: '2026-11-10T14:00',
  startsAt: new Date('2026-11-10T14:00Z'),
};
const coming = all
  .filter(({ startsAt }) => startsAt > now)
  .map((row) => (row._id === moved._id ? moved : row));
const following = coming.filter(({ original = '' }) => original >= '2026-10-27');

describe('this and following', () => {
  const later = { ...plan, start: '2026-10-27T11:00' };
  const changed = changeSeriesDates(series, following, { plan: later }, { now, newId });
  const rowOf = (id: string) => changed.dates.find(({ row }) => row._id === id);

  it('keeps one series, whose old part ends with its last date', () => {
    expect(changed.series).toMatchObject({
      _id: 's1',
      version: 2,
      parts: [{ rule: { until: '2026-10-26' } }, later],
    });
    const [old] = changed.series.parts ?? [];
    const last = old && datesOf(old, { upTo: '2027-01-01T00:00', most: 100 }).dates.at(-1);
    expect(last?.at.toISOString()).toBe('2026-10-20T09:00:00.000Z');
  });

  it('moves each date once, with the meeting that stands for it', () => {
    expect(rowOf('10-27')).toMatchObject({
      effect: 'moves',
      row: { original: '2026-10-27T11:00', startsAt: new Date('2026-10-27T11:00Z'), sequence: 1, version: 2 },
    });
    const originals = changed.dates
      .filter(({ row }) => !row.cancelled)
      .map(({ row }) => row.original?.slice(0, 10));
    expect(new Set(originals).size).toBe(originals.length);
    expect(changed.dates.filter(({ effect }) => effect === 'moves')).toHaveLength(following.length - 1);
  });

  it('leaves a date that was moved by itself where it is', () => {
    expect(rowOf('11-10')).toMatchObject({
      effect: 'keeps-its-own-time',
      row: { original: '2026-11-10T11:00', startsAt: moved.startsAt },
    });
  });

  it('leaves dates before it alone', () => {
    expect(changed.dates.every(({ row }) => row.startsAt > new Date('2026-10-27T00:00Z'))).toBe(true);
  });
});

describe('all that is coming', () => {
  it('takes a plan with the start that the series had long ago, from the first coming date on', () => {
    const changed = changeSeriesDates(
      series,
      coming,
      { plan: { ...plan, start: '2026-09-08T09:00' } },
      { now, newId },
    );
    expect(changed.series.parts).toMatchObject([
      { start: '2026-09-08T10:00', rule: { until: '2026-10-26' } },
      { start: '2026-10-27T09:00' },
    ]);
  });

  it('moves to another day of the week with each meeting in its week, and never into a week that was met in', () => {
    const wednesdays = {
      ...plan,
      start: '2026-09-09T10:00',
      rule: { ...plan.rule, weekdays: ['wednesday' as const] },
    };
    const changed = changeSeriesDates(series, coming, { plan: wednesdays }, { now, newId });
    expect(changed.dates[0]).toMatchObject({
      effect: 'moves',
      row: { _id: '10-27', original: '2026-10-28T10:00' },
    });
    expect(changed.dates.filter(({ effect }) => effect === 'is-left-out')).toEqual([]);
  });

  it('cancels what a rarer rhythm leaves out, and plans what a denser one adds', () => {
    const fortnightly = { ...plan, start: '2026-10-27T10:00', rule: { ...plan.rule, interval: 2 } };
    const rarer = changeSeriesDates(series, coming, { plan: fortnightly }, { now, newId });
    const left = rarer.dates.find(({ row }) => row._id === '11-03');
    expect(left).toMatchObject({ effect: 'is-left-out', row: { cancelled: { at: now } } });
    expect(left?.row.original).toBeUndefined();
    const twice = {
      ...plan,
      start: '2026-10-27T10:00',
      rule: { ...plan.rule, weekdays: ['tuesday' as const, 'thursday' as const] },
    };
    const denser = changeSeriesDates(series, coming, { plan: twice }, { now, newId });
    expect(denser.dates.find(({ effect }) => effect === 'is-new')?.row.wall).toBe('2026-10-29T10:00');
  });

  it('gives its title and place to those that have none of their own', () => {
    const own = { ...moved, title: 'With a guest' };
    const change = { title: 'Tuesday call', place: 'Room 4' };
    const { series: after, dates } = changeSeriesDates(series, [own, ...coming.slice(0, 1)], change, {
      now,
      newId,
    });
    expect(after).toMatchObject({ title: 'Tuesday call', place: 'Room 4', parts: [plan] });
    expect(dates.map(({ row }) => [row.title, row.place, row.sequence])).toEqual([
      ['With a guest', 'Room 4', 1],
      ['Tuesday call', 'Room 4', 1],
    ]);
  });
});

describe('an end and a pause', () => {
  it('cancels what comes after a day', () => {
    const ended = endSeries(series, coming, { after: '2026-11-03', reason: 'We are done' }, now);
    expect(ended.series.parts).toMatchObject([{ rule: { until: '2026-11-03' } }]);
    expect(ended.dates[0]?.row).toMatchObject({ _id: '11-10', cancelled: { reason: 'We are done' } });
  });

  it('cancels the dates of a pause alone', () => {
    const dates = pauseSeries(coming, { from: '2026-12-21', until: '2027-01-05', reason: 'Holidays' }, now);
    expect(dates.map(({ row }) => row._id)).toEqual(['12-22', '12-29', '01-05']);
  });
});
