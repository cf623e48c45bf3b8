import { expect, it } from 'vitest';
import { factsOf, movedTo, nothing, sentBy, whoIs } from './draft.ts';
import type { Preview } from './queries.ts';

const preview: Preview = {
  lines: [
    { text: 'Notes', place: 'title' },
    { text: 'Ann', place: 'present' },
  ],
  title: 'Notes',
  day: { year: 2026, month: 4, day: 2 },
  ...{ present: ['Ann Lee'], apologies: [], reading: [], cases: [], steps: [], statements: [], links: [] },
  agenda: [
    { title: 'Check-in', minutes: 5 },
    { title: 'Tactical', minutes: 20 },
  ],
  chat: { messages: 0, withheld: 0, unread: [] },
  notes: '',
  people: [
    { name: 'Ann Lee', person: 'a', candidates: [{ person: 'a', name: 'Ann Lee' }] },
    { name: 'Ben', candidates: [] },
  ],
};

it('fills in what the notes say, until somebody says otherwise', () => {
  expect(factsOf(nothing, preview)).toEqual({
    title: 'Notes',
    day: '2026-04-02',
    time: '12:00',
    minutes: '25',
  });
  const changed = { ...nothing, title: 'April', minutes: '90' };
  expect(factsOf(changed, preview)).toMatchObject({ title: 'April', minutes: '90' });
  expect(factsOf(nothing, { ...preview, day: { month: 4, day: 2 } }).day).toBe('');
});

it('takes people for whom they can only be, or for whom somebody says', () => {
  expect(whoIs(nothing, preview, 'Ann Lee')).toBe('a');
  expect(whoIs({ ...nothing, people: { 'Ann Lee': '' } }, preview, 'Ann Lee')).toBe('');
  const sent = sentBy({ ...nothing, people: { Ben: 'b' } }, preview, 'c');
  expect(sent.people).toEqual([
    { name: 'Ann Lee', person: 'a' },
    { name: 'Ben', person: 'b' },
  ]);
  expect(sent.places).toEqual(['title', 'present']);
});

it('puts one line elsewhere', () => {
  expect(movedTo(preview, 1, 'notes')).toEqual(['title', 'notes']);
});
