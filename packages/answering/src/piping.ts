import type { Answers, AnswerValue, Question } from '@skein/contracts';
import { chosen, isNamed } from './show-if.ts';

/**
 * Earlier answers in the texts of later questions: `{name}`, of a matrix `{speed.row}`, and `{name|you}` with what stands
 * there where nothing is answered. One program for the service and the page; both escape what comes of it.
 */

const key = '[a-z][a-z0-9-]{0,39}';
const pattern = new RegExp(String.raw`\{(${key})(?:\.(${key}))?(?:\|([^{}|]{0,100}))?\}`, 'g');

/** A place in a text where an answer is to stand. */
export interface Pipe {
  /** As it is written, braces and all. */
  readonly whole: string;
  readonly question: string;
  readonly row?: string | undefined;
  /** What stands there without an answer. */
  readonly otherwise: string;
}

const left = '…';

/** A text with its places for answers apart. */
export const pipesIn = (text: string): (string | Pipe)[] => {
  const parts: (string | Pipe)[] = [];
  let end = 0;
  for (const found of text.matchAll(pattern)) {
    const [whole, question = '', row, otherwise = left] = found;
    if (found.index > end) parts.push(text.slice(end, found.index));
    parts.push({ whole, question, ...(row !== undefined && { row }), otherwise });
    end = found.index + whole.length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
};

/** A text with something in each of those places; `undefined` leaves it as it was written. */
export const withPipes = (text: string, say: (pipe: Pipe) => string | undefined): string =>
  text.replaceAll(
    pattern,
    (whole: string, question: string, row: string | undefined, otherwise: string = left) =>
      say({ whole, question, row, otherwise }) ?? whole,
  );

/** More of an answer than this would be a text of its own. */
const longest = 200;

const inOneLine = (text: string): string => {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  return line.length > longest
    ? `${line.slice(0, longest).toWellFormed().replaceAll('\ufffd', '')}${left}`
    : line;
};

type Scale = Extract<Question, { from: number }>;

const pointIn = (scale: Scale, value: unknown): string | undefined => {
  if (typeof value !== 'number') {
    const beside = {
      'not-applicable': scale.notApplicable,
      'dont-know': scale.dontKnow,
      refused: scale.refused,
    };
    return Object.hasOwn(beside, String(value)) ? beside[value as keyof typeof beside] : undefined;
  }
  const { from, to, lowLabel, highLabel, pointLabels = [] } = scale;
  const ends = value === from ? lowLabel : value === to ? highLabel : undefined;
  return pointLabels.find((point) => point.value === value)?.label ?? ends ?? String(value);
};

const ofChoices = (
  question: Extract<Question, { choices: unknown[] }>,
  answer: AnswerValue,
  language: string,
) => {
  const written = isNamed(answer) && typeof answer.text === 'string' ? answer.text : undefined;
  const choices: readonly { key: string; label: string; other?: true | undefined }[] = question.choices;
  const labels = chosen(answer).flatMap((one) => {
    const choice = choices.find((offered) => offered.key === one);
    return choice ? [choice.other && written !== undefined ? written : choice.label] : [];
  });
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(labels);
};

const partOf = (answer: AnswerValue | undefined, row: string | undefined): AnswerValue | undefined => {
  if (row === undefined || answer === undefined) return row === undefined ? answer : undefined;
  return isNamed(answer) && Object.hasOwn(answer, row) ? answer[row] : undefined;
};

const dayIn = (answer: AnswerValue, language: string): string => {
  const day = new Date(`${answer}T00:00:00Z`);
  return Number.isNaN(day.getTime())
    ? ''
    : new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(day);
};

/** An answer as its question words it, whatever it is: it may not have been looked at by anybody. */
const inWords = (
  question: Question,
  answer: AnswerValue,
  row: string | undefined,
  language: string,
): string | undefined => {
  switch (question.kind) {
    case 'scale':
    case 'matrix':
      return pointIn(question, answer);
    case 'levels':
      return question.levels[Number(answer) - 1];
    case 'levels-matrix':
      return question.rows.find((one) => one.key === row)?.levels[Number(answer) - 1];
    case 'yes-no':
      return answer === true ? (question.yesLabel ?? 'Yes') : (question.noLabel ?? 'No');
    case 'single':
    case 'multiple':
    case 'quiz':
    case 'ranking':
      return ofChoices(question, answer, language);
    case 'number':
      return typeof answer === 'number'
        ? new Intl.NumberFormat(language, { maximumFractionDigits: 6 }).format(answer)
        : undefined;
    case 'date':
      return dayIn(answer, language);
    case 'text':
      return String(answer);
    case 'note':
      return undefined;
  }
};

/** What people are told of a question. */
interface Told {
  readonly text: string;
  readonly errorText?: string | undefined;
}

/** What stands in the places of texts, by the questions as they are shown, in the language that they are in. */
export interface Filling {
  /** Undefined where no question has the name: then it is no place for an answer. */
  say(pipe: Omit<Pipe, 'whole'>, answers: Answers): string | undefined;
  text(text: string, answers: Answers): string;
  /** The questions with their texts filled in, as people are told of them. */
  asked<Q extends Told>(questions: readonly Q[], answers: Answers): Q[];
}

export const createFilling = (questions: readonly Question[], language: string): Filling => {
  const byKey = new Map(questions.map((question) => [question.key, question]));
  const say = (
    { question: name, row, otherwise }: Omit<Pipe, 'whole'>,
    answers: Answers,
  ): string | undefined => {
    const question = byKey.get(name);
    if (!question) return undefined;
    const answer = partOf(Object.hasOwn(answers, name) ? answers[name] : undefined, row);
    const words = answer === undefined ? undefined : inWords(question, answer, row, language);
    return (words && inOneLine(words)) || otherwise;
  };
  const text = (written: string, answers: Answers): string =>
    withPipes(written, (pipe) => say(pipe, answers));
  return {
    say,
    text,
    asked: (all, answers) =>
      all.map((one) => ({
        ...one,
        text: text(one.text, answers),
        ...(one.errorText !== undefined && { errorText: text(one.errorText, answers) }),
      })),
  };
};
