import { expect, test } from 'vitest';
import { found } from '../testing/tree.ts';

const contracts = 'packages/contracts/src/index.ts';
const index = 'export const nothing = 0;\n';
const s = 'services/s/src/index.ts';
const other = 'services/t/src/index.ts';

test('contracts import zod alone', () => {
  const sources = {
    [contracts]: "import { z } from 'zod';\nexport * from './id.ts';\n",
    'packages/contracts/src/id.ts': index,
    'packages/contracts/src/id.unit.test.ts': "import { test } from 'vitest';\n",
    'packages/tables/src/index.ts': index,
  };
  expect(found('contracts', sources)).toEqual([]);
  const wrong =
    "import type { Db } from 'mongodb';\nimport '@skein/tables';\nimport { hash } from 'node:crypto';\n";
  expect(found('contracts', { ...sources, [contracts]: wrong })).toEqual([
    `${contracts}:1 contracts import mongodb`,
    `${contracts}:2 contracts import @skein/tables`,
    `${contracts}:3 contracts import node:crypto`,
  ]);
});

test('services import packages, and neither imports a service', () => {
  const kit = { 'packages/kit/src/index.ts': index };
  const good = { ...kit, [s]: "import '@skein/kit';\n", [other]: index };
  expect(found('service', good)).toEqual([]);
  expect(found('service', { ...good, [s]: "import type { T } from '@skein/t';\n" })).toEqual([
    `${s}:1 imports a service, @skein/t`,
  ]);
  expect(found('service', { ...good, 'packages/kit/src/index.ts': "export * from '@skein/t';\n" })).toEqual([
    'packages/kit/src/index.ts:1 imports a service, @skein/t',
  ]);
  // By its path, and for a test.
  const inTest = { 'services/s/src/a.int.test.ts': "import '../../t/src/index.ts';\n" };
  expect(found('service', { ...good, ...inTest })).toHaveLength(1);
});

test('another package is imported by its name', () => {
  const sources = { 'packages/kit/src/index.ts': index, 'packages/kit/src/deep.ts': index };
  expect(found('inside', { ...sources, [s]: "import '@skein/kit';\n" })).toEqual([]);
  expect(found('inside', { ...sources, [s]: "import '../../../packages/kit/src/deep.ts';\n" })).toEqual([
    `${s}:1 reaches into packages/kit/src/deep.ts`,
  ]);
});

test('what runs in production stands on nothing that is for tests', () => {
  const sources = {
    'services/s/src/testing/ground.ts': index,
    'services/s/src/a.int.test.ts': "import './testing/ground.ts';\n",
    'packages/demo/src/start.ts': "import './testing/stage.ts';\n",
    'packages/demo/src/testing/stage.ts': index,
  };
  expect(found('tests', { ...sources, [s]: index })).toEqual([]);
  expect(found('tests', { ...sources, [s]: "import type { G } from './testing/ground.ts';\n" })).toEqual([
    `${s}:1 stands on what is for tests, ./testing/ground.ts`,
  ]);
});

test('an import that leads nowhere is refused by file and line', () => {
  expect(() => found('inside', { [s]: "\nimport './gone.ts';\n" })).toThrow(`${s}:2 imports ./gone.ts`);
  expect(() => found('inside', { [s]: "import '@skein/gone';\n" })).toThrow(`${s}:1 imports @skein/gone`);
});
