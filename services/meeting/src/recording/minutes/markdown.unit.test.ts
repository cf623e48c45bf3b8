import type { Minutes } from '@skein/contracts';
import { expect, it } from 'vitest';
import { minutesAsMarkdown } from './markdown.ts';

const meeting = {
  ...{ id: 'm1', version: 4, community: 'c1', title: 'Calls *and* more', kind: 'call' as const },
  ...{ audience: 'community' as const, status: 'closed' as const, minutes: 90, agenda: [], reading: [] },
  ...{
    startsAt: '2026-12-01T12:30:00.000Z',
    notes: '',
    present: ['ada', 'ben'],
    apologies: ['cy'],
    sequence: 0,
  },
};
const item = { ...{ version: 1, meeting: 'm1', community: 'c1', part: 0, place: 0, kind: 'topic' as const } };
const minutes: Minutes = {
  ...{ version: 2, status: 'draft', amendUntil: '2026-12-08T14:00:00.000Z', meeting },
  items: [
    { ...item, id: 'i1', title: 'Beds', done: true },
    { ...item, id: 'i2', title: '# Chairs', done: false, carriedTo: 'm2' },
  ],
  notes: [
    { item: 'i1', text: '**Four** beds' },
    { item: 'm1', text: 'A good hour.' },
  ],
  steps: [{ id: 's1', title: 'Count beds', owners: ['ada'], due: '2026-12-10', status: 'proposed' }],
  decisions: [{ id: 'd1', what: 'Beds come first' }],
  cases: [{ id: 'k1', title: 'The night', broughtBy: 'ben' }],
  amendments: [{ id: 'a1', by: 'ben', at: '2026-12-02T09:00:00.000Z', text: 'Five\n\nbeds' }],
};

it('says all that the record holds, in which nothing but what was written as Markdown is Markdown', () => {
  const names: Record<string, string> = { ada: 'Ada', ben: 'Ben_', cy: 'Cy' };
  expect(minutesAsMarkdown(minutes, (person) => names[person] ?? '')).toBe(`# Calls \\*and\\* more

2026-12-01 12:30 UTC, 90 minutes. A draft, to be amended until 2026-12-08.

## Present

- Ada
- Ben\\_

## Could not come

- Cy

## Agenda

### Beds

**Four** beds

### \\# Chairs (goes on to the next date)


## Notes

A good hour.

## Decisions

- Beds come first

## Next steps

- Count beds – Ada, by 2026-12-10

## Learning cases

- The night, brought by Ben\\_

## Amendments

- 2026-12-02, Ben\\_: Five beds
`);
});
