import { expect, test } from 'vitest';
import { found } from '../testing/tree.ts';

const folder = 'services/s/src/area/word';
const manifest = { [`${folder}/capability.ts`]: '' };

test('what a manifest names stands beside one', () => {
  const files = { [`${folder}/routes.ts`]: '', [`${folder}/used-links-store.ts`]: '' };
  expect(found('no-manifest', { ...files, ...manifest })).toEqual([]);
  expect(found('no-manifest', files)).toEqual([
    `${folder}/routes.ts:1 routes.ts stands beside no capability.ts`,
    `${folder}/used-links-store.ts:1 used-links-store.ts stands beside no capability.ts`,
  ]);
});

test('decisions and rows may stand where there is no capability, and packages have files of their own kinds', () => {
  const files = { [`${folder}/decide.ts`]: '', [`${folder}/row.ts`]: '', 'packages/p/src/routes.ts': '' };
  expect(found('no-manifest', files)).toEqual([]);
});

test('a capability is a folder of files, in an area or in the service itself', () => {
  const flat = { ...manifest, 'services/s/src/other/capability.ts': '', [`${folder}/decide.ts`]: '' };
  expect(found('capability-folder', flat)).toEqual([]);
  const says = 'is no part of a capability’s folder in an area';
  expect(found('capability-folder', { 'services/s/src/capability.ts': '' })).toEqual([
    `services/s/src/capability.ts:1 ${says}`,
  ]);
  expect(found('capability-folder', { ...manifest, [`${folder}/deeper/decide.ts`]: '' })).toEqual([
    `${folder}/deeper/decide.ts:1 ${says}`,
  ]);
});

test('no file is named so that it could hold anything', () => {
  const a = 'packages/p/src/string-utils.ts';
  const b = 'services/s/src/helpers.unit.test.ts';
  expect(found('name', { [a]: '', [b]: '', 'packages/p/src/typed-calls.ts': '' })).toEqual([
    `${a}:1 has a name that says nothing of what it holds`,
    `${b}:1 has a name that says nothing of what it holds`,
  ]);
});
