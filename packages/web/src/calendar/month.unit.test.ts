import { describe, expect, it } from 'vitest';
import { dayKey, firstDayOfWeek, isMonth, monthFrom, weeksOf } from './month.ts';

describe('a month', () => {
  it('is shown in whole weeks, from the day that they begin on', () => {
    const weeks = weeksOf('2026-11', 1);
    expect(weeks.map(([first]) => first && dayKey(first))).toEqual([
      '2026-10-26',
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
      '2026-11-23',
      '2026-11-30',
    ]);
    expect(weeks.every((week) => week.length === 7)).toBe(true);
    expect(weeksOf('2026-11', 7)[0]?.map(dayKey)[0]).toBe('2026-11-01');
    expect(weeksOf('2027-02', 1)).toHaveLength(4);
  });

  it('has neighbours over the end of a year', () => {
    expect(monthFrom('2026-12', 1)).toBe('2027-01');
    expect(monthFrom('2026-01', -1)).toBe('2025-12');
  });

  it('is known in an address, and nothing else is', () => {
    expect(isMonth('2026-11')).toBe(true);
    for (const other of ['2026-13', '26-11', 7, undefined]) expect(isMonth(other)).toBe(false);
  });

  it('begins its weeks as its readers do', () => {
    expect(firstDayOfWeek('sv-SE')).toBe(1);
    expect(firstDayOfWeek('en-US')).toBe(7);
  });
});
