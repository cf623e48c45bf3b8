import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type Font, create } from 'fontkit';
import { convert } from 'fontverter';

const require = createRequire(import.meta.url);

const read = (path: string): Promise<Buffer> => readFile(require.resolve(path));

const hyperlegible = '@expo-google-fonts/atkinson-hyperlegible-next';
const usual = [
  `${hyperlegible}/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf`,
  `${hyperlegible}/400Regular_Italic/AtkinsonHyperlegibleNext_400Regular_Italic.ttf`,
  `${hyperlegible}/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf`,
  `${hyperlegible}/700Bold_Italic/AtkinsonHyperlegibleNext_700Bold_Italic.ttf`,
  // Greek, Cyrillic, Arabic, Hebrew, Georgian, Armenian and signs.
  'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
  'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf',
];

/** Nearly every character that there is, in plain shapes. */
const last = '@fontsource/unifontex/files/unifontex-latin-400-normal.woff2';

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
export const usualFonts = async (): Promise<Fonts> => fontsOf(await Promise.all(usual.map(read)));

/** With the one that has nearly all scripts: 14 MB, so for those documents alone that need it. */
export const allFonts = async ({ files }: Fonts): Promise<Fonts> =>
  fontsOf([...files, await convert(await read(last), 'sfnt')]);
