import { isCleanText, LanguageTag, type NotCarried } from '@skein/contracts';

export type Json = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** What is gathered while a form is read: texts in other languages, and all that could not be carried over. */
export interface Notes {
  readonly notCarried: NotCarried[];
  readonly translations: Record<string, Record<string, string>>;
  /** The language of the texts. */
  readonly language: string;
  lose(path: string, detail: string): void;
}

/** Lower-case language, capitalized script, upper-case region: `pt-br` is `pt-BR`. */
const tagOf = (locale: string): string | undefined => {
  const [language = '', ...rest] = locale.split(/[-_]/);
  const parts = rest.map((part) =>
    part.length === 4 ? `${part[0]?.toUpperCase()}${part.slice(1).toLowerCase()}` : part.toUpperCase(),
  );
  return LanguageTag.safeParse([language.toLowerCase(), ...parts].join('-')).data;
};

export const createNotes = (locale: unknown): Notes => {
  const notCarried: NotCarried[] = [];
  return {
    notCarried,
    translations: {},
    language: (typeof locale === 'string' && tagOf(locale)) || 'en',
    lose: (path, detail) => {
      notCarried.push({ path, detail });
    },
  };
};

/** Where a text stands in the form and in the instrument, and how long it may be there. */
export interface Place {
  readonly path: string;
  readonly textPath?: string;
  readonly max: number;
}

const cleaned = (value: string, { path, max }: Place, notes: Notes): string => {
  const line = value.replaceAll(/\s+/gu, ' ').trim();
  const clean = [...line].filter((unit) => isCleanText(unit, true)).join('');
  if (clean.length < line.length) notes.lose(path, 'held control characters, which were left out');
  if (/\{[^{}]+\}/.test(clean)) notes.lose(path, 'shows an answer in braces, which is not filled in here');
  if (/<[a-z/][^>]*>/i.test(clean)) notes.lose(path, 'holds HTML, which is shown as text');
  if (clean.length <= max) return clean;
  notes.lose(path, `was cut to ${max} characters`);
  return clean.slice(0, max).trim().toWellFormed().replaceAll('\ufffd', '');
};

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;

const carryTranslation = (locale: string, text: string, place: Place, notes: Notes): void => {
  const tag = tagOf(locale);
  const path = `${place.path}/${locale}`;
  if (tag === undefined) notes.lose(path, 'is in no language with a BCP 47 tag');
  else if (place.textPath === undefined) notes.lose(path, 'has no translation here');
  else {
    const translated = cleaned(text, { ...place, path }, notes);
    notes.translations[tag] = { ...notes.translations[tag], [place.textPath]: translated };
  }
};

/** The text in the language of the form, or else in any; the rest goes to the translations. */
const localized = (value: Json, place: Place, notes: Notes): string | undefined => {
  const texts = Object.entries(value).flatMap(([locale, text]) => {
    const said = textOf(text);
    return said ? [{ locale, text: said }] : [];
  });
  const isUsual = ({ locale }: { locale: string }) => tagOf(locale) === notes.language;
  const usual = texts.find(({ locale }) => locale === 'default') ?? texts.find(isUsual) ?? texts[0];
  for (const one of texts)
    if (one !== usual && !isUsual(one)) carryTranslation(one.locale, one.text, place, notes);
  return usual?.text;
};

/** A text of the form, which may be in several languages; undefined where there is none. */
export const textAt = (value: unknown, place: Place, notes: Notes): string | undefined => {
  const text = isRecord(value) ? localized(value, place, notes) : textOf(value);
  if (text === undefined && value !== undefined) notes.lose(place.path, 'is no text');
  return text === undefined ? undefined : cleaned(text, place, notes) || undefined;
};

/** Makes keys out of names, each once: `What’s up?` becomes `what-s-up`. */
export const createKeys = (fallback: string) => {
  const taken = new Set<string>();
  return (name: unknown, path: string, notes: Notes): string => {
    const given = textOf(name) ?? '';
    const words = given
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '');
    const lead = (/^[a-z]/.test(words) ? words : `${fallback}-${words}`).slice(0, 34).replace(/-+$/, '');
    let key = lead;
    for (let again = 2; taken.has(key); again += 1) key = `${lead}-${again}`;
    taken.add(key);
    if (key !== given)
      notes.lose(
        path,
        given ? `“${given.slice(0, 80)}” has become the key ${key}` : `is missing; the key is ${key}`,
      );
    return key;
  };
};

/** Notes each field of the form that nothing read. */
export const loseOthers = (value: Json, known: ReadonlySet<string>, path: string, notes: Notes): void => {
  for (const [field, content] of Object.entries(value)) {
    if (!known.has(field) && content !== undefined) notes.lose(`${path}/${field}`, 'has no counterpart');
  }
};
