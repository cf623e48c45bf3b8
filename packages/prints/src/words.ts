/** The languages that documents have words in; in all others they are in the first. */
const spoken = ['en', 'sv', 'fr'] as const;
type Spoken = (typeof spoken)[number];

/** The first of these languages that documents have words in. */
export const spokenOf = (languages: readonly string[]): Spoken =>
  languages.flatMap((tag) => spoken.filter((one) => one === tag.split('-')[0]))[0] ?? 'en';

/** Words of a document, in each language. */
export type InLanguages<T> = Readonly<Record<Spoken, T>>;
