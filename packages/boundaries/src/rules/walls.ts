import {
  type House,
  type Import,
  isOnlooker,
  production,
  type SourceFile,
  type Violation,
  workspaceOf,
} from '../house/house.ts';

/** Contracts stand on zod alone: everything else is derived from them. */
export const contractsAlone = (house: House): Violation[] =>
  production(house)
    .filter(({ path }) => path.startsWith('packages/contracts/'))
    .flatMap((file) =>
      file.imports
        .filter(({ to, external }) => (external ? to !== 'zod' : !to.startsWith('packages/contracts/')))
        .map((one) =>
          broken('contracts', file, one, {
            message: `contracts import ${one.specifier}`,
            remedy: 'Contracts import zod alone; what derives from them stands in what uses them.',
          }),
        ),
    );

/** Services meet over messages. Tests hold to it too. */
export const servicesApart = (house: House): Violation[] =>
  crossings(house, (from, to) => to.startsWith('services/') && from !== to).map(([file, one]) =>
    broken('service', file, one, {
      message: `imports a service, ${one.specifier}`,
      remedy: 'Services meet over messages; what two of them need stands in a package.',
    }),
  );

/** What another package does not export is its own. */
export const packagesByName = (house: House): Violation[] =>
  crossings(house, (from, to, { specifier }) => from !== to && specifier.startsWith('.')).map(([file, one]) =>
    broken('inside', file, one, {
      message: `reaches into ${one.to}`,
      remedy: 'Import the package by its name, and export there what is meant for others.',
    }),
  );

/** What runs in production stands on nothing that is there for tests. */
export const testsApart = (house: House): Violation[] =>
  production(house)
    .filter((file) => !isOnlooker(file))
    .flatMap((file) =>
      file.imports
        .filter(({ to }) => house.files.get(to)?.ofTests)
        .map((one) =>
          broken('tests', file, one, {
            message: `stands on what is for tests, ${one.specifier}`,
            remedy: 'Move what it needs out of the tests’ folder.',
          }),
        ),
    );

const crossings = (
  house: House,
  isWrong: (from: string, to: string, one: Import) => boolean,
): [SourceFile, Import][] =>
  [...house.files.values()].flatMap((file) => {
    const from = workspaceOf(house, file.path)?.folder ?? '';
    return file.imports
      .filter((one) => !one.external && isWrong(from, workspaceOf(house, one.to)?.folder ?? '', one))
      .map((one): [SourceFile, Import] => [file, one]);
  });

const broken = (
  rule: string,
  file: SourceFile,
  { line }: Import,
  says: Pick<Violation, 'message' | 'remedy'>,
): Violation => ({ rule, file: file.path, line, ...says });
