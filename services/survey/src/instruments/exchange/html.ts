import { convert } from 'html-to-text';

/** Whether a text is written in HTML. */
export const isHtml = (text: string): boolean => /<[/!]?[a-z][^>]*>/i.test(text);

/** Above any text of a form. */
const mostCharacters = 20_000;

/** What HTML says, as lines of text: pictures by what stands for them, links with where they lead, and no programs. */
export const textOfHtml = (html: string): string =>
  convert(html.slice(0, mostCharacters), {
    wordwrap: false,
    limits: { maxInputLength: mostCharacters, maxDepth: 30, maxChildNodes: 2_000 },
    selectors: [
      { selector: 'img', format: 'inline', options: {} },
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
      { selector: 'script', format: 'skip' },
      { selector: 'style', format: 'skip' },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
        selector,
        options: { uppercase: false },
      })),
    ],
  }).trim();
