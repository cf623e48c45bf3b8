import { mostSteps, stepsOf } from '@skein/answering/pattern';
import { given, numberIn, type Reading } from './surveyjs-choices.ts';
import { asText, isRecord, type Json, listIn, textOf, together } from './surveyjs-texts.ts';

/** What a form asks of how an answer is written, and what it says where that is not so. */
type Fields = Readonly<Record<string, unknown>>;

type Carry = (validator: Json, question: Fields) => Fields | string;

const notHere = 'is not checked here';

/** The stricter of two bounds. */
const most = (one: unknown, other: unknown): number | undefined => {
  const bounds = [numberIn(one), numberIn(other)].filter((bound) => bound !== undefined);
  return bounds.length ? Math.max(...bounds) : undefined;
};
const least = (one: unknown, other: unknown): number | undefined => {
  const bounds = [numberIn(one), numberIn(other)].filter((bound) => bound !== undefined);
  return bounds.length ? Math.min(...bounds) : undefined;
};

/** SurveyJS has 0 for no bound. */
const above = (value: unknown): number | undefined => numberIn(value) || undefined;

const ofNumber: Carry = ({ minValue, maxValue }, { kind, min, max }) =>
  kind === 'number' ? given({ min: most(min, minValue), max: least(max, maxValue) }) : notHere;

const ofLength: Carry = ({ minLength, maxLength, allowDigits }, { kind, maxLength: before }) => {
  if (kind !== 'text') return notHere;
  if (allowDigits === false) return 'takes no digits there, and any text here';
  return given({ minLength: above(minLength), maxLength: least(above(maxLength), before) });
};

/** An answer that must be shorter than this is better not checked. */
const shortest = 100;

const ofPattern: Carry = ({ regex, caseInsensitive, insensitive }, { kind, maxLength, pattern: before }) => {
  const pattern = `${caseInsensitive || insensitive ? '(?i)' : ''}${textOf(regex) ?? ''}`;
  if (kind !== 'text' || pattern === '') return notHere;
  if (before !== undefined) return 'is a second pattern, and one is checked here';
  const steps = pattern.length > 300 ? undefined : stepsOf(pattern);
  const longest = Math.floor(mostSteps / (steps ?? mostSteps));
  if (steps === undefined || longest < shortest)
    return 'is a pattern that looks ahead or back or counts too far, and is not checked here';
  return { pattern, maxLength: least(maxLength ?? 2_000, longest) };
};

const ofAddress: Carry = (_, { kind }) => (kind === 'text' ? { format: 'email' } : notHere);

const ofCount: Carry = ({ minCount, maxCount }, { kind, atLeast, atMost, choices }) => {
  if (kind !== 'multiple') return notHere;
  const offered = listIn(choices).length;
  const [from, to] = [most(above(minCount), atLeast), least(above(maxCount), atMost)];
  if ((from ?? 1) > Math.min(to ?? offered, offered)) return notHere;
  return given({ atLeast: from, atMost: to });
};

const carriers: Readonly<Record<string, Carry>> = {
  numeric: ofNumber,
  text: ofLength,
  regex: ofPattern,
  email: ofAddress,
  answercount: ofCount,
};

/** Fields of an element that say what stands in place of the page’s own words. */
const ownTexts = ['minErrorText', 'maxErrorText'] as const;
export const validatorFields: readonly string[] = ['validators', ...ownTexts];

/** A text whose answers are numbers by a check is a question for a number. */
export const isNumeric = ({ validators }: Json): boolean =>
  listIn(validators).some((one) => isRecord(one) && one.type === 'numeric');

/** The question with what is checked of its answers, and the author’s words for what is not taken. */
export const withChecks = (reading: Reading, read: Fields): Fields => {
  const { element, path, key, notes, texts } = reading;
  let question = read;
  const said: unknown[] = ownTexts.map((field) => element[field]);
  for (const [index, validator] of listIn(element.validators).entries()) {
    const at = `${path}/validators/${index}`;
    const type = isRecord(validator) ? asText(validator.type).replace(/validator$/, '') : '';
    const carried = Object.hasOwn(carriers, type) ? carriers[type]?.(validator as Json, question) : notHere;
    if (typeof carried === 'string') notes.changed(at, carried);
    else {
      question = { ...question, ...carried };
      said.push((validator as Json).text);
    }
  }
  const words = said.filter((text) => text !== undefined && text !== null && text !== '');
  const once = [...new Map(words.map((text) => [asText(text), text])).values()];
  const [first] = once;
  if (first === undefined) return question;
  const errorText = texts.at(
    once.length === 1 ? first : once.reduce((one, other) => together(one, other, ' ')),
    {
      path: `${path}/validators`,
      textPath: `questions/${key}/errorText`,
      max: 500,
    },
  );
  return { ...question, ...given({ errorText }) };
};
