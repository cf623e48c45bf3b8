import { type House, type Import, production, type SourceFile, type Violation } from '../house/house.ts';

/** What a decision may stand on besides the repository's files: each computes, and reaches nothing outside. */
const pure: ReadonlySet<string> = new Set([
  'zod',
  'fastest-levenshtein',
  're2js',
  'rrule-temporal',
  'temporal-polyfill',
  'windows-iana',
  'node:assert',
  'node:assert/strict',
]);

const kit = 'packages/service-kit/src/index.ts';
const named = (file: string) => new RegExp(`(?:^|/)${file}\\.ts$`);
const isDecide = named('decide');
const isRow = named('row');
const isStore = named('store');

/** A decision is a pure function of state, command, clock and ids: no import leads it to I/O, by however many files. */
export const decisionsReachNothing = (house: House): Violation[] =>
  production(house)
    .filter(({ path }) => isDecide.test(path))
    .flatMap((file) =>
      reachedFrom(house, file).map(({ to, way, first }) => ({
        rule: 'decide-reaches',
        file: file.path,
        line: first.line,
        message: `a decision reaches ${to}: ${way.join(' → ')}`,
        remedy: 'Hand in what it computes, or move the pure part into a file of its own.',
      })),
    );

/** Nor does it name a store, a driver or the kit, be it for a type: rows are in `row.ts`, the rest is the rim's. */
export const decisionsNameNothing = (house: House): Violation[] =>
  production(house)
    .filter(({ path }) => isDecide.test(path))
    .flatMap((file) =>
      file.imports
        .filter(({ to, external }) => (external ? !pure.has(to) : isStore.test(to) || to === kit))
        .map((one) => ({
          rule: 'decide-names',
          file: file.path,
          line: one.line,
          message: `a decision names ${one.specifier}`,
          remedy:
            'Take the row from row.ts, and what the kit has for decisions from @skein/service-kit/decisions.',
        })),
    );

/** A row is its schema and type: zod, contracts and other rows alone. */
export const rowsAlone = (house: House): Violation[] => {
  const mayStandOn = ({ to, external }: Import) =>
    external ? to === 'zod' : to.startsWith('packages/contracts/') || isRow.test(to);
  return production(house)
    .filter(({ path }) => isRow.test(path))
    .flatMap((file) =>
      file.imports
        .filter((one) => !mayStandOn(one))
        .map((one) => ({
          rule: 'row',
          file: file.path,
          line: one.line,
          message: `a row stands on ${one.specifier}`,
          remedy: 'A row imports zod, contracts and other rows; queries and collections stand in store.ts.',
        })),
    );
};

interface Reached {
  readonly to: string;
  /** From the decision to it, both named. */
  readonly way: readonly string[];
  readonly first: Import;
}

/** What is not pure and runs when a file does, each by the shortest way. Types are gone at run time. */
const reachedFrom = (house: House, start: SourceFile): Reached[] => {
  const seen = new Set([start.path]);
  const stepsFrom = (path: string, way: readonly string[], first?: Import): Reached[] =>
    (house.files.get(path)?.imports ?? [])
      .filter(({ to, typeOnly }) => !typeOnly && !seen.has(to))
      .map((one) => {
        seen.add(one.to);
        return { to: one.to, way: [...way, one.to], first: first ?? one };
      });
  const reached = stepsFrom(start.path, [start.path]);
  // The kit is reached as a whole: what it stands on need not be told.
  for (const { to, way, first } of reached) if (to !== kit) reached.push(...stepsFrom(to, way, first));
  return reached.filter(({ to }) => to === kit || !(house.files.has(to) || pure.has(to)));
};
