import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawBy, recordKeys } from '../../taking/cell-keys/draw.ts';
import { figureOf, leastShown, leastVariance, sumFigureOf, tableVariance, withinOf } from './decide.ts';

const veil = { draw: drawBy('a secret'), reading: '', people: 40, settled: true };
const keyOf = recordKeys('a secret');
const cellOf = (responses: readonly number[], name = 'q a') => ({
  name,
  count: responses.length,
  key: responses.reduce((sum, response) => sum + keyOf(`s.${response}`), 0),
});
const some = fc.uniqueArray(fc.nat(10_000), { minLength: 1, maxLength: 40 });

describe('the figure of a cell', () => {
  it('is the same for the same responses, in whatever order and by whatever name they are counted', () => {
    fc.assert(
      fc.property(some, (responses) => {
        const figure = figureOf(veil, cellOf(responses));
        expect(figureOf(veil, cellOf(responses.toReversed(), 'other'))).toBe(figure);
        expect(figure).toBeGreaterThanOrEqual(0);
        expect(figure).toBeLessThanOrEqual(40);
      }),
    );
  });

  it('may come of any count: none, one or all may be behind a figure', () => {
    for (const count of [0, 1, 3, 6]) {
      const seen = new Set(
        Array.from({ length: 20_000 }, (_, index) =>
          figureOf({ ...veil, people: 6 }, { name: 'q a', count, key: index + 1 }),
        ),
      );
      expect([...seen].toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    }
  });

  it('is drawn anew with each reading, so that no change of it tells of a change of the cell', () => {
    const cell = cellOf([1, 2, 3, 4, 5, 6, 7, 8]);
    const figures = Array.from({ length: 200 }, (_, reading) =>
      figureOf({ ...veil, reading: `${reading}` }, cell),
    );
    expect(new Set(figures).size).toBeGreaterThan(4);
  });

  it('is as far off as is said, in the middle not at all', () => {
    for (const variance of [
      leastVariance,
      tableVariance(8, { anyNumber: false }),
      tableVariance(40, { anyNumber: true }),
    ]) {
      const off = Array.from(
        { length: 20_000 },
        (_, index) =>
          figureOf({ ...veil, people: 2_000 }, { name: 'q', count: 1_000, key: index + 1 }, variance) - 1_000,
      );
      const mean = off.reduce((sum, one) => sum + one, 0) / off.length;
      const spread = off.reduce((sum, one) => sum + one ** 2, 0) / off.length;
      expect(Math.abs(mean)).toBeLessThan(Math.sqrt(variance) / 20);
      expect(spread / variance).toBeGreaterThan(0.9);
      expect(spread / variance).toBeLessThan(1.1);
      const within = off.filter((one) => Math.abs(one) <= withinOf(variance)).length / off.length;
      expect(within).toBeGreaterThan(0.94);
    }
    expect(withinOf(leastVariance)).toBe(4);
  });

  it('is of another draw where it is moved further: two of one draw would tell how far both are moved', () => {
    const further = tableVariance(20, { anyNumber: false });
    const pairs = Array.from({ length: 5_000 }, (_, index) => {
      const cell = { name: 'q', count: 1_000, key: index + 1 };
      const wide = { ...veil, people: 2_000 };
      return [figureOf(wide, cell) - 1_000, figureOf(wide, cell, further) - 1_000] as const;
    });
    const together = pairs.reduce((sum, [one, other]) => sum + one * other, 0) / pairs.length;
    // Were they one draw, what they have in common would be near the product of how far each is off.
    expect(Math.abs(together)).toBeLessThan(Math.sqrt(leastVariance * further) / 10);
  });

  it('of an empty cell is seldom shown in a table', () => {
    for (const questions of [2, 8, 20, 60]) {
      const variance = tableVariance(questions, { anyNumber: false });
      const shown = Array.from({ length: 5_000 }, (_, index) =>
        figureOf({ ...veil, people: 2_000 }, { name: `q ${index}`, count: 0, key: 0 }, variance),
      ).filter((figure) => figure >= leastShown(8, variance));
      expect(shown.length / 5_000).toBeLessThan(0.05);
    }
  });
});

describe('the figure of a sum', () => {
  it('is near it, and as far off as one or two people at the bounds would make it', () => {
    const off = Array.from(
      { length: 5_000 },
      (_, index) => sumFigureOf(veil, { name: 'age', key: index + 1 }, 700, 50) - 700,
    );
    const near = off.filter((one) => Math.abs(one) <= 100).length / off.length;
    expect(near).toBeGreaterThan(0.7);
    expect(near).toBeLessThan(0.8);
  });
});
