import type { Equation } from './solve.ts';
import { noAnswer, notAsked, pair, type Side, single } from './world.ts';

const plus = (names: readonly string[]): [string, number][] => names.map((name) => [name, 1]);
const minus = (names: readonly string[]): [string, number][] => names.map((name) => [name, -1]);
const of = ({ key, options }: Side, without: readonly string[] = []): string[] =>
  options.filter((option) => !without.includes(option)).map((option) => single(key, option));

/** That each table has everybody in it once, and its sums are the counts of the questions alone. */
const tables = (sides: readonly Side[], people: number): Equation[] =>
  sides.flatMap((side) => [
    { parts: plus(of(side)), comesTo: people },
    ...sides
      .filter(({ key }) => key !== side.key)
      .flatMap((other) =>
        of(side).map((place) => ({
          parts: [...plus(of(other).map((one) => pair(place, one))), ...minus([place])],
          comesTo: 0,
        })),
      ),
  ]);

/** That a question is asked of exactly those who said yes to another, or to both of two. */
const conditions = (sides: readonly Side[]): Equation[] =>
  sides.flatMap((side): Equation[] => {
    const { key, onlyIf } = side;
    if (onlyIf.length === 0) return [];
    const asked = of(side, [notAsked]);
    const gates = sides.filter((one) => onlyIf.includes(one.key));
    const never = gates.flatMap((gate) =>
      of(gate, ['yes']).flatMap((no) =>
        asked.map((place) => ({ parts: plus([pair(place, no)]), comesTo: 0 })),
      ),
    );
    const yes = onlyIf.map((gate) => single(gate, 'yes'));
    const reached = yes.length === 1 ? (yes[0] as string) : pair(yes[0] as string, yes[1] as string);
    const others = sides.filter((one) => one.key !== key && !onlyIf.includes(one.key));
    return [
      ...never,
      { parts: [...plus(asked), ...minus([reached])], comesTo: 0 },
      // By each group and answer too, where one yes is enough.
      ...(yes.length === 1
        ? others.flatMap((other) =>
            of(other).map((place) => ({
              parts: [...plus(asked.map((one) => pair(one, place))), ...minus([pair(reached, place)])],
              comesTo: 0,
            })),
          )
        : []),
    ];
  });

/** What the form alone says of the counts of so many people. */
export const byTheForm = (sides: readonly Side[], people: number): Equation[] => [
  ...tables(sides, people),
  ...conditions(sides),
];

export const missing: readonly string[] = [noAnswer, notAsked];
