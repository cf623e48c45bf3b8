import { isCleanText, LanguageTag } from '@skein/contracts';
import type { Notes } from './notes.ts';

/** An instrument's texts in other languages, by language and path. */
export type Translations = Record<string, Record<string, string>>;

/** Where a text stands in the form and in the instrument, and how long it may be there. */
export interface Place {
  readonly path: string;
  /** In the instrument; absent where it has no translation. */
  readonly textPath?: string;
  readonly max: number;
}

/** Lower-case language, capitalized script, upper-case region: `pt-br` is `pt-BR`. */
export const languageTag = (locale: string): string | undefined => {
  const [language = '', ...rest] = locale.split(/[-_]/);
  const parts = rest.map((part) =>
    part.length === 4 ? `${part[0]?.toUpperCase()}${part.slice(1).toLowerCase()}` : part.toUpperCase(),
  );
  return LanguageTag.safeParse([language.toLowerCase(), ...parts].join('-')).data;
};

/** A text of a form as one line of an instrument. */
export const wordedAs = (value: string, { path, max }: Place, notes: Notes): string => {
  const line = value.replaceAll(/\s+/gu, ' ').trim();
  const clean = [...line].filter((unit) => isCleanText(unit, true)).join('');
  if (clean.length < line.length) notes.looks(path, 'held control characters, which were left out');
  if (/<[a-z/][^>]*>/i.test(clean)) notes.looks(path, 'holds HTML, which is shown as text');
  if (clean.length <= max) return clean;
  notes.changed(path, `was longer and is cut to ${max} characters`);
  return clean.slice(0, max).trim().toWellFormed().replaceAll('\ufffd', '');
};

/** Keeps a text in a language beside those of the form. */
export const translate = (
  translations: Translations,
  { language, text }: { language: string; text: string },
  place: Place,
  notes: Notes,
): void => {
  const { path, textPath } = place;
  if (textPath === undefined) notes.leftOut(path, 'has no translation here');
  else {
    const worded = wordedAs(text, place, notes);
    if (worded) translations[language] = { ...translations[language], [textPath]: worded };
  }
};
