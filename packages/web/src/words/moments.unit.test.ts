import { expect, it } from 'vitest';
import { writtenMoment } from './moments.ts';

const now = new Date('2026-11-28T12:00:00Z');
const day = (at: string) => writtenMoment('en-GB', at, 'day', now);

it('says the year of a date that could be taken for one of another year', () => {
  expect(day('2026-02-08T12:00:00Z')).toBe('Sunday 8 February');
  expect(day('2027-02-08T12:00:00Z')).toBe('Monday 8 February');
  expect(day('2019-04-12T12:00:00Z')).toBe('Friday, 12 April 2019');
  expect(day('2027-11-28T12:00:00Z')).toBe('Sunday, 28 November 2027');
});

it('leaves clocks and months alone', () => {
  expect(writtenMoment('en-GB', '2019-04-12T12:00:00Z', 'month', now)).toBe('Apr');
});
