import { readFile } from 'node:fs/promises';
import Handlebars from 'handlebars';
import mjml2html from 'mjml';

/** What a letter says, ready to be put into an envelope. */
export interface Composed {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** A kind of letter: fills its template with values, escaped where they go into HTML. */
export type LetterTemplate<V extends object> = (values: V) => Composed;

const source = (file: string): Promise<string> =>
  readFile(new URL(`./templates/${file}`, import.meta.url), 'utf8');

const withFrame = (frame: string, body: string): string => {
  const [letter = '', foot = ''] = body.split('%FOOT%');
  return frame.replace('%LETTER%', () => letter).replace('%FOOT%', () => foot);
};

// MJML indents deeply; what only indents is not sent a hundred thousand times.
const withoutIndent = (html: string): string => html.replace(/\n\s+/g, '\n');

/**
 * Compiles the template of a letter, once: MJML with the values' places in it becomes HTML, and that a function.
 * Compiling MJML takes milliseconds, filling in a value's place microseconds.
 *
 * @param name of the files `templates/<name>.mjml` and `.txt`
 * @param subject with places like the templates
 * @param preview what a mail program shows beside the subject
 */
export const compileLetter = async <V extends object>(
  name: string,
  subject: string,
  preview: string,
): Promise<LetterTemplate<V>> => {
  const [frame, body, plain] = await Promise.all([
    source('frame.mjml'),
    source(`${name}.mjml`),
    source(`${name}.txt`),
  ]);
  const whole = withFrame(frame, body).replaceAll('{{subject}}', subject).replaceAll('{{preview}}', preview);
  const { html } = await mjml2html(whole, { validationLevel: 'strict', keepComments: false });
  const strict = { strict: true, knownHelpersOnly: true };
  const fillHtml = Handlebars.compile<V>(withoutIndent(html), strict);
  const fillText = Handlebars.compile<V>(plain, { ...strict, noEscape: true });
  const fillSubject = Handlebars.compile<V>(subject, { ...strict, noEscape: true });
  return (values) => ({ subject: fillSubject(values), html: fillHtml(values), text: fillText(values) });
};
