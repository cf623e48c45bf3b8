import { expect, it } from 'vitest';
import { arrivalsIn } from './decide.ts';

const day = (number: number) => new Date(Date.UTC(2026, 4, number));
const place = (person: string, number: number) => ({ person, since: day(number) });
const listed = new Map([
  ['ada', { name: 'Ada', listed: true }],
  ['ben', { name: 'Ben' }],
]);

it('counts who came, and names those alone who agreed to be listed', () => {
  expect(arrivalsIn('c', [place('ben', 3), place('ada', 2), place('self', 1)], listed, 'self')).toEqual({
    community: 'c',
    count: 2,
    latest: day(3).toISOString(),
    named: [{ person: 'ada', name: 'Ada' }],
  });
});

it('says nothing where nobody but oneself came', () => {
  expect(arrivalsIn('c', [place('self', 1)], listed, 'self')).toBeUndefined();
  expect(arrivalsIn('c', [], listed, 'self')).toBeUndefined();
});
