import { expect, it } from 'vitest';
import { decideWish, openWish } from './decide.ts';

it('decides a wish once, as whoever decides it', () => {
  const now = new Date('2026-11-28T09:00:00Z');
  const wish = { ...openWish({ network: 'n', now, _id: 'w' }), what: 'A wish' };
  expect(wish).toMatchObject({ version: 1, status: 'open', askedAt: now });
  const decided = decideWish(wish, 'granted', 'host');
  expect(decided).toEqual({ ...wish, version: 2, status: 'granted', by: 'host' });
  expect(decideWish({ ...wish, status: 'granted' }, 'refused', 'host')).toMatchObject({
    refused: 'conflict',
  });
});
