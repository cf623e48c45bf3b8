import { expect, test } from 'vitest';
import { found } from '../testing/tree.ts';

const people = 'services/s/src/core/people';
const declared = {
  [`${people}/store.ts`]:
    "export const peopleCollection = declareCollection({ name: 'people', people: holds() });\nconst people = rowsIn(peopleCollection);\n",
  [`${people}/listing-store.ts`]:
    "import { peopleCollection } from './store.ts';\nconst people = rowsIn(peopleCollection);\n",
  'packages/known/src/index.ts':
    "export const members = { name: 'members', people: holds() };\nconst rows = rowsIn(members);\n",
};
const borrowing = (from: string) =>
  `import { peopleCollection as theirs } from '${from}';\nconst people = rowsIn(theirs);\n`;

test('the file that declares a collection queries it, and the stores beside it', () => {
  expect(found('collection', declared)).toEqual([]);
});

test.each([
  ['another folder’s store', 'services/s/src/joining/imports/store.ts', '../../core/people/store.ts'],
  ['another file of its folder', `${people}/routes.ts`, './store.ts'],
  ['a file at the root', 'services/s/src/digest-section.ts', './core/people/store.ts'],
])('%s does not', (_, file, from) => {
  expect(found('collection', { ...declared, [file]: borrowing(from) })).toEqual([
    `${file}:2 queries theirs of ${people}/store.ts`,
  ]);
});

test('nor does anybody query what a package keeps for services, but by what it offers', () => {
  const file = 'services/s/src/core/members/store.ts';
  const text = "import { members } from '@skein/known';\nconst rows = rowsIn(members);\n";
  expect(found('collection', { ...declared, [file]: text })).toEqual([
    `${file}:2 queries members of @skein/known`,
  ]);
});

test.each([
  ['by its name', "\ntx.db.collection<Row>('people').findOne();\n", 'people'],
  ['by a name that was given first', "const name = 'people';\ndb.collection(name);\n", 'people'],
  ['by a name that only running tells', '\ndb.collection(nameOf(row));\n', '…'],
])('nobody opens one past the transaction, %s, its own store neither', (_, text, name) => {
  const file = `${people}/search-store.ts`;
  expect(found('collection', { ...declared, [file]: text })).toEqual([
    `${file}:2 opens the collection '${name}' past the transaction that may run`,
  ]);
});

test('the kit opens those that it is given, and none by its name', () => {
  const file = 'packages/service-kit/src/rows.ts';
  expect(found('collection', { [file]: 'db.collection(declaration.name);\n' })).toEqual([]);
  expect(found('collection', { [file]: "db.collection('leases');\n" })).toHaveLength(1);
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
