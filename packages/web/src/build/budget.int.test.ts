import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { builtPages } from '../server/built.ts';

const kB = 1_000;

const compressed = async (paths: readonly string[]): Promise<number> => {
  const { assets } = builtPages();
  const files = await Promise.all(paths.map((path) => readFile(join(assets, path.replace('/assets/', '')))));
  return files.reduce((sum, file) => sum + gzipSync(file).byteLength, 0);
};

it('loads no more at first than a phone on a ward has in a moment', async () => {
  const { names } = builtPages();
  expect(await compressed(names.script('page'))).toBeLessThan(160 * kB);
  const font = names.file('atkinson-hyperlegible-next-latin-wght-normal') ?? '';
  // The font is compressed as it is, and most of this.
  expect(await compressed([...names.styles('page'), font])).toBeLessThan(42 * kB);
});
