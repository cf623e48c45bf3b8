import { expect, it } from 'vitest';
import { rolesHeld, turnOf } from './decide.ts';

const rotation = {
  ...{ _id: 's.notes', network: 'n', version: 2, series: 's', community: 'c', role: 'notes' as const },
  ...{ people: ['ada', 'ben', 'cy'], since: new Date('2026-12-01T00:00:00Z') },
};
const hand = {
  ...{ _id: 'm.notes', network: 'n', version: 1, meeting: 'm', community: 'c', role: 'notes' as const },
  person: 'dot',
};
const nothing = { rotations: [], given: [], datesSince: new Map(), inSeries: true };

it('goes from one to the next, and begins anew after the last', () => {
  const people = ['ada', 'ben', 'cy'];
  expect([0, 1, 2, 3, 7].map((before) => turnOf(people, before))).toEqual(['ada', 'ben', 'cy', 'ada', 'ben']);
  expect(turnOf([], 3)).toBeUndefined();
});

it('is whose turn it is, unless somebody was said by hand', () => {
  const datesSince = new Map([['notes' as const, 4]]);
  const notesOf = (more: object) =>
    rolesHeld({ ...nothing, rotations: [rotation], datesSince, ...more }).find(
      ({ role }) => role === 'notes',
    );
  expect(notesOf({})).toMatchObject({ person: 'ben', rotation: { version: 2 } });
  expect(notesOf({})).not.toHaveProperty('byHand');
  expect(notesOf({ given: [hand] })).toMatchObject({ person: 'dot', byHand: true, version: 1 });
  const { person: _, ...left } = hand;
  expect(notesOf({ given: [left] })).toMatchObject({ person: 'ben', version: 1 });
  expect(notesOf({ datesSince: new Map() })).not.toHaveProperty('person');
});

it('is led through by who the series names, where nobody takes turns', () => {
  const [first, second] = rolesHeld({ ...nothing, facilitator: 'ada' });
  expect(first).toMatchObject({ role: 'facilitator', person: 'ada' });
  expect(second).not.toHaveProperty('person');
});
