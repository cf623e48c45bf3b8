import { expect, it } from 'vitest';
import { visit } from './decide.ts';

const minutes = (count: number) => new Date(Date.UTC(2026, 4, 4, 10, count));

it('what is new is what came since the visit before, however often a page is loaded in one', () => {
  const who = { _id: 'ada', network: 'net' };
  const first = visit(null, { ...who, at: minutes(0) });
  expect(first).not.toHaveProperty('since');
  const later = visit(first, { ...who, at: minutes(300) });
  expect(later.since).toEqual(minutes(0));
  const again = visit(later, { ...who, at: minutes(310) });
  expect(again).toMatchObject({ since: minutes(0), at: minutes(310) });
});
