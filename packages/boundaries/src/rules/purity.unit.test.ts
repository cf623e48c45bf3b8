import { expect, test } from 'vitest';
import { found } from '../testing/tree.ts';

const decide = 'services/s/src/core/people/decide.ts';
const names = 'services/s/src/core/people/names.ts';
const row = 'services/s/src/core/people/row.ts';
const ground = {
  'packages/contracts/src/index.ts': "import { z } from 'zod';\n",
  'packages/service-kit/src/index.ts': "import fastify from 'fastify';\nexport * from './decisions.ts';\n",
  'packages/service-kit/src/decisions.ts': 'export const decide = 0;\n',
  'packages/contracts/src/more.ts': '',
  'services/s/src/core/people/store.ts':
    "import { MongoClient } from 'mongodb';\nexport type Row = object;\n",
  [row]: "import { z } from 'zod';\nimport { id } from '@skein/contracts';\n",
};

test('a decision stands on rows, contracts and what computes', () => {
  const good =
    "import { refuse } from '@skein/contracts';\nimport { withChanges } from '@skein/service-kit/decisions';\n" +
    "import type { PersonRow } from './row.ts';\nimport { wordsOf } from './names.ts';\nimport { z } from 'zod';\n";
  const tree = { ...ground, [decide]: good, [names]: "import type { Db } from 'mongodb';\n" };
  expect(found('decide-reaches', tree)).toEqual([]);
  expect(found('decide-names', tree)).toEqual([]);
});

test('a decision reaches no I/O, by however many files, and the way is told', () => {
  const tree = {
    ...ground,
    [decide]: "\nimport { wordsOf } from './names.ts';\n",
    [names]: "export { hashOf } from './secrets.ts';\n",
    'services/s/src/core/people/secrets.ts': "import { createHash } from 'node:crypto';\n",
  };
  expect(found('decide-reaches', tree)).toEqual([
    `${decide}:2 a decision reaches node:crypto: ${decide} → ${names} → services/s/src/core/people/secrets.ts → node:crypto`,
  ]);
});

test.each(['node:fs', 'mongodb', 'fastify', 'nodemailer', '@nats-io/jetstream', 'some-library'])(
  'a decision neither reaches nor names %s',
  (specifier) => {
    const value = { ...ground, [decide]: `import { x } from '${specifier}';\n` };
    expect(found('decide-reaches', value)).toHaveLength(1);
    expect(found('decide-names', value)).toHaveLength(1);
    const type = { ...ground, [decide]: `import type { X } from '${specifier}';\n` };
    expect(found('decide-reaches', type)).toEqual([]);
    expect(found('decide-names', type)).toEqual([`${decide}:1 a decision names ${specifier}`]);
    const later = { ...ground, [decide]: `export const x = () => import('${specifier}');\n` };
    expect(found('decide-reaches', later)).toHaveLength(1);
  },
);

test('a decision neither reaches nor names the kit and the stores', () => {
  const kit = { ...ground, [decide]: "import { changed } from '@skein/service-kit';\n" };
  expect(found('decide-reaches', kit)).toEqual([
    `${decide}:1 a decision reaches packages/service-kit/src/index.ts: ${decide} → packages/service-kit/src/index.ts`,
  ]);
  expect(found('decide-names', kit)).toEqual([`${decide}:1 a decision names @skein/service-kit`]);
  const store = { ...ground, [decide]: "import type { Row } from './store.ts';\n" };
  expect(found('decide-reaches', store)).toEqual([]);
  expect(found('decide-names', store)).toEqual([`${decide}:1 a decision names ./store.ts`]);
  const through = { ...ground, [decide]: "import './names.ts';\n", [names]: "import './store.ts';\n" };
  expect(found('decide-reaches', through)).toHaveLength(1);
});

test('a row stands on zod, contracts and other rows alone', () => {
  const other = { 'services/s/src/core/consent/row.ts': "import { PersonRow } from '../people/row.ts';\n" };
  expect(found('row', { ...ground, ...other })).toEqual([]);
  const wrong =
    "import type { Db } from 'mongodb';\nimport { holds } from '@skein/service-kit';\nimport './store.ts';\n";
  expect(found('row', { ...ground, [row]: wrong })).toEqual([
    `${row}:1 a row stands on mongodb`,
    `${row}:2 a row stands on @skein/service-kit`,
    `${row}:3 a row stands on ./store.ts`,
  ]);
});
