import { afterEach, expect, it, vi } from 'vitest';
import { isDone, keptHere } from './kept-here.ts';

const kept = (changes: object) =>
  vi.stubGlobal('localStorage', {
    getItem: (key: string) =>
      key === 'skein-answer.s.mine'
        ? JSON.stringify({ response: 'r', secret: 's', order: 'o', fields: [], ...changes })
        : null,
  });
afterEach(() => vi.unstubAllGlobals());

const mine = { id: 's', link: 'mine' };

it('tells what this device has of one’s own answers, and of nobody else’s', () => {
  kept({});
  expect(keptHere(mine)).toBeUndefined();
  kept({ fields: [['q.mood', '4']] });
  expect(keptHere(mine)).toBe('begun');
  expect(keptHere({ id: 's', link: 'another' })).toBeUndefined();
  kept({ fields: [['q.mood', '4']], receipt: { response: 'r', secret: 's' } });
  expect(keptHere(mine)).toBe('receipt');
  kept({ withdrawn: true });
  expect(keptHere(mine)).toBe('withdrawn');
});

it('counts as done what was answered, here or elsewhere, and not a ballot that was merely fetched', () => {
  const survey = { ...mine, title: 'Pulse', mode: 'anonymous', status: 'open' } as const;
  const times = { opensAt: '2026-05-01T12:00:00Z', closesAt: '2026-05-05T12:00:00Z' };
  expect(isDone({ ...survey, ...times, given: 'ballot' }, undefined)).toBe(false);
  expect(isDone({ ...survey, ...times, given: 'ballot' }, 'receipt')).toBe(true);
  expect(isDone({ ...survey, ...times, given: 'answer' }, undefined)).toBe(true);
});
