import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movedOn, movesOn, type Standing } from './decide.ts';

type R = { readonly responses: number };

/** The numbers of responses that anyone can see results of, one after the other: nothing, steps, and the whole. */
const viewsOf = (steps: readonly number[], smallest: number): number[] => {
  let standing: Standing<R> = {};
  let responses = 0;
  const views = new Set([0]);
  for (const step of steps) {
    responses += step;
    if (movesOn(standing, responses, smallest)) standing = movedOn(standing, { responses });
    views.add(standing.shown?.responses ?? 0);
  }
  return [...views, ...(responses >= smallest ? [responses] : [])];
};

describe('the standing of an open survey that is not named', () => {
  it('shows a reading only once a smallest group of responses has come after it, and as many as it has', () => {
    let standing: Standing<R> = {};
    const shown: [number, number | undefined][] = [];
    for (let responses = 1; responses <= 65; responses += 1) {
      if (movesOn(standing, responses, 8)) standing = movedOn(standing, { responses });
      shown.push([responses, standing.shown?.responses]);
    }
    expect(shown.find(([, of]) => of !== undefined)).toEqual([16, 8]);
    expect(shown.find(([, of]) => of === 16)).toEqual([32, 16]);
    expect(shown.at(-1)).toEqual([65, 32]);
  });

  it('never lets two views that anyone can have, the one at the close among them, be few responses apart', () => {
    const arrivals = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 40 });
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 2, max: 10 }), (steps, smallest) => {
        const views = viewsOf(steps, smallest);
        const apart = views.slice(1).map((view, index) => view - (views[index] ?? 0));
        expect(apart.filter((responses) => responses < smallest)).toEqual([]);
        // So few that a cell which stays the same is not shown often enough to tell it by the mean.
        const responses = steps.reduce((sum, step) => sum + step, 0);
        expect(views.length).toBeLessThanOrEqual(3 + Math.log2(Math.max(1, responses / smallest)));
      }),
    );
  });
});
