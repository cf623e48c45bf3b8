import { expect, test } from 'vitest';
import { found } from '../testing/tree.ts';

const a = 'services/s/src/a.ts';
const b = 'services/s/src/b.ts';
const empty = 'export const nothing = 0;\n';

const ways = {
  'an import': "import { x } from './b.ts';\n",
  'an import for its effects': "import './b.ts';\n",
  'a type import': "import type { X } from './b.ts';\n",
  'a type among values': "import { type X } from './b.ts';\n",
  'an export from': "export { x } from './b.ts';\n",
  'an export of all': "export * from './b.ts';\n",
  'an export of types': "export type { X } from './b.ts';\n",
  'a dynamic import': "const x = await import('./b.ts');\n",
  'a type named by its file': "type X = import('./b.ts').X;\n",
};

test.each(Object.entries(ways))('two files that need each other, by %s, are a circle', (_, text) => {
  expect(found('circle', { [a]: text, [b]: "import { y } from './a.ts';\n" })).toEqual([
    `${a}:1 stands in a circle: ${a} → ${b} → ${a}`,
    `${b}:1 stands in a circle: ${b} → ${a} → ${b}`,
  ]);
  expect(found('circle', { [a]: text, [b]: empty })).toEqual([]);
});

test('the shortest way round is told, with the line where it begins', () => {
  const circle = found('circle', {
    [a]: "import './c.ts';\nimport './b.ts';\n",
    [b]: "import './a.ts';\n",
    'services/s/src/c.ts': "import './b.ts';\n",
  });
  expect(circle[0]).toBe(`${a}:2 stands in a circle: ${a} → ${b} → ${a}`);
  expect(circle).toHaveLength(3);
});

test('a circle that runs through another package is one too, and one among tests', () => {
  const through = found('circle', {
    'packages/p/src/index.ts': "export * from '@skein/q';\n",
    'packages/q/src/index.ts': "export * from '@skein/p';\n",
    'packages/q/src/testing/a.ts': "import './b.ts';\n",
    'packages/q/src/testing/b.ts': "import './a.ts';\n",
  });
  expect(through).toHaveLength(4);
});

test('a file that needs itself is a circle of one', () => {
  expect(found('circle', { [a]: "import type { X } from './a.ts';\n" })).toEqual([
    `${a}:1 stands in a circle: ${a} → ${a}`,
  ]);
});

const room = (name: string, needs?: string) => ({
  [`packages/kit/src/${name}/one.ts`]: needs ? `import type { X } from '../${needs}';\n` : empty,
  [`packages/kit/src/${name}/two.ts`]: empty,
});

test('folders that need each other are a circle, though no file is in one', () => {
  const tree = { ...room('http', 'storage/two.ts'), ...room('storage', 'http/two.ts') };
  expect(found('circle', tree)).toEqual([]);
  expect(found('folder-circle', tree)).toEqual([
    'packages/kit/src/http/one.ts:1 ../storage/two.ts closes a circle of folders: ' +
      'packages/kit/src/http → packages/kit/src/storage → packages/kit/src/http',
    'packages/kit/src/storage/one.ts:1 ../http/two.ts closes a circle of folders: ' +
      'packages/kit/src/storage → packages/kit/src/http → packages/kit/src/storage',
  ]);
  expect(found('folder-circle', { ...room('http', 'storage/two.ts'), ...room('storage') })).toEqual([]);
});

test('folders are held apart at every depth, and from the files beside them', () => {
  const capabilities = found('folder-circle', {
    'services/s/src/area/one/store.ts': "import '../two/decide.ts';\n",
    'services/s/src/area/one/decide.ts': empty,
    'services/s/src/area/two/store.ts': "import '../one/decide.ts';\n",
    'services/s/src/area/two/decide.ts': empty,
  });
  expect(capabilities).toHaveLength(2);
  const beside = found('folder-circle', {
    'services/s/src/area/one/store.ts': "import '../names.ts';\n",
    'services/s/src/area/one/decide.ts': empty,
    'services/s/src/area/names.ts': "import './one/decide.ts';\n",
  });
  expect(beside).toHaveLength(2);
});

test('packages that need each other are a circle of folders', () => {
  const packages = found('folder-circle', {
    'packages/p/src/index.ts': "export * from '@skein/q/more';\n",
    'packages/p/src/more.ts': empty,
    'packages/q/src/index.ts': "export * from '@skein/p/more';\n",
    'packages/q/src/more.ts': empty,
  });
  expect(packages).toHaveLength(2);
});

test('tests may look into any folder', () => {
  const tests = found('folder-circle', {
    ...room('http', 'storage/two.ts'),
    ...room('storage'),
    'packages/kit/src/storage/one.unit.test.ts': "import '../http/two.ts';\n",
    'packages/kit/src/testing/ground.ts': "import '../http/two.ts';\n",
  });
  expect(tests).toEqual([]);
});
