import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import filePlugin from '@size-limit/file';
import sizeLimit from 'size-limit';
import { describe, expect, it } from 'vitest';
import { builtManifest, builtPages, laterIn } from '../server/built.ts';

const kB = 1_000;
const { assets, names } = builtPages();

const fileOf = (address: string): string => join(assets, address.replace('/assets/', ''));

/** What files weigh on the way to a browser: Brotli, as they are sent; a font is compressed already. */
const weightOf = async (addresses: readonly string[]): Promise<number> => {
  const [found] = (await sizeLimit([filePlugin], addresses.map(fileOf))) as { size: number }[];
  return found?.size ?? 0;
};

const font = names.file('atkinson-hyperlegible-next-latin-wght-normal') ?? '';
const later = laterIn(builtManifest(), [...names.script('page'), ...names.styles('page')]);
// Nobody is offered the words of no language.
const isFirstWords = (source: string): boolean => /words\/first\/(?!pseudo)\w+\.po$/.test(source);
const homeOf = [...later].find(([source]) => source.endsWith('home/Home.tsx'))?.[1] ?? [];
const scripts = [...names.script('page'), ...homeOf.filter((one) => one.endsWith('.js'))];

/** A catalogue names each sentence by six letters, as scripts do that say it. */
const sentencesOf = async (source: string): Promise<string[]> => {
  const [file = ''] = later.get(source) ?? [];
  const { messages } = await import(pathToFileURL(fileOf(file)).href);
  return Object.keys(messages);
};

describe('what a phone on a ward loads', () => {
  it('at first has at most 170 kB of script, the words of a language and the home in it', async () => {
    const words = [...later].filter(([source]) => isFirstWords(source)).map(([, files]) => weightOf(files));
    expect((await weightOf(scripts)) + Math.max(...(await Promise.all(words)))).toBeLessThan(170 * kB);
  });

  // Where one fails: its file is missing under `first` in lingui.config.ts.
  it('at first has the words of all that it says', async () => {
    const first = new Set(await sentencesOf('src/words/first/en.po'));
    const others = (await sentencesOf('src/words/en.po')).filter((one) => !first.has(one));
    const said = (await Promise.all(scripts.map((one) => readFile(fileOf(one), 'utf8')))).join('\n');
    const isSaid = (name: string): boolean => said.includes(`id:\`${name}\``);
    expect([...first].filter(isSaid).length).toBeGreaterThan(100);
    expect(others.filter(isSaid)).toEqual([]);
  });

  it('at first has at most 40 kB of styles and font', async () => {
    const styles = [...names.styles('page'), ...homeOf.filter((one) => one.endsWith('.css'))];
    expect(await weightOf([...styles, font])).toBeLessThan(40 * kB);
  });

  // The editor of notes comes where somebody writes, once the page is there.
  const mostOf = (source: string): number => (source.endsWith('meetings/Editor.tsx') ? 130 : 80);

  it.each([...later])('of %s has at most 80 kB more, the editor of notes 130', async (source, files) => {
    expect(await weightOf(files)).toBeLessThan(mostOf(source) * kB);
  });
});
