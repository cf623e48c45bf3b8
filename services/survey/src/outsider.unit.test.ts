import { describe, expect, it } from 'vitest';
import { afterClosing, smallestGroup, whileOpen } from './testing/outsider/collect.ts';
import { type DrawnSurvey, drawSurvey } from './testing/outsider/drawn.ts';
import { byTheForm } from './testing/outsider/knows.ts';
import { boundsOf, type Equation } from './testing/outsider/solve.ts';
import { countsOf, sidesOf } from './testing/outsider/world.ts';

const surveys = Array.from({ length: 200 }, (_, index) => drawSurvey(index + 1));

/** What is told of all, less what is known of some: what it says of the others. */
const ofOthers = (told: readonly Equation[], known: ReadonlyMap<string, number>): Equation[] =>
  told.map(({ parts, comesTo }) => ({
    parts,
    comesTo: comesTo - parts.reduce((sum, [name, times]) => sum + times * (known.get(name) ?? 0), 0),
  }));

/** The counts that must be what they are, by what is told and known, and not by the form alone. */
const determined = (drawn: DrawnSurvey, told: readonly Equation[], known: number): string[] => {
  const sides = sidesOf(drawn.questions);
  const all = countsOf(drawn.people, sides);
  const friends = countsOf(drawn.people.slice(0, known), sides);
  const others = drawn.people.length - known;
  const form = byTheForm(sides, others);
  const before = boundsOf(form, others);
  const after = boundsOf([...form, ...ofOthers(told, friends)], others);
  return [...after].flatMap(([name, is]) => {
    const was = before.get(name);
    const count = all.get(name) ?? 0;
    expect([name, is.low + (friends.get(name) ?? 0) <= count]).toEqual([name, true]);
    const found = is.low === is.high && was?.low !== was?.high;
    return found && count < smallestGroup ? [name] : [];
  });
};

describe('whoever knows eight people and takes all that a member may get', () => {
  it('can compute no count below the smallest group once a survey has closed', () => {
    const found = surveys.map((drawn) => determined(drawn, afterClosing(drawn), 8).length);
    expect(found.filter((cells) => cells > 0).length).toBe(0);
  });

  it('can compute nothing of those who came between two readings of an open one', () => {
    const found = surveys.flatMap((drawn) => {
      const readings = [...whileOpen(drawn), { after: drawn.people.length, told: afterClosing(drawn) }];
      return readings.slice(1).map(({ after, told }, index) => {
        const before = readings[index] as (typeof readings)[number];
        const between = drawn.people.slice(before.after, after);
        const earlier = before.told.map(({ parts, comesTo }) => [JSON.stringify(parts), comesTo] as const);
        const was = new Map(earlier);
        const newcomers = told.flatMap(({ parts, comesTo }) => {
          const sum = was.get(JSON.stringify(parts));
          return sum === undefined ? [] : [{ parts, comesTo: comesTo - sum }];
        });
        // Those who came between are they who know each other, but one.
        return determined({ ...drawn, people: between }, newcomers, between.length - 1).length;
      });
    });
    expect(found.filter((cells) => cells > 0).length).toBe(0);
  });
});
