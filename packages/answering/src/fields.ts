import type { Answers, AnswerValue } from '@skein/contracts';
import { tidyLine, tidyParagraphs } from '@skein/contracts/written';
import { numberTyped } from './typed.ts';

/**
 * From the fields of the answering page's form to answers. The service reads a plain form post with it, and the page
 * what it sends itself: one program for both.
 */

/** What is needed of a question. */
export interface Asked {
  readonly kind: string;
  readonly key: string;
  readonly several?: boolean | undefined;
  readonly short?: boolean | undefined;
  readonly format?: string | undefined;
  readonly choices?: readonly { readonly key: string; readonly other?: true | undefined }[] | undefined;
}

/** The values of each field by its name. */
export type Fields = Map<string, string[]>;

/** A field's name: the question, and in it a row, a choice that is ranked, or `text` beside the choices. */
export const fieldName = (key: string, part?: string): string =>
  part === undefined ? `a.${key}` : `a.${key}.${part}`;

export const fieldsOf = (entries: Iterable<readonly [string, unknown]>): Fields => {
  const fields: Fields = new Map();
  for (const [name, value] of entries) {
    if (!name.startsWith('a.') || typeof value !== 'string' || value.trim() === '') continue;
    // A form posts line ends as CR LF, whatever was typed.
    const text = value.replaceAll('\r\n', '\n');
    fields.set(name, [...(fields.get(name) ?? []), text]);
  }
  return fields;
};

/** The parts of a question that have a value, by the part's name. */
const partsOf = (fields: Fields, key: string): [part: string, value: string][] => {
  const start = fieldName(key, '');
  return [...fields].flatMap(([name, [value]]): [string, string][] =>
    name.startsWith(start) && value !== undefined ? [[name.slice(start.length), value]] : [],
  );
};

/** Choices, and the text of the one that asks for a text: whoever wrote one has chosen it. */
const chosenWith = (
  { kind, choices = [] }: Asked,
  given: string[],
  text: string | undefined,
): AnswerValue | undefined => {
  const other = choices.find((choice) => choice.other)?.key;
  const one = kind === 'single';
  const written = other === undefined || (one && given.length > 0 && given[0] !== other) ? undefined : text;
  const keys = written && other && !given.includes(other) ? [...given, other] : given;
  const [first] = keys;
  if (first === undefined) return undefined;
  if (written && other) return one ? { choice: first, text: written } : { choices: keys, text: written };
  return one ? first : keys;
};

interface Read {
  readonly answer: AnswerValue | undefined;
  readonly fault?: string | undefined;
}

/** In the order of the numbers that stand beside the choices. */
const ranked = (fields: Fields, key: string, numeric: (text: string) => number | string): Read => {
  const places = partsOf(fields, key).map(([choice, text]) => ({ choice, text, place: numeric(text) }));
  const wrong = places.find(({ place }) => !Number.isInteger(place) || Number(place) < 1);
  const order = places.toSorted((one, other) => Number(one.place) - Number(other.place));
  const tied = order.find(({ place }, index) => index > 0 && order[index - 1]?.place === place);
  const fault = wrong
    ? `has “${wrong.text}” for a place, which must be a whole number from 1 up`
    : tied && `gives the place ${tied.text.trim()} to more than one`;
  return { answer: order.length ? order.map(({ choice }) => choice) : undefined, fault };
};

/** A text as it was meant; nothing where nothing is left. */
const tidied = (text: string | undefined, tidy: (text: string) => string): string | undefined =>
  (text && tidy(text).trim()) || undefined;

const answerIn = (asked: Asked, fields: Fields, language: string): Read => {
  const { kind, key, several, short, format } = asked;
  const numeric = (text: string) => numberTyped(text, language);
  const given = fields.get(fieldName(key)) ?? [];
  const [first] = given;
  switch (kind) {
    case 'ranking':
      return ranked(fields, key, numeric);
    case 'matrix':
    case 'levels-matrix': {
      const rows = partsOf(fields, key).map(([row, value]) => [row, numeric(value)] as const);
      return { answer: rows.length ? Object.fromEntries(rows) : undefined };
    }
    case 'single':
    case 'multiple':
      return { answer: chosenWith(asked, given, tidied(fields.get(fieldName(key, 'text'))?.[0], tidyLine)) };
    case 'quiz':
      return { answer: several && first !== undefined ? given : first };
    case 'scale':
    case 'levels':
    case 'number':
      return { answer: first === undefined ? undefined : numeric(first) };
    case 'yes-no':
      return { answer: first === 'true' || first === 'false' ? first === 'true' : first };
    case 'date':
      return { answer: first?.trim() };
    case 'note':
      return { answer: undefined };
    default:
      return { answer: tidied(first, short || format ? tidyLine : tidyParagraphs) };
  }
};

/**
 * What the fields answer, and what they say that no answer can (two choices in one place); the rest is for the intake
 * to judge, which is given it as it is.
 */
export const answersIn = (
  questions: readonly Asked[],
  fields: Fields,
  language = 'en',
): { answers: Answers; faults: [key: string, detail: string][] } => {
  const answers: Answers = {};
  const faults: [string, string][] = [];
  for (const asked of questions) {
    const { answer, fault } = answerIn(asked, fields, language);
    if (answer !== undefined) answers[asked.key] = answer;
    if (fault !== undefined) faults.push([asked.key, fault]);
  }
  return { answers, faults };
};
