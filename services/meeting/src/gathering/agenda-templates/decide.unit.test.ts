import { expect, it } from 'vitest';
import { hasUsualParts, partsFor, scaledTo, usualParts } from './decide.ts';

const minutesOf = (parts: readonly { minutes: number }[]) => parts.map(({ minutes }) => minutes);

it('gives the usual parts in proportion to how long a call is, to the minute', () => {
  const usual = usualParts(['en']);
  expect(minutesOf(scaledTo(usual, 90))).toEqual([5, 55, 20, 10]);
  expect(minutesOf(scaledTo(usual, 60))).toEqual([3, 37, 13, 7]);
  for (const minutes of [8, 9, 13, 25, 45, 61, 119, 480]) {
    const scaled = minutesOf(scaledTo(usual, minutes));
    expect(scaled.reduce((sum, one) => sum + one, 0)).toBe(minutes);
    expect(Math.min(...scaled)).toBeGreaterThanOrEqual(1);
  }
  expect(scaledTo(usual, 5)).toEqual([]);
  expect(scaledTo([], 60)).toEqual([]);
});

it('calls them in the network’s language, or in English', () => {
  const firstIn = (...languages: string[]) => usualParts(languages)[0]?.title;
  expect([firstIn('sv'), firstIn('fr-CH'), firstIn('de', 'sv'), firstIn('de'), firstIn()]).toEqual([
    'Incheckning',
    'Tour d’arrivée',
    'Incheckning',
    'Check-in',
    'Check-in',
  ]);
});

it('gives those that the community saved instead, and to calls alone', () => {
  const saved = { _id: 'c', network: 'n', version: 1, parts: [{ title: 'Round', minutes: 30 }] };
  expect(partsFor(saved, ['sv'], 45)).toEqual([{ title: 'Round', minutes: 45 }]);
  expect(partsFor({ ...saved, parts: [] }, ['sv'], 45)).toEqual([]);
  expect(hasUsualParts({ kind: 'call', minutes: 90 })).toBe(true);
  expect(hasUsualParts({ kind: 'festival', minutes: 90 })).toBe(false);
  expect(hasUsualParts({ kind: 'call', minutes: 1440, allDay: true })).toBe(false);
});
