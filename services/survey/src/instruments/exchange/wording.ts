import { isCleanText, LanguageTag } from '@skein/contracts';
import { isHtml, textOfHtml } from './html.ts';
import type { Notes } from './notes.ts';

/** An instrument's texts in other languages, by language and path. */
export type Translations = Record<string, Record<string, string>>;

/** Where a text stands in the form and in the instrument, and how long it may be there. */
export interface Place {
  readonly path: string;
  /** In the instrument; absent where it has no translation. */
  readonly textPath?: string;
  readonly max: number;
  /** Whether it may have several lines. */
  readonly lines?: boolean;
}

/** Lower-case language, capitalized script, upper-case region: `pt-br` is `pt-BR`. */
export const languageTag = (locale: string): string | undefined => {
  const [language = '', ...rest] = locale.split(/[-_]/);
  const parts = rest.map((part) =>
    part.length === 4 ? `${part[0]?.toUpperCase()}${part.slice(1).toLowerCase()}` : part.toUpperCase(),
  );
  return LanguageTag.safeParse([language.toLowerCase(), ...parts].join('-')).data;
};

/** In one line, or in lines with one empty line at most between them. */
const tidied = (text: string, lines: boolean): string =>
  lines
    ? text
        .split(/\r\n|[\n\v\f\r\u2028\u2029]/u)
        .map((line) => line.replaceAll(/\s+/gu, ' ').trim())
        .join('\n')
        .replaceAll(/\n{3,}/g, '\n\n')
        .trim()
    : text.replaceAll(/\s+/gu, ' ').trim();

/** A text of a form as an instrument may have it. */
export const wordedAs = (value: string, { path, max, lines = false }: Place, notes: Notes): string => {
  const text = tidied(isHtml(value) ? textOfHtml(value) : value, lines);
  if (isHtml(value)) notes.looks(path, 'was HTML, and is the text of that here');
  const clean = [...text].filter((unit) => isCleanText(unit, !lines)).join('');
  if (clean.length < text.length) notes.looks(path, 'held control characters, which were left out');
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
