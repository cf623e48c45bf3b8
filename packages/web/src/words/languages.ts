import { i18n } from '@lingui/core';
import { useLingui } from '@lingui/react';

/** What the page speaks. `pseudo` shows which words are in no catalogue; nobody is offered it. */
const catalogues = {
  en: () => import('./en.po'),
  sv: () => import('./sv.po'),
  fr: () => import('./fr.po'),
  pseudo: () => import('./pseudo.po'),
};
export type PageLanguage = keyof typeof catalogues;

/** Those to choose from, each in its own words. */
export const languages: readonly [Exclude<PageLanguage, 'pseudo'>, string][] = [
  ['en', 'English'],
  ['sv', 'Svenska'],
  ['fr', 'Français'],
];

const kept = 'skein-language';

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

/** The language chosen here, else the first of the browser’s that the page speaks, else English. */
export const preferredLanguage = (): PageLanguage =>
  known(localStorage.getItem(kept)) ??
  read()
    .map(known)
    .find((one) => one !== undefined) ??
  'en';

/** The reader’s own tag of it (`en-GB`), by which dates and numbers are written. */
export const readersTag = (): string =>
  read().find((tag) => known(tag) === i18n.locale) ?? (i18n.locale === 'pseudo' ? 'en' : i18n.locale);

const ready = async (language: PageLanguage): Promise<void> => {
  const { messages } = await catalogues[language]();
  i18n.loadAndActivate({ locale: language, messages });
  document.documentElement.lang = language === 'pseudo' ? 'en' : language;
};

export const startWords = (): Promise<void> => ready(preferredLanguage());

export const speak = (language: PageLanguage): Promise<void> => {
  localStorage.setItem(kept, language);
  return ready(language);
};

/** What languages are called in the reader’s own; asked for in a component, so that it follows the language. */
export const useLanguageName = (): ((tag: string) => string) => {
  // Subscribes to the language.
  useLingui();
  const names = new Intl.DisplayNames([readersTag()], { type: 'language' });
  return (tag) => names.of(tag) ?? tag;
};
