import { htmlEscape } from 'escape-goat';

/** HTML that `html` has made, and nothing else has. */
export class Markup {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

export type Part = string | number | undefined | false | Markup | readonly Part[];

// What lets a text pretend to be another one; a person is to see that something stands there.
const deceiving = /[^\P{Cc}\t\n\r]|[\u{202a}-\u{202e}\u{2066}-\u{2069}]/gu;

const visible = (text: string): string => text.toWellFormed().replaceAll(deceiving, '\u{fffd}');

const written = (part: Part): string => {
  if (part === undefined || part === false) return '';
  if (part instanceof Markup) return part.source;
  if (typeof part === 'object') return part.map(written).join('');
  return htmlEscape(visible(String(part)));
};

/** A template of HTML: every text in it is escaped, in an element as in a quoted attribute; there is no way around it. */
export const html = (strings: TemplateStringsArray, ...parts: Part[]): Markup =>
  new Markup(String.raw({ raw: strings }, ...parts.map(written)));

/** The paragraphs of a text, each said as it is or as `say` has it. */
export const paragraphsOf = (
  text: string,
  attributes?: Markup,
  say: (line: string) => Part = (line) => line,
): Markup[] =>
  text
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map((line) => html`<p ${attributes}>${say(line)}</p>`);
