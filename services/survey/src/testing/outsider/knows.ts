import type { Equation } from './solve.ts';
import { notAsked, pair, type Side, single } from './world.ts';

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

/** Every way to answer the questions that decide whether others are asked. */
const waysThrough = (gates: readonly Side[]): Map<string, string>[] =>
  gates.reduce<Map<string, string>[]>(
    (ways, gate) =>
      ways.flatMap((way) => gate.options.map((option) => new Map([...way, [gate.key, option]]))),
    [new Map()],
  );

/** That nobody can be in two places which no way through the form leads to. */
const never = (sides: readonly Side[]): Equation[] => {
  const deciding = new Set(sides.flatMap(({ onlyIf }) => onlyIf));
  const ways = waysThrough(sides.filter(({ key }) => deciding.has(key)));
  const isOn = (way: ReadonlyMap<string, string>, { key, onlyIf }: Side, option: string): boolean =>
    (way.get(key) ?? option) === option &&
    (onlyIf.length === 0 || onlyIf.every((gate) => way.get(gate) === 'yes') === (option !== notAsked));
  return sides.flatMap((one, index) =>
    sides
      .slice(index + 1)
      .flatMap((other) =>
        one.options.flatMap((here) =>
          other.options.flatMap((there) =>
            ways.some((way) => isOn(way, one, here) && isOn(way, other, there))
              ? []
              : [{ parts: plus([pair(single(one.key, here), single(other.key, there))]), comesTo: 0 }],
          ),
        ),
      ),
  );
};

/** That a question is asked of exactly those who said yes to another, or to both of two. */
const conditions = (sides: readonly Side[]): Equation[] =>
  sides.flatMap((side): Equation[] => {
    const { key, onlyIf } = side;
    if (onlyIf.length === 0) return [];
    const asked = of(side, [notAsked]);
    const yes = onlyIf.map((gate) => single(gate, 'yes'));
    const reached = yes.length === 1 ? (yes[0] as string) : pair(yes[0] as string, yes[1] as string);
    const others = sides.filter((one) => one.key !== key && !onlyIf.includes(one.key));
    return [
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
  ...never(sides),
  ...conditions(sides),
];
