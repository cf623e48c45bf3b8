import { expect, it } from 'vitest';
import { momentInWords, spanInWords } from './moments.ts';

it.each([
  ['2026-12-24T18:00:00Z', 'UTC', '24 December 2026 at 18:00 UTC'],
  ['2026-12-24T18:00:00Z', 'Europe/Berlin', '24 December 2026 at 19:00 (Berlin)'],
  ['2026-07-01T23:30:00Z', 'Europe/London', '2 July 2026 at 00:30 (London)'],
  ['2026-12-24T18:00:00Z', 'America/Argentina/Buenos_Aires', '24 December 2026 at 15:00 (Buenos Aires)'],
])('tells %s in %s by the clock there', (moment, zone, told) => {
  expect(momentInWords(moment, zone)).toBe(told);
});

it.each([
  [0.2, '1 second'],
  [59.1, '60 seconds'],
  [90, '2 minutes'],
  [600, '10 minutes'],
  [3600, '60 minutes'],
  [7200, '2 hours'],
  [86_400, '24 hours'],
  [30 * 86_400, '30 days'],
])('tells a span of %s seconds as %s', (seconds, told) => {
  expect(spanInWords(seconds)).toBe(told);
});
