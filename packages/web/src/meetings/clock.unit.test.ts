import { expect, it } from 'vitest';
import { beganAt, beginnings, runningAt } from './clock.ts';

const parts = [5, 55, 20, 10].map((minutes) => ({ minutes }));
const opened = new Date('2026-12-01T12:30:00Z');
const after = (minutes: number) => runningAt(parts, opened, new Date(opened.getTime() + minutes * 60_000));

it('a meeting is in the part that its beginning and the times of its parts say', () => {
  expect(after(0)).toMatchObject({ part: 0, left: 5 * 60_000 });
  expect(after(5)).toMatchObject({ part: 1, left: 55 * 60_000, until: new Date('2026-12-01T13:30:00Z') });
  expect(after(79.5)).toMatchObject({ part: 2, left: 30_000 });
});

it('stays in its last part when its time is over, and needs parts', () => {
  expect(after(93)).toMatchObject({ part: 3, left: -3 * 60_000, gone: 93 });
  expect(after(-1)).toMatchObject({ part: 0, left: 5 * 60_000 });
  expect(runningAt([], opened, opened)).toBeUndefined();
});

it('says when each part begins', () => {
  expect(beginnings(parts, opened).map((at) => at.toISOString().slice(11, 16))).toEqual([
    '12:30',
    '12:35',
    '13:30',
    '13:50',
  ]);
});

it('goes on from the part that somebody went to, when they did', () => {
  const moved = { part: 2, since: '2026-12-01T12:50:00Z' };
  const at = (minutes: number) =>
    runningAt(parts, opened, new Date(opened.getTime() + minutes * 60_000), moved);
  expect(at(25)).toMatchObject({ part: 2, left: 15 * 60_000, gone: 65 });
  expect(at(41)).toMatchObject({ part: 3, left: 9 * 60_000, gone: 81 });
  expect(beginnings(parts, opened, moved).map((time) => time.toISOString().slice(11, 16))).toEqual([
    '12:30',
    '12:35',
    '12:50',
    '13:10',
  ]);
  expect(runningAt(parts, opened, opened, { part: 7, since: moved.since })).toMatchObject({ part: 0 });
});

it('began when it was opened, or as planned where it was written down on another day', () => {
  const startsAt = '2026-12-01T12:30:00.000Z';
  const opened = (openedAt: string, status = 'closed') =>
    beganAt({ status, startsAt, openedAt }).toISOString();
  expect(opened('2026-12-01T12:34:00.000Z')).toBe('2026-12-01T12:34:00.000Z');
  expect(opened('2026-12-09T18:00:00.000Z')).toBe(startsAt);
  expect(opened('2026-12-09T18:00:00.000Z', 'running')).toBe('2026-12-09T18:00:00.000Z');
  expect(beganAt({ status: 'planned', startsAt }).toISOString()).toBe(startsAt);
});
