import { describe, expect, it } from 'vitest';
import { type AttemptRow, whetherToBegin } from './attempts.ts';

const start = new Date('2026-12-01T12:00:00Z');
const after = (hours: number): Date => new Date(start.getTime() + hours * 3_600_000);

/** What a work that dies each time is told, begun at these hours and places. */
const told = (begun: readonly (readonly [number, string])[]): boolean[] => {
  let row: AttemptRow | null = null;
  return begun.map(([hours, place]) => {
    const decided = whetherToBegin(row, { _id: 'work', place, now: after(hours) });
    row = decided.row ?? row;
    return decided.may;
  });
};

describe('a work that ends its process', () => {
  it('is set aside once it has done so twice', () => {
    expect(told([0, 0, 0, 0.5].map((hour) => [hour, '']))).toEqual([true, true, false, false]);
  });

  it('is tried again after an hour, and then later and later, once each time', () => {
    const hours = [0, 0, 0, 1, 1.1, 2, 3.1, 3.2, 5, 7.2, 7.3];
    expect(told(hours.map((hour) => [hour, '']))).toEqual([
      ...[true, true, false],
      ...[true, false, false],
      ...[true, false, false],
      ...[true, false],
    ]);
  });

  it('is not the same where it went further', () => {
    expect(told(['a', 'b', 'c', 'c', 'c'].map((place) => [0, place]))).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
  });
});
