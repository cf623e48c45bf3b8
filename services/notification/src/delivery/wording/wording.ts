import { readFile } from 'node:fs/promises';
import Handlebars from 'handlebars';
import mjml2html from 'mjml';
import { z } from 'zod';

/** What a letter says, ready to be put into an envelope. */
export interface Composed {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** The network that a letter is from, as its frame names it. */
export const LetterHead = z.strictObject({
  name: z.string(),
  /** Whom it comes from. */
  sender: z.string(),
  /** Where it says how it handles data. */
  privacy: z.url(),
  /** Its colour, on light and on dark ground. */
  accent: z.string(),
  accentOnDark: z.string(),
});
export type LetterHead = z.infer<typeof LetterHead>;

/** A letter's words with their values, to be put under the head of the network that sends it. */
export type Worded = (head: LetterHead) => Composed;

/** The words of a letter, with places for values. */
export interface Wording<V = unknown> {
  /** The values that it has places for. */
  readonly needs: z.ZodType<V>;
  /** Values as they may be, for looking at the letter. */
  readonly examples: readonly V[];
  /** Fills the places, escaped where they go into HTML; throws at once where the values are not what it needs. */
  compose(values: V): Worded;
}

/** A value that may be missing, which must be said: a template's place for what nobody named is an error. */
export const orNone = <S extends z.ZodType>(schema: S) => z.union([schema, z.undefined()]);

const withFrame = (frame: string, body: string): string => {
  const [letter = '', foot = ''] = body.split('%FOOT%');
  return frame.replace('%LETTER%', () => letter).replace('%FOOT%', () => foot);
};

/** MJML takes colours alone: these two of the frame stand for those of the network. */
const accents = { '#00594a': '{{head.accent}}', '#9fdccb': '{{head.accentOnDark}}' };

const inNetworksColour = (html: string): string =>
  Object.entries(accents).reduce((all, [stands, value]) => all.replaceAll(stands, value), html);

// MJML indents deeply; what only indents is not sent a hundred thousand times.
const withoutIndent = (html: string): string => html.replace(/\n\s+/g, '\n');

// The same as the foot of `frame.mjml` says.
const plainFoot = '{{head.name}}\nHow your data is handled: {{head.privacy}}\n';

interface Template<V extends object> {
  /** The module beside which the templates stand: `import.meta.url`. */
  readonly beside: string;
  /** Of the files `<name>.mjml` and `<name>.txt`; `letter` unless said. */
  readonly name?: string;
  /** With places like the templates. */
  readonly subject: string;
  /** What a mail program shows beside the subject. */
  readonly preview: string;
  readonly needs: z.ZodType<V>;
  readonly examples: readonly NoInfer<V>[];
}

/**
 * Compiles the template of a letter, once: MJML with the values' places in it becomes HTML, and that a function.
 * Compiling MJML takes milliseconds, filling in a value's place microseconds. A wording that does not compile keeps the
 * process from starting, since a capability awaits it as it loads.
 */
export const defineWording = async <V extends object>({
  beside,
  name = 'letter',
  subject,
  preview,
  needs,
  examples,
}: Template<V>): Promise<Wording<V>> => {
  const [frame, body, plain] = await Promise.all([
    readFile(new URL('./frame.mjml', import.meta.url), 'utf8'),
    readFile(new URL(`./${name}.mjml`, beside), 'utf8'),
    readFile(new URL(`./${name}.txt`, beside), 'utf8'),
  ]);
  const whole = withFrame(frame, body).replaceAll('{{subject}}', subject).replaceAll('{{preview}}', preview);
  const { html } = await mjml2html(whole, { validationLevel: 'strict', keepComments: false });
  const strict = { strict: true, knownHelpersOnly: true };
  const fillHtml = Handlebars.compile(inNetworksColour(withoutIndent(html)), strict);
  const fillText = Handlebars.compile(`${plain.trimEnd()}\n\n${plainFoot}`, { ...strict, noEscape: true });
  const fillSubject = Handlebars.compile(subject, { ...strict, noEscape: true });
  return {
    needs,
    examples,
    compose: (given) => {
      const values = needs.parse(given);
      return (head) => {
        const all = { ...values, head };
        return { subject: fillSubject(values), html: fillHtml(all), text: fillText(all) };
      };
    },
  };
};
