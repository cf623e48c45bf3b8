import { convert } from 'html-to-text';

/** Whether a text is written in HTML. */
export const isHtml = (text: string): boolean => /<\/?[a-z][^>]*>/i.test(text);

/** What HTML says, as lines of text: pictures by what stands for them, and links with where they lead. */
export const textOfHtml = (html: string): string =>
  convert(html, {
    wordwrap: false,
    limits: { maxInputLength: 200_000, maxDepth: 50 },
    selectors: [
      { selector: 'img', format: 'inline', options: {} },
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
        selector,
        options: { uppercase: false },
      })),
    ],
  });
