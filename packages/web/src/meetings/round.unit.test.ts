import { expect, it } from 'vitest';
import { roundOf } from './round.ts';

const people = ['ada', 'ben', 'cy', 'dot', 'eve'];

it('a round has everybody once, in an order that all see alike and that changes from meeting to meeting', () => {
  const round = roundOf(people, 'm1');
  expect(round.toSorted()).toEqual(people);
  expect(roundOf(people.toReversed(), 'm1')).toEqual(round);
  const orders = new Set(Array.from({ length: 20 }, (_, n) => roundOf(people, `m${n}`).join()));
  expect(orders.size).toBeGreaterThan(10);
});
