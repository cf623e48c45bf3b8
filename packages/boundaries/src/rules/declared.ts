import { isBuiltin } from 'node:module';
import {
  type House,
  type Import,
  isOnlooker,
  type SourceFile,
  type Violation,
  type Workspace,
  workspaceOf,
} from '../house/house.ts';

/**
 * What a file imports, its package names: among `dependencies` what runs in production, for an image installs no more.
 * Tests may name it among `devDependencies`, and what all tests share (vitest) at the root.
 */
export const dependenciesDeclared = (house: House): Violation[] =>
  [...house.files.values()].flatMap((file) => {
    const workspace = workspaceOf(house, file.path);
    if (!workspace) return [];
    return file.imports.flatMap((one) => {
      const name = packageOf(one.specifier);
      if (name === undefined || name === workspace.name || isDeclared(workspace, file, one, name)) return [];
      return {
        rule: 'undeclared',
        file: file.path,
        line: one.line,
        message: `imports ${name}, which the dependencies of ${workspace.folder} do not name`,
        remedy: 'Add it to dependencies; to devDependencies if only tests and types need it.',
      };
    });
  });

/** What is bundled needs its packages until it is built. */
const untilBuilt = /^packages\/web\/src\/(?!server\/|index\.ts$)/;

const isDeclared = (
  { dependencies, devDependencies }: Workspace,
  file: SourceFile,
  { typeOnly, external }: Import,
  name: string,
): boolean => {
  if (dependencies.includes(name)) return true;
  // What stands in the registry is checked by knip for tests, which share some of it.
  if (file.ofTests && external) return true;
  const mayBeForDevelopment = file.ofTests || typeOnly || isOnlooker(file) || untilBuilt.test(file.path);
  return mayBeForDevelopment && [name, `@types/${name}`].some((one) => devDependencies.includes(one));
};

/** `@a/b` of `@a/b/c`; undefined for a path and for what Node has built in. */
const packageOf = (specifier: string): string | undefined =>
  specifier.startsWith('.') || isBuiltin(specifier) ? undefined : /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0];

/** Without these scripts `npm run check` would pass a package over. */
export const checkScripts = (house: House): Violation[] =>
  house.workspaces.flatMap(({ folder, scripts }) => {
    const hasUnitTests = [...house.files.keys()].some(
      (path) => path.startsWith(`${folder}/`) && path.endsWith('.unit.test.ts'),
    );
    const wanted = ['lint', 'typecheck', ...(hasUnitTests ? ['test:unit'] : [])];
    return wanted
      .filter((script) => !scripts.includes(script))
      .map((script) => ({
        rule: 'no-script',
        file: `${folder}/package.json`,
        line: 1,
        message: `has no script ${script}`,
        remedy: 'Take the line from the package.json of a neighbour.',
      }));
  });
