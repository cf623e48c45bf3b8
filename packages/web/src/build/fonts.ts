import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import subsetFont from 'subset-font';

const face = 'atkinson-hyperlegible-next';

const require = createRequire(import.meta.url);

/** Where the font’s package has its files, each whole. */
export const wholeFonts = join(
  dirname(require.resolve('@fontsource-variable/atkinson-hyperlegible-next/package.json')),
  'files',
);

/** The heaviest that any style asks for, and the lightest; a test holds the styles to it. */
export const weights = { min: 400, max: 750 } as const;

/** What a file keeps: all characters of these ranges that it has. */
const kept = {
  [`${face}-latin-wght-normal.woff2`]: [
    [0x20, 0x7e],
    [0xa0, 0xff],
    ...[0x131, 0x152, 0x153, 0x178, 0x2bc, 0x2c6, 0x2da, 0x2dc].map((one) => [one, one]),
    [0x2010, 0x2027],
    [0x202f, 0x203a],
    ...[0x20ac, 0x2122, 0x2212, 0x2215, 0xfffd].map((one) => [one, one]),
    [0x2190, 0x2193],
  ],
  [`${face}-latin-ext-wght-normal.woff2`]: [
    [0x100, 0x24f],
    [0x2b0, 0x2ff],
    [0x1e00, 0x1eff],
    [0x20a0, 0x20c0],
  ],
} as const satisfies Record<string, readonly (readonly number[])[]>;

const charactersIn = (ranges: readonly (readonly number[])[]): string =>
  ranges
    .flatMap(([first = 0, last = 0]) => Array.from({ length: last - first + 1 }, (_, step) => first + step))
    .map((code) => String.fromCodePoint(code))
    .join('');

/** Puts the fonts into a folder with no more in them than the page writes, in the weights that it uses. */
export const subsetFonts = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  for (const [name, ranges] of Object.entries(kept)) {
    const whole = await readFile(join(wholeFonts, name));
    const subset = await subsetFont(whole, charactersIn(ranges), {
      targetFormat: 'woff2',
      variationAxes: { wght: { ...weights, default: weights.min } },
    });
    await writeFile(join(folder, basename(name)), subset);
  }
};

/** Where `@fonts/…` in a style leads. */
export const fontsIn = (folder: string) => ({ alias: [{ find: '@fonts', replacement: folder }] });
