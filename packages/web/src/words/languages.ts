import { i18n } from '@lingui/core';
import { useLingui } from '@lingui/react';

/**
 * What the page speaks: what the first load says, and what all other parts do. `pseudo` shows which words are in no
 * catalogue; nobody is offered it.
 */
const catalogues = {
  en: { first: () => import('./first/en.po'), later: () => import('./en.po') },
  sv: { first: () => import('./first/sv.po'), later: () => import('./sv.po') },
  fr: { first: () => import('./first/fr.po'), later: () => import('./fr.po') },
  pseudo: { first: () => import('./first/pseudo.po'), later: () => import('./pseudo.po') },
};
export type PageLanguage = keyof typeof catalogues;

/** Those to choose from, each in its own words. */
export const languages: readonly [Exclude<PageLanguage, 'pseudo'>, string][] = [
  ['en', 'English'],
  ['sv', 'Svenska'],
  ['fr', 'Français'],
];

/** What was chosen with this browser, and what whoever is signed in with it would rather read. */
const chosen = 'skein-language';
const members = 'skein-member-language';

const known = (tag: string | null | undefined): PageLanguage | undefined => {
  const language = tag?.toLowerCase().split('-')[0] ?? '';
  return Object.hasOwn(catalogues, language) ? (language as PageLanguage) : undefined;
};

/** What the browser says that its person reads; some name what is no language tag (`en-US@posix`). */
const read = (): string[] =>
  navigator.languages.filter((tag) => {
    try {
      return Intl.getCanonicalLocales(tag).length > 0;
    } catch {
      return false;
    }
  });

/** The language chosen here, else that of the profile, else the first of the browser’s that the page speaks, else English. */
export const preferredLanguage = (): PageLanguage =>
  known(localStorage.getItem(chosen)) ??
  known(localStorage.getItem(members)) ??
  read()
    .map(known)
    .find((one) => one !== undefined) ??
  'en';

/** The reader’s own tag of it (`en-GB`), by which dates and numbers are written. */
export const readersTag = (): string =>
  read().find((tag) => known(tag) === i18n.locale) ?? (i18n.locale === 'pseudo' ? 'en' : i18n.locale);

const ready = async (language: PageLanguage, ...parts: ('first' | 'later')[]): Promise<void> => {
  const loaded = await Promise.all(parts.map((part) => catalogues[language][part]()));
  i18n.loadAndActivate({
    locale: language,
    messages: Object.assign({}, ...loaded.map((one) => one.messages)),
  });
  document.documentElement.lang = language === 'pseudo' ? 'en' : language;
};

let allWords = false;

/** The words of the first load. */
export const startWords = (): Promise<void> => ready(preferredLanguage(), 'first');

/** Loads a part of the page together with the words that the first load leaves out. */
export const withWords =
  <T>(load: () => Promise<T>) =>
  async (): Promise<T> => {
    const words = allWords ? undefined : ready(preferredLanguage(), 'first', 'later');
    const [loaded] = await Promise.all([load(), words]);
    allWords = true;
    return loaded;
  };

export const speak = async (language: PageLanguage): Promise<void> => {
  localStorage.setItem(chosen, language);
  await ready(language, 'first', 'later');
  allWords = true;
};

/** Goes on in the preferred language, where that is another one by now. */
export const keepToPreferred = async (): Promise<void> => {
  const language = preferredLanguage();
  if (i18n.locale === language) return;
  await (allWords ? ready(language, 'first', 'later') : ready(language, 'first'));
};

/** Speaks to whoever is signed in as their profile says, or to a visitor as their browser does, unless one was chosen. */
export const speakTo = async (language: string | undefined): Promise<void> => {
  if (language) localStorage.setItem(members, language);
  else localStorage.removeItem(members);
  // The first words come by themselves.
  if (i18n.locale) await keepToPreferred();
};

/** Follows what was just chosen for the profile, whatever was chosen with this browser before. */
export const followProfile = async (language: string | undefined): Promise<void> => {
  localStorage.removeItem(chosen);
  await speakTo(language);
};

/** What languages are called in the reader’s own; asked for in a component, so that it follows the language. */
export const useLanguageName = (): ((tag: string) => string) => {
  // Subscribes to the language.
  useLingui();
  const names = new Intl.DisplayNames([readersTag()], { type: 'language' });
  return (tag) => names.of(tag) ?? tag;
};
