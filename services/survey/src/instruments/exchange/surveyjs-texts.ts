import { createKeys } from './keys.ts';
import type { Notes } from './notes.ts';
import { languageTag, type Place, type Translations, translate, wordedAs } from './wording.ts';

export type Json = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;

/** Anything of a form as text; what is no text, number or yes or no as JSON, since an object may have no text of its own. */
export const asText = (value: unknown): string => textOf(value) ?? JSON.stringify(value) ?? '';

/** What SurveyJS takes texts for that name no language. */
const usual = 'en';

interface Said {
  readonly locale: string;
  readonly tag: string | undefined;
  readonly text: string;
}

const saidIn = (value: Json, { path }: Place, notes: Notes): Said[] =>
  Object.entries(value).flatMap(([locale, said]) => {
    if (said === undefined || said === null) return [];
    const text = textOf(said);
    if (text === undefined) notes.leftOut(`${path}/${locale}`, 'is no text');
    if (text === undefined || text.trim() === '') return [];
    return [{ locale, tag: locale === 'default' ? usual : languageTag(locale), text }];
  });

/** What the name of a question before is here, as texts fill its answer in; undefined where there is none. */
export type Fill = (name: string) => string | undefined;

/** The texts that fill in answers: what is asked and said, not what is chosen from. */
const fillsIn = /^(?:questions\/[^/]+\/(?:text|help|errorText)|sections\/[^/]+\/(?:title|text))$/;

/** Texts of a form of SurveyJS, in the language that the form is shown in and in others. */
export const createTexts = (locale: unknown, notes: Notes, fill: Fill) => {
  const translations: Translations = {};
  const given = textOf(locale);
  const language = given && given !== 'default' ? languageTag(given) : usual;
  if (language === undefined)
    notes.changed('#/locale', 'is no language with a BCP 47 tag; taken for English');
  const shown = language ?? usual;

  /** Answers in braces, under the keys that they have here. */
  const filled = (text: string, { path, textPath = '' }: Place): string =>
    text.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => {
      const here = fillsIn.test(textPath) ? fill(name.trim()) : undefined;
      if (here === undefined)
        notes.changed(path, 'shows what is not known here before it is answered, of which “…” is left');
      return here ?? '…';
    });

  const carry = ({ locale, tag, text }: Said, place: Place): void => {
    const at = { ...place, path: `${place.path}/${locale}` };
    if (tag === undefined) notes.leftOut(at.path, 'is in no language with a BCP 47 tag');
    else translate(translations, { language: tag, text: filled(text, at) }, at, notes);
  };

  /** The rest of what is said, each language once: what names none is in the usual one. */
  const carryOthers = (others: readonly Said[], own: Said, place: Place): void => {
    const used = new Set<string | undefined>([shown]);
    for (const one of others) {
      if (one.text === own.text) continue;
      if (one.tag !== undefined && used.has(one.tag))
        notes.leftOut(`${place.path}/${one.locale}`, `is a second text in ${one.tag}`);
      else carry(one, place);
      used.add(one.tag);
    }
  };

  /** As SurveyJS shows it: in the form’s language, else what names none; the rest are translations. */
  const localized = (value: Json, place: Place): string | undefined => {
    const texts = saidIn(value, place, notes);
    const plain = texts.find(({ locale: one }) => one === 'default');
    const named = texts.find((one) => one !== plain && one.tag === shown);
    const chosen = shown === usual ? (plain ?? named) : (named ?? plain);
    const own = chosen ?? texts[0];
    if (!own) return undefined;
    if (!chosen) notes.changed(place.path, `is not in ${shown}, but in ${own.locale} alone`);
    carryOthers(
      texts.filter((one) => one !== own),
      own,
      place,
    );
    return own.text;
  };

  return {
    translations,
    /** The language of the texts. */
    language: shown,
    /** A text of the form, which may be in several languages; undefined where there is none. */
    at: (value: unknown, place: Place): string | undefined => {
      const text = isRecord(value) ? localized(value, place) : textOf(value);
      if (text === undefined && value !== undefined && value !== null && !isRecord(value))
        notes.leftOut(place.path, 'is no text');
      return text === undefined ? undefined : wordedAs(filled(text, place), place, notes) || undefined;
    },
  };
};
export type Texts = ReturnType<typeof createTexts>;

const inAll = (text: unknown): [language: string, text: string][] => {
  if (isRecord(text))
    return Object.entries(text).flatMap(([language, one]): [string, string][] => {
      const said = textOf(one);
      return said === undefined ? [] : [[language, said]];
    });
  const said = textOf(text);
  return said === undefined ? [] : [['default', said]];
};

/** Two texts as one, in each language that either has. */
export const together = (one: unknown, other: unknown, between = ' – '): Json => {
  const [first, second] = [new Map(inAll(one)), new Map(inAll(other))];
  const languages = new Set([...first.keys(), ...second.keys()]);
  const said = (texts: Map<string, string>, language: string) =>
    texts.get(language) ?? texts.get('default') ?? [...texts.values()][0];
  return Object.fromEntries(
    [...languages].map((language) => [
      language,
      [said(first, language), said(second, language)].filter(Boolean).join(between),
    ]),
  );
};

/** A text in whatever language it is, where only its sense matters. */
export const anyText = (value: unknown): string | undefined =>
  isRecord(value) ? (textOf(value.default) ?? Object.values(value).map(textOf).find(Boolean)) : textOf(value);

export const keysFor = (fallback: string, reserved: readonly string[] = []) => {
  const keyFor = createKeys(fallback, reserved);
  return (name: unknown, path: string, notes: Notes): string => keyFor(textOf(name), path, notes);
};
