import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../server/folders.ts';
import { weights } from './fonts.ts';

it('keeps in the font every weight that a style asks for', async () => {
  const outside: string[] = [];
  for await (const name of glob('src/**/*.css', { cwd: root })) {
    if (name.endsWith('fonts.css')) continue;
    const text = await readFile(join(root, name), 'utf8');
    for (const [, weight] of text.matchAll(/(?:font-weight|--weight-\w+): (\d+)/g))
      if (Number(weight) < weights.min || Number(weight) > weights.max) outside.push(`${name}: ${weight}`);
  }
  expect(outside).toEqual([]);
});
