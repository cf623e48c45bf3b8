/// <reference path="./fontverter.d.ts" />
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { create, type Font } from 'fontkit';
import { convert } from 'fontverter';

const require = createRequire(import.meta.url);

const hyperlegible = dirname(require.resolve('@expo-google-fonts/atkinson-hyperlegible-next/package.json'));
const dejaVu = dirname(require.resolve('dejavu-fonts-ttf/package.json'));
const unifontEx = dirname(require.resolve('@fontsource/unifontex/package.json'));

const usual = [
  ...['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic'].map((face) =>
    join(hyperlegible, face, `AtkinsonHyperlegibleNext_${face}.ttf`),
  ),
  // Greek, Cyrillic, Arabic, Hebrew, Georgian, Armenian and signs.
  ...['DejaVuSans', 'DejaVuSans-Bold'].map((face) => join(dejaVu, 'ttf', `${face}.ttf`)),
];

/** Nearly every character that there is, in plain shapes. */
const last = join(unifontEx, 'files', 'unifontex-latin-400-normal.woff');

/** Fonts, and which characters they have. */
export interface Fonts {
  readonly files: Buffer[];
  readonly has: (code: number) => boolean;
}

const fontsOf = (files: Buffer[]): Fonts => {
  const codes = new Set(files.flatMap((file) => (create(file) as Font).characterSet));
  return { files, has: (code) => codes.has(code) };
};

/** The fonts that nearly all documents do with. */
export const usualFonts = async (): Promise<Fonts> =>
  fontsOf(await Promise.all(usual.map((path) => readFile(path))));

/** With the one that has nearly all scripts: 14 MB, so for those documents alone that need it. */
export const allFonts = async ({ files }: Fonts): Promise<Fonts> =>
  fontsOf([...files, await convert(await readFile(last), 'sfnt')]);
