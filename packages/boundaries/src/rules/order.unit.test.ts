import { expect, test } from 'vitest';
import { found } from '../testing/tree.ts';

const service = {
  'services/s/src/app.ts': "import './core/people.ts';\nimport './joining/invitations.ts';\n",
  'services/s/src/core/people.ts': "import type { Config } from '../config.ts';\n",
  'services/s/src/joining/invitations.ts': "import '../core/people.ts';\n",
  'services/s/src/config.ts': 'export type Config = object;\n',
};
const order = { 'services/s': ['core', 'joining'] };

test('a later area imports an earlier one, and the root of src imports all', () => {
  expect(found('arrow-back', service, order)).toEqual([]);
  expect(found('no-place', service, order)).toEqual([]);
});

test('an earlier area that imports a later one is an arrow back, by types too', () => {
  const back = "import './names.ts';\nimport type { X } from '../joining/invitations.ts';\n";
  const names = { 'services/s/src/core/names.ts': '' };
  expect(found('arrow-back', { ...service, ...names, 'services/s/src/core/people.ts': back }, order)).toEqual(
    ['services/s/src/core/people.ts:2 core imports joining, which stands on it (../joining/invitations.ts)'],
  );
  const test = { 'services/s/src/core/people.int.test.ts': back, 'services/s/src/testing/ground.ts': back };
  expect(
    found('arrow-back', { ...service, ...names, ...test, 'services/s/src/testing/names.ts': '' }, order),
  ).toEqual([]);
});

test('the areas of different packages have no order among them', () => {
  const kit = {
    'packages/kit/src/core/index.ts': '',
    'packages/kit/src/index.ts': "export * from './core/index.ts';\n",
  };
  const joining = { 'services/s/src/joining/invitations.ts': "import '@skein/kit';\n" };
  expect(
    found('arrow-back', { ...service, ...kit, ...joining }, { ...order, 'packages/kit': ['core'] }),
  ).toEqual([]);
});

test('each folder has its place in the order, and each place its folder', () => {
  expect(found('no-place', service, { 'services/s': ['core'] })).toEqual([
    'services/s/package.json:1 leaves joining without a place',
  ]);
  expect(found('no-place', service, { 'services/s': ['core', 'joining', 'rights'] })).toEqual([
    'services/s/package.json:1 names rights, which is not',
  ]);
  expect(found('no-place', service)).toEqual([
    'services/s/package.json:1 has folders in no declared order: core, joining',
  ]);
});

test('folders of tests need no place, and a package without several folders no order', () => {
  const flat = {
    'packages/p/src/index.ts': '',
    'packages/p/src/testing/a.ts': '',
    'packages/p/src/one/a.ts': '',
  };
  expect(found('no-place', flat)).toEqual([]);
});
