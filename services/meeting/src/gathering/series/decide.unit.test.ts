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
    const { row, fields } = changeSeries(before, { agenda: [{ title: 'Check-in', minutes: 5 }] });
    expect(fields).toEqual(['agenda']);
    expect(row).toEqual({ ...before, version: 2, agenda: [{ title: 'Check-in', minutes: 5 }] });
  });
});
