import { expect, test } from 'vitest';
import { found } from '../testing/tree.ts';

const people = 'services/s/src/core/people';
const declared = {
  [`${people}/store.ts`]:
    "export const collections = [{ name: 'people', people: holds() }];\ndb.collection<Row>('people').find();\n",
  [`${people}/page-store.ts`]: "db.collection('people');\n",
  'packages/kit/src/known.ts': "const name = 'members';\nexport const known = { name, people: holds() };\n",
};

test('the store of the folder that declares a collection queries it, and whatever file declares it', () => {
  const kit = {
    'packages/kit/src/known.ts':
      "db.collection('members');\nexport const c = { name: 'members', people: 0 };\n",
  };
  expect(found('collection', { ...declared, ...kit })).toEqual([]);
});

test.each([
  ['another folder’s store', 'services/s/src/joining/imports/store.ts'],
  ['another file of its folder', `${people}/routes.ts`],
  ['a file at the root', 'services/s/src/digest-section.ts'],
])('%s does not', (_, file) => {
  expect(
    found('collection', { ...declared, [file]: "\ntx.db.collection<Row>('people').findOne();\n" }),
  ).toEqual([`${file}:2 queries the collection 'people' of ${people}`]);
});

test('nor is a name hidden that was given first', () => {
  const hidden = "const name = 'people';\ndb.collection(name);\n";
  expect(found('collection', { ...declared, [`${people}/routes.ts`]: hidden })).toHaveLength(1);
});

test('what a package keeps for services is its own too, unless the service declares one of that name', () => {
  const reads = { 'services/s/src/core/members/store.ts': "db.collection('members');\n" };
  expect(found('collection', { ...declared, ...reads })).toEqual([
    "services/s/src/core/members/store.ts:1 queries the collection 'members' of packages/kit/src",
  ]);
  const own = "export const c = { name: 'members', people: holds() };\n";
  const file = 'services/s/src/core/members/store.ts';
  expect(found('collection', { ...declared, [file]: own + reads[file] })).toEqual([]);
});

test('one that nobody declares has no place, and another service’s of the same name is no leave', () => {
  expect(
    found('collection', { ...declared, 'services/t/src/store.ts': "db.collection('people');\n" }),
  ).toEqual(["services/t/src/store.ts:1 queries the collection 'people' that nobody declares"]);
});

test('tests may look at anything, and so may what measures and demonstrates', () => {
  const text = "db.collection('people');\n";
  const lookers = {
    [`${people}/people.int.test.ts`]: text,
    'services/s/src/testing/ground.ts': text,
    'packages/bench/src/drain.ts': text,
  };
  expect(found('collection', { ...declared, ...lookers })).toEqual([]);
});
