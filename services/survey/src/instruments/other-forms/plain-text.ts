import { convert } from 'html-to-text';

const mostCharacters = 20_000;

/** What a text that a program writes in HTML says: its words, without how they look. */
export const plainText = (html: string): string =>
  convert(html.slice(0, mostCharacters), {
    wordwrap: false,
    limits: { maxDepth: 30, maxInputLength: mostCharacters, maxChildNodes: 2_000 },
    selectors: [
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
      { selector: 'img', format: 'skip' },
      { selector: 'script', format: 'skip' },
      { selector: 'style', format: 'skip' },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
        selector,
        options: { uppercase: false },
      })),
    ],
  }).trim();

export const hasMarkup = (text: string): boolean => /<[a-z!/][^>]*>/i.test(text);
