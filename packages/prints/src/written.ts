import type { Block, PrintDocument } from './document.ts';

/** Text that a font can show; `has` says whether one has a character. */
type Has = (code: number) => boolean;

// What shows nothing by itself, as the joiners of emoji and of scripts.
const unseen = /\p{Default_Ignorable_Code_Point}/u;

const shownAs = (character: string, has: Has): string => {
  const code = character.codePointAt(0) ?? 0;
  if (character === '\n') return character;
  if (character === '\t') return '    ';
  // Each control character has a picture of its own.
  if (code < 0x20) return String.fromCodePoint(0x24_00 + code);
  if (code === 0x7f) return '\u2421';
  if (code === 0xfe_ff) return '';
  if (has(code) || unseen.test(character)) return character;
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
};

/** What somebody wrote so that nothing of it is lost on paper: what no font has is named by its number. */
export const drawable = (text: string, has: Has): string =>
  [...text.toWellFormed().replaceAll(/\r\n?/g, '\n')].map((character) => shownAs(character, has)).join('');

type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };

const withText = (value: Json, change: (text: string) => string): Json => {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one: Json) => withText(one, change));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withText(one, change)]));
};

/** A document with every text in it changed. */
export const inDocument = (document: PrintDocument, change: (text: string) => string): PrintDocument => ({
  ...(withText({ ...document, blocks: [] } as unknown as Json, change) as unknown as PrintDocument),
  blocks: withText(document.blocks as unknown as Json, change) as unknown as Block[],
});
