import { describe, expect, it } from 'vitest';
import { afterClosing, type Collected, smallestGroup, whileOpen } from './testing/outsider/collect.ts';
import { type DrawnSurvey, drawSurvey } from './testing/outsider/drawn.ts';
import { byTheForm } from './testing/outsider/knows.ts';
import { answersOf, claimsOf } from './testing/outsider/likely.ts';
import { boundsOf, type Equation, lessKnown } from './testing/outsider/solve.ts';
import { allTold } from './testing/outsider/told.ts';
import { countsOf, sidesOf } from './testing/outsider/world.ts';

const surveys = Array.from({ length: 200 }, (_, index) => drawSurvey(index + 1));
const closed = surveys.map((drawn, seed) => afterClosing(drawn, seed));
const knownPeople = 8;
const patienceMs = 120_000;

const toldOf = (drawn: DrawnSurvey, collected: Omit<Collected, 'anyNumber'>) =>
  allTold(collected, sidesOf(drawn.questions));

/** The counts that must be what they are, by what is told and known, and not by the form alone. */
const determined = (drawn: DrawnSurvey, told: readonly Equation[], known: number): string[] => {
  const sides = sidesOf(drawn.questions);
  const all = countsOf(drawn.people, sides);
  const friends = countsOf(drawn.people.slice(0, known), sides);
  const others = drawn.people.length - known;
  const form = byTheForm(sides, others);
  const before = boundsOf(form, others);
  const after = boundsOf([...form, ...lessKnown(told, friends)], others);
  return [...after].flatMap(([name, is]) => {
    const was = before.get(name);
    const count = all.get(name) ?? 0;
    expect([name, is.low + (friends.get(name) ?? 0) <= count]).toEqual([name, true]);
    const found = is.low === is.high && was?.low !== was?.high;
    return found && count < smallestGroup ? [name] : [];
  });
};

describe('whoever knows eight people and takes all that a member may get', () => {
  it(
    'can compute no count below the smallest group once a survey has closed',
    () => {
      for (const [seed, drawn] of surveys.entries())
        expect(determined(drawn, toldOf(drawn, closed[seed] as Collected), knownPeople)).toEqual([]);
    },
    patienceMs,
  );

  it(
    'is never sure of one, by how likely it is',
    () => {
      const claims = surveys.flatMap((drawn, seed) => {
        const sides = sidesOf(drawn.questions);
        const collected = closed[seed] as Collected;
        const friends = countsOf(drawn.people.slice(0, knownPeople), sides);
        const others = drawn.people.length - knownPeople;
        const told = lessKnown(toldOf(drawn, collected), friends);
        const bounds = boundsOf([...byTheForm(sides, others), ...told], others);
        return claimsOf(collected, sides, bounds, friends);
      });
      expect(claims.length).toBeGreaterThan(10_000);
      expect(claims.filter(({ sure }) => sure >= 0.95)).toEqual([]);
    },
    patienceMs,
  );

  it(
    'can compute nothing of those who came between two readings of an open one',
    () => {
      for (const [seed, drawn] of surveys.entries()) {
        const steps = whileOpen(drawn, seed).map(({ after, results }) => ({
          after,
          told: toldOf(drawn, { results, tables: [] }),
        }));
        const last = { after: drawn.people.length, told: toldOf(drawn, closed[seed] as Collected) };
        const readings = [...steps, last];
        for (const [index, { after, told }] of readings.slice(1).entries()) {
          const before = readings[index] as (typeof readings)[number];
          const between = drawn.people.slice(before.after, after);
          const was = new Map(before.told.map(({ parts, comesTo }) => [JSON.stringify(parts), comesTo]));
          const newcomers = told.flatMap(({ parts, comesTo }) => {
            const sum = was.get(JSON.stringify(parts));
            return sum === undefined ? [] : [{ parts, comesTo: comesTo - sum }];
          });
          // Those who came between are they who know each other, but one.
          expect(determined({ ...drawn, people: between }, newcomers, between.length - 1)).toEqual([]);
        }
      }
    },
    patienceMs,
  );
});

/** Words are read as they were written: whoever knows all others' knows whose the last ones are. */
const withoutWords = ({ questions, people }: DrawnSurvey): DrawnSurvey => ({
  questions: questions.filter(({ kind }) => kind !== 'text'),
  people: people.map(({ answers: { why: _, ...answers }, role }) => ({ answers, role })),
});

describe('whoever gave all answers of an open link but one', () => {
  it(
    'is seldom sure what that one said, and never knows it',
    () => {
      const claims = surveys.map(withoutWords).flatMap((drawn, seed) => {
        const sides = sidesOf(drawn.questions);
        const own = drawn.people.slice(1);
        const collected = afterClosing(drawn, seed, 'open');
        const lastUnknown = { ...drawn, people: drawn.people.toReversed() };
        expect(determined(lastUnknown, toldOf(drawn, collected), own.length)).toEqual([]);
        return answersOf(collected, sides, countsOf(own, sides));
      });
      expect(claims.length).toBeGreaterThan(1_000);
      expect(claims.filter(({ sure }) => sure >= 0.95).length / claims.length).toBeLessThan(0.05);
    },
    patienceMs,
  );
});

describe('whoever wants to know what came of a survey', () => {
  const of24 = surveys.flatMap((drawn, seed) =>
    drawn.people.length >= 24 ? [[drawn, closed[seed] as Collected] as const] : [],
  );

  it('is shown the counts of each question that a smallest group answered, near what they are', () => {
    const off: number[] = [];
    for (const [drawn, { results }] of of24) {
      const counts = countsOf(drawn.people, sidesOf(drawn.questions));
      const counted = results.questions.filter(({ kind }) => kind !== 'text' && kind !== 'score');
      for (const { key, answered, counts: shown, about = 0 } of counted) {
        expect([key, shown !== undefined]).toEqual([key, answered >= smallestGroup]);
        for (const [option, figure] of Object.entries(shown ?? {}))
          off.push(Math.abs(figure - (counts.get(`${key}=${option}`) ?? 0)) - about);
      }
    }
    expect(off.filter((beyond) => beyond > 0).length / off.length).toBeLessThan(0.05);
    expect(of24.some(([, { results }]) => results.questions.some(({ about }) => about === undefined))).toBe(
      true,
    );
  });

  it('is shown in tables the sums that each question has alone, or none below the smallest group', () => {
    for (const [, { results, tables }] of of24) {
      for (const { rows, columns, rowTotals = [], columnTotals = [] } of tables) {
        for (const [side, totals] of [
          [rows, rowTotals],
          [columns, columnTotals],
        ] as const) {
          const alone = results.questions.find(({ key }) => key === side.key);
          if (!alone?.counts) continue;
          const told = new Map<string, number | undefined>(Object.entries(alone.counts));
          told.set(':no-answer', alone.noAnswer).set(':not-asked', alone.notAsked);
          expect(totals).toEqual(
            side.options.map(({ key }) => {
              const figure = told.get(key) ?? 0;
              return figure < smallestGroup ? null : figure;
            }),
          );
        }
      }
    }
  });
});
