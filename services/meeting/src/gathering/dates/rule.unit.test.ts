import { SeriesPlan } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { refusePlan } from './plan-faults.ts';
import { datesOf } from './rule.ts';
import { rhythmOf, warningsOf } from './words.ts';

const planned = (plan: object): SeriesPlan =>
  SeriesPlan.parse({ zone: 'Europe/London', start: '2026-09-08T10:00', minutes: 60, ...plan });

const days = (plan: SeriesPlan, upTo: string, most = 100) =>
  datesOf(plan, { upTo, most }).dates.map(({ wall }) => wall.slice(0, 10));

const weekly = { frequency: 'weekly' } as const;

describe('the dates of a plan', () => {
  it('keep their wall time over both clock changes', () => {
    const plan = planned({ start: '2026-03-24T10:00', rule: { ...weekly, count: 2 } });
    expect(
      datesOf(plan, { upTo: '2027-01-01T00:00', most: 9 }).dates.map(({ at }) => at.toISOString()),
    ).toEqual(['2026-03-24T10:00:00.000Z', '2026-03-31T09:00:00.000Z']);
    const autumn = planned({
      zone: 'America/New_York',
      start: '2026-10-27T10:00',
      rule: { ...weekly, count: 2 },
    });
    expect(
      datesOf(autumn, { upTo: '2027-01-01T00:00', most: 9 }).dates.map(({ at }) => at.toISOString()),
    ).toEqual(['2026-10-27T14:00:00.000Z', '2026-11-03T15:00:00.000Z']);
  });

  it('leave out, do not count and tell a day on which the clock leaves out the hour', () => {
    const plan = planned({ start: '2026-03-27T01:30', rule: { frequency: 'daily', count: 5 } });
    const found = datesOf(plan, { upTo: '2027-01-01T00:00', most: 100 });
    expect(found.dates.map(({ wall }) => wall.slice(5, 10))).toEqual([
      '03-27',
      '03-28',
      '03-30',
      '03-31',
      '04-01',
    ]);
    expect(found.gaps).toEqual(['2026-03-29T01:30']);
    expect(warningsOf(plan, found, '2026-05-01T00:00')).toEqual([
      {
        kind: 'no-such-hour',
        at: ['2026-03-29'],
        detail: 'On 29 March 2026 the clock goes forward and leaves out 01:30: there is no meeting then.',
      },
    ]);
  });

  it('take the first of an hour that comes twice, and tell it', () => {
    const plan = planned({ start: '2026-10-24T01:30', rule: { frequency: 'daily', count: 3 } });
    const { dates, twice } = datesOf(plan, { upTo: '2027-01-01T00:00', most: 9 });
    expect(dates[1]?.at).toEqual(new Date('2026-10-25T00:30Z'));
    expect(twice).toEqual(['2026-10-25T01:30']);
  });

  it('leave out months and years without the day, and tell them; the last day is in each', () => {
    const start = '2026-01-31T10:00';
    const on31 = planned({ start, rule: { frequency: 'monthly', count: 5 } });
    expect(days(on31, '2030-01-01T00:00')).toEqual([
      '2026-01-31',
      '2026-03-31',
      '2026-05-31',
      '2026-07-31',
      '2026-08-31',
    ]);
    const [warning] = warningsOf(on31, { gaps: [], twice: [] }, '2027-01-31T10:00');
    expect(warning).toMatchObject({
      kind: 'no-such-day',
      at: ['2026-02', '2026-04', '2026-06', '2026-09', '2026-11'],
    });
    expect(warning?.detail).toContain('on the last day of the month there is one in each');
    const last = planned({ start, rule: { frequency: 'monthly', monthDay: -1, count: 3 } });
    expect(days(last, '2030-01-01T00:00')).toEqual(['2026-01-31', '2026-02-28', '2026-03-31']);
    const leap = planned({ start: '2024-02-29T10:00', rule: { frequency: 'yearly', count: 3 } });
    expect(days(leap, '2040-01-01T00:00')).toEqual(['2024-02-29', '2028-02-29', '2032-02-29']);
  });

  it('know the last Friday of each month', () => {
    const nth = { which: -1, weekday: 'friday' };
    const plan = planned({ start: '2026-01-30T10:00', rule: { frequency: 'monthly', nth } });
    expect(days(plan, '2027-01-01T00:00').map((day) => day.slice(5))).toEqual(
      '01-30 02-27 03-27 04-24 05-29 06-26 07-31 08-28 09-25 10-30 11-27 12-25'.split(' '),
    );
  });

  it('come fortnightly, on several days of the week, until a day that is one of them', () => {
    const rule = { ...weekly, interval: 2, weekdays: ['tuesday', 'thursday'], until: '2026-09-24' };
    expect(days(planned({ rule }), '2030-01-01T00:00')).toEqual([
      '2026-09-08',
      '2026-09-10',
      '2026-09-22',
      '2026-09-24',
    ]);
  });

  it('are said in words', () => {
    const { rule } = planned({ rule: { ...weekly, interval: 2, until: '2026-12-04' } });
    expect(rhythmOf(planned({ rule }))).toBe(
      'Every second week on Tuesday at 10:00 (London), until 4 December 2026',
    );
    const nth = { which: -1, weekday: 'friday' };
    expect(rhythmOf(planned({ start: '2026-01-30T10:00', rule: { frequency: 'monthly', nth } }))).toBe(
      'Every month on the last Friday at 10:00 (London)',
    );
    expect(rhythmOf(planned({ rule: { frequency: 'monthly', interval: 3, count: 4 } }))).toBe(
      'Every 3 months on day 8 at 10:00 (London), 4 times',
    );
  });
});

describe('a plan that cannot be', () => {
  const cases: [string, object, string][] = [
    [
      'a 30 February each year',
      { start: '2026-02-28T10:00', rule: { frequency: 'yearly', month: 2, monthDay: 30 } },
      '#/plan/rule/monthDay',
    ],
    ['a count of none', { rule: { ...weekly, count: 0 } }, '#/plan/rule/count'],
    ['an end before the start', { rule: { ...weekly, until: '2026-09-07' } }, '#/plan/rule/until'],
    ['a hundred thousand weeks', { rule: { ...weekly, interval: 100_000 } }, '#/plan/rule/interval'],
    ['until the year 9999', { rule: { ...weekly, until: '9999-12-31' } }, '#/plan/rule/until'],
    ['a start on 31 February', { start: '2026-02-31T10:00', rule: weekly }, '#/plan/start'],
    ['a start in an hour that is left out', { start: '2026-03-29T01:30', rule: weekly }, '#/plan/start'],
    ['an end before it begins', { minutes: -60, rule: weekly }, '#/plan/minutes'],
    ['400 days', { minutes: 400 * 1440, rule: weekly }, '#/plan/minutes'],
    ['both an end and a count', { rule: { ...weekly, until: '2026-12-01', count: 3 } }, '#/plan/rule/count'],
    ['a zone of Windows', { zone: 'GMT Standard Time', rule: weekly }, '#/plan/zone'],
    [
      'a fifth Friday',
      { rule: { frequency: 'monthly', nth: { which: 5, weekday: 'friday' } } },
      '#/plan/rule/nth/which',
    ],
    ['weekdays of a month', { rule: { frequency: 'monthly', weekdays: ['monday'] } }, '#/plan/rule/weekdays'],
    ['a first date that is none', { rule: { ...weekly, weekdays: ['friday'] } }, '#/plan/start'],
    [
      'half a day that is all day',
      { start: '2026-09-08T00:00', allDay: true, minutes: 720, rule: weekly },
      '#/plan/minutes',
    ],
  ];

  it.each(cases)('is refused at once with its field: %s', (_, plan, pointer) => {
    const began = performance.now();
    const refused = refusePlan(planned(plan));
    expect(performance.now() - began).toBeLessThan(500);
    expect(refused).toMatchObject({ refused: 'no-such-time', errors: [{ pointer }] });
  });

  it('is told the next day that would do', () => {
    expect(refusePlan(planned({ rule: { ...weekly, weekdays: ['friday'] } }))?.detail).toContain(
      '2026-09-11',
    );
  });
});
