import { expect, test } from 'vitest';
import { comment, quarterBefore, reportOf, spanOf, uncommented } from './decide.ts';

test('a quarter is three months by the network’s clock, and the one before may be last year’s', () => {
  expect(spanOf('2026-Q4', 'Europe/Stockholm')).toMatchObject({
    firstDay: '2026-10-01',
    nextDay: '2027-01-01',
    from: new Date('2026-09-30T22:00:00Z'),
    until: new Date('2026-12-31T23:00:00Z'),
  });
  expect(quarterBefore('2026-Q3')).toBe('2026-Q2');
  expect(quarterBefore('2026-Q1')).toBe('2025-Q4');
});

test('a report says what is known of both quarters, and which parts are not whole', () => {
  const row = comment(uncommented('net', '2026-Q3'), 'work', ' A good summer. ');
  const counted = { 'steps-done': 3, decisions: 1, 'joint-meetings': 2 };
  const at = new Date('2026-08-01T12:00:00Z');
  const found = reportOf(spanOf('2026-Q3', 'UTC'), counted, { ...counted, 'steps-done': 1 }, row, at);
  expect(found).toMatchObject({ version: 2, before: '2026-Q2', until: '2026-09-30', running: true });
  const partOf = (name: string) => found.parts.find(({ part }) => part === name);
  expect(partOf('work')).toEqual({
    part: 'work',
    figures: [
      { figure: 'steps-done', now: 3, before: 1 },
      { figure: 'decisions', now: 1, before: 1 },
    ],
    comment: 'A good summer.',
  });
  expect(partOf('bridging')?.figures).toEqual([{ figure: 'joint-meetings', now: 2, before: 2 }]);
  expect(found.unavailable).toEqual(['meetings', 'people', 'learning', 'library', 'bridging']);
});

test('a comment takes the place of the one before, and an empty one takes it back', () => {
  const first = comment(uncommented('net', '2026-Q3'), 'work', 'Good.');
  const second = comment(first, 'work', 'Better.');
  expect(second).toMatchObject({ version: 3, comments: [{ part: 'work', text: 'Better.' }] });
  expect(comment(second, 'work', ' ')).toMatchObject({ version: 4, comments: [] });
});
