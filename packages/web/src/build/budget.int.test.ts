import { join } from 'node:path';
import filePlugin from '@size-limit/file';
import sizeLimit from 'size-limit';
import { describe, expect, it } from 'vitest';
import { builtManifest, builtPages, laterIn } from '../server/built.ts';

const kB = 1_000;
const { assets, names } = builtPages();

/** What files weigh on the way to a browser: Brotli, as they are sent; a font is compressed already. */
const weightOf = async (addresses: readonly string[]): Promise<number> => {
  const files = addresses.map((address) => join(assets, address.replace('/assets/', '')));
  const [found] = (await sizeLimit([filePlugin], files)) as { size: number }[];
  return found?.size ?? 0;
};

const font = names.file('atkinson-hyperlegible-next-latin-wght-normal') ?? '';
const later = laterIn(builtManifest(), [...names.script('page'), ...names.styles('page')]);
// Nobody is offered the words of no language.
const isWords = (source: string): boolean => source.endsWith('.po') && !source.endsWith('pseudo.po');
const homeOf = [...later].find(([source]) => source.endsWith('home/Home.tsx'))?.[1] ?? [];

describe('what a phone on a ward loads', () => {
  it('at first has at most 170 kB of script, the words of a language and the home in it', async () => {
    const words = [...later].filter(([source]) => isWords(source)).map(([, files]) => weightOf(files));
    const script = await weightOf([...names.script('page'), ...homeOf.filter((one) => one.endsWith('.js'))]);
    expect(script + Math.max(...(await Promise.all(words)))).toBeLessThan(170 * kB);
  });

  it('at first has at most 40 kB of styles and font', async () => {
    const styles = [...names.styles('page'), ...homeOf.filter((one) => one.endsWith('.css'))];
    expect(await weightOf([...styles, font])).toBeLessThan(40 * kB);
  });

  it.each([...later])('of %s has at most 80 kB more', async (_source, files) => {
    expect(await weightOf(files)).toBeLessThan(80 * kB);
  });
});
