import type { Answers, AnswerValue, Question, QuestionOf } from '@skein/contracts';
import { type Fault, faultAt, misfit, mustBeAnswered } from './faults.ts';

const keysIn = (answer: AnswerValue): readonly string[] => {
  if (Array.isArray(answer)) return answer;
  const choices = typeof answer === 'object' ? answer.choices : undefined;
  return Array.isArray(choices) ? choices : [];
};

const numberFault = ({ min, max }: QuestionOf<'number'>, answer: AnswerValue): string | undefined => {
  if (typeof answer !== 'number') return 'must be a number';
  if (min !== undefined && answer < min) return `must be at least ${min}`;
  return max !== undefined && answer > max ? `must be at most ${max}` : undefined;
};

const severalFault = (
  { choices, atLeast = 1, atMost = choices.length }: QuestionOf<'multiple'>,
  answer: AnswerValue,
): string | undefined => {
  const keys = keysIn(answer);
  const alone = choices.some(({ key, exclusive }) => exclusive && keys.includes(key));
  if (alone) return keys.length > 1 ? 'holds a choice that goes with no other' : undefined;
  if (keys.length > atMost) return `must hold at most ${atMost}`;
  return keys.length < atLeast ? `must hold at least ${atLeast}` : undefined;
};

const rankingFault = ({ choices, top }: QuestionOf<'ranking'>, answer: AnswerValue): string | undefined => {
  const ranked = keysIn(answer).length;
  if (top === undefined) return ranked < choices.length ? 'must have all of them in an order' : undefined;
  return ranked > top ? `must hold at most ${top}` : undefined;
};

const rowsFault = (
  question: QuestionOf<'matrix'> | QuestionOf<'levels-matrix'>,
  answer: AnswerValue,
): string | undefined => {
  const { rows, required } = question;
  if ('oneRowIsEnough' in question && question.oneRowIsEnough) return undefined;
  const left = rows.find(({ key }) => typeof answer !== 'object' || !Object.hasOwn(answer, key));
  return required && left ? `${mustBeAnswered} in every row; “${left.label}” is not` : undefined;
};

/** Whether a pattern is found in a text; undefined where that is not known on this device. */
export type Fits = (pattern: string, text: string) => boolean | undefined;

/** As much of an address as anybody sees at once; the intake looks closer. */
const looksLikeAddress = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/u;

const textFault = (
  { minLength = 1, format, pattern }: QuestionOf<'text'>,
  answer: AnswerValue,
  fits: Fits,
): string | undefined => {
  const text = String(answer);
  if (text.length < minLength) return `must have at least ${minLength} characters`;
  if (format === 'email' && !looksLikeAddress.test(text.trim())) return 'is not an e-mail address';
  return pattern !== undefined && fits(pattern, text) === false ? misfit : undefined;
};

const faultIn = (question: Question, answer: AnswerValue, fits: Fits): string | undefined => {
  if (question.kind === 'text') return textFault(question, answer, fits);
  if (question.kind === 'number') return numberFault(question, answer);
  if (question.kind === 'multiple') return severalFault(question, answer);
  if (question.kind === 'ranking') return rankingFault(question, answer);
  if (question.kind === 'matrix' || question.kind === 'levels-matrix') return rowsFault(question, answer);
  return undefined;
};

/**
 * What the intake would refuse and can be told without it, so that who is offline hears of it now. The intake judges
 * all of it again. `unread` is what the fields say that no answer can.
 */
export const faultsNow = (
  questions: readonly Question[],
  { answers, hidden }: { readonly answers: Answers; readonly hidden: ReadonlySet<string> },
  unread: readonly (readonly [key: string, detail: string])[],
  fits: Fits = () => undefined,
): Fault[] => {
  const read = new Map(unread);
  const faults = questions.flatMap((question) => {
    const { key, required } = question;
    if (hidden.has(key)) return [];
    const answer = answers[key];
    const missing = required ? mustBeAnswered : undefined;
    const detail = read.get(key) ?? (answer === undefined ? missing : faultIn(question, answer, fits));
    return detail === undefined ? [] : [faultAt(question, detail)];
  });
  return faults.length === 0 && Object.keys(answers).length === 0
    ? [{ text: 'Answer at least one question.' }]
    : faults;
};
