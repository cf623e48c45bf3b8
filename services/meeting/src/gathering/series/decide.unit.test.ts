import { describe, expect, it } from 'vitest';
import { changeSeries, startSeries } from './decide.ts';

const plan = {
  community: 'c1',
  title: 'Monthly call',
  kind: 'call' as const,
  rhythm: 'every second Friday of the month',
  agenda: [{ title: 'Check-in', minutes: 10 }],
};

describe('a series', () => {
  it('starts at version 1 with its plan', () => {
    expect(startSeries(plan, 'net', 's1')).toEqual({ _id: 's1', network: 'net', version: 1, ...plan });
  });

  it('changes only what is sent', () => {
    const before = startSeries(plan, 'net', 's1');
    expect(changeSeries(before, { agenda: [{ title: 'Check-in', minutes: 5 }] })).toEqual({
      row: { ...before, version: 2, agenda: [{ title: 'Check-in', minutes: 5 }] },
      fields: ['agenda'],
    });
  });

  it('says in words what its plan says, and nothing else', () => {
    const rule = { frequency: 'weekly' as const, interval: 1 };
    const parts = [{ zone: 'Europe/London', start: '2026-12-01T10:00', minutes: 60, rule }];
    const before = startSeries({ ...plan, parts }, 'net', 's1');
    expect(changeSeries(before, { rhythm: 'now and then' })).toMatchObject({
      refused: 'invalid-request',
      errors: [{ pointer: '#/rhythm' }],
    });
  });
});
