import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { processNames, serviceNames } from '@skein/contracts';
import { expect, it } from 'vitest';

const sources = globSync('**/*.ts', { cwd: import.meta.dirname }).filter(
  (file) => !file.endsWith('.test.ts') && !file.startsWith('testing/'),
);

it('The kit names no service, and none of their processes', () => {
  const names = new RegExp(`\\b(?:${[...serviceNames, ...processNames].join('|')})s?\\b`, 'i');
  const naming = sources.filter((file) =>
    names.test(readFileSync(resolve(import.meta.dirname, file), 'utf8')),
  );
  expect(sources.length).toBeGreaterThan(40);
  expect(naming).toEqual([]);
});
