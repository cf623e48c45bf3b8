import { expect, test } from 'vitest';
import { found } from '../testing/tree.ts';

const a = 'services/s/src/a.ts';
const b = 'services/s/src/a.unit.test.ts';
const kit = { 'packages/kit/src/index.ts': '' };
const inManifest = (manifest: object) => ({
  'services/s/package.json': JSON.stringify({ name: '@skein/s', ...manifest }),
});

test('what runs in production is named among the dependencies', () => {
  const text = { ...kit, [a]: "import '@skein/kit';\nimport { z } from 'zod/mini';\nimport 'node:fs';\n" };
  expect(
    found('undeclared', { ...text, ...inManifest({ dependencies: { '@skein/kit': '*', zod: '4' } }) }),
  ).toEqual([]);
  expect(
    found('undeclared', { ...text, ...inManifest({ devDependencies: { '@skein/kit': '*', zod: '4' } }) }),
  ).toEqual([
    `${a}:1 imports @skein/kit, which the dependencies of services/s do not name`,
    `${a}:2 imports zod, which the dependencies of services/s do not name`,
  ]);
});

test('tests and types may be named among those for development', () => {
  const text = {
    ...kit,
    [a]: "import type { X } from 'mjml';\n",
    [b]: "import '@skein/kit';\nimport 'vitest';\n",
  };
  const named = inManifest({ devDependencies: { '@skein/kit': '*', '@types/mjml': '5' } });
  expect(found('undeclared', { ...text, ...named })).toEqual([]);
  expect(found('undeclared', { ...text, ...inManifest({}) })).toEqual([
    `${a}:1 imports mjml, which the dependencies of services/s do not name`,
    `${b}:1 imports @skein/kit, which the dependencies of services/s do not name`,
  ]);
});

test('no package is passed over by the quick check', () => {
  const scripts = { lint: 'a', typecheck: 'b' };
  expect(found('no-script', { [a]: '', ...inManifest({ scripts }) })).toEqual([]);
  expect(found('no-script', { [a]: '', [b]: '', ...inManifest({ scripts }) })).toEqual([
    'services/s/package.json:1 has no script test:unit',
  ]);
});
