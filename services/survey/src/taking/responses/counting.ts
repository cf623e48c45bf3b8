import { chosen } from '@skein/answering';
import type { AnswerValue, Question, QuestionOf } from '@skein/contracts';
import { isRight } from '../../instruments/definitions/quiz.ts';
import { writtenKey } from './tallies.ts';

/** Counts one thing of an answer, or so many. */
export type Count = (key: string, by?: number) => void;

/** Keys of a tally that no choice has, since none begins with a colon. */
export const rightKey = ':right';
/** Sums of a number and of its square, in millionths, in limbs of nine decimal digits: exact, whatever is added up. */
export const sumKeys = [':s0', ':s1'] as const;
export const squareKeys = [':q0', ':q1', ':q2', ':q3'] as const;
const limb = 1_000_000_000n;

/** The digits of a number in base 10⁹, lowest first, each with its sign. */
const limbsOf = (value: bigint, length: number): number[] =>
  Array.from({ length }, (_, place) => Number((value / limb ** BigInt(place)) % limb));

/** What limbs that were added up come to. */
export const fromLimbs = (limbs: readonly number[]): bigint =>
  limbs.reduce((sum, digit, place) => sum + BigInt(digit) * limb ** BigInt(place), 0n);

const mostBuckets = 20;

/** The width of a histogram's buckets: 1, 2 or 5 times a power of ten, in millionths. */
const niceWidth = (span: number, step: number): number => {
  const least = Math.max(span / mostBuckets, step, 1);
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5, 10].find((times) => times * power >= least) ?? 10);
};

/** The width of all buckets of a question with bounds. */
const boundWidth = ({ min, max, step = 0 }: QuestionOf<'number'>): number | undefined =>
  min !== undefined && max !== undefined
    ? niceWidth(Math.round((max - min) * 1e6), Math.round(step * 1e6))
    : undefined;

/** `:b<width>:<index>`, in millionths: at most some twenty with bounds, and without them one for each leading digit. */
const bucketOf = (micro: number, question: QuestionOf<'number'>): string => {
  const width = boundWidth(question) ?? Math.max(1, 10 ** Math.floor(Math.log10(Math.abs(micro) || 1)));
  return `:b${width}:${Math.floor(micro / width)}`;
};

/** Whether a thing of a tally is a bucket of numbers. */
export const isBucket = (thing: string): boolean => thing.startsWith(':b');

/** All buckets that there can be; undefined where there are no bounds. */
export const bucketsOf = (question: QuestionOf<'number'>): string[] | undefined => {
  const width = boundWidth(question);
  if (width === undefined) return undefined;
  const [first, last] = [question.min ?? 0, question.max ?? 0].map((end) => Math.floor((end * 1e6) / width));
  const indices = Array.from({ length: (last ?? 0) - (first ?? 0) + 1 }, (_, index) => (first ?? 0) + index);
  return indices.map((index) => `:b${width}:${index}`);
};

const countNumber = (value: number, question: QuestionOf<'number'>, count: Count): void => {
  const micro = Math.round(value * 1e6);
  const exact = BigInt(micro);
  for (const [place, digits] of limbsOf(exact, sumKeys.length).entries())
    count(sumKeys[place] as string, digits);
  for (const [place, digits] of limbsOf(exact * exact, squareKeys.length).entries())
    count(squareKeys[place] as string, digits);
  count(bucketOf(micro, question));
};

const dayMs = 24 * 60 * 60 * 1000;

/** A day, its month or its year: few enough for the days that the question takes. */
const periodOf = (day: string, { min = '1800-01-01', max = '2199-12-31' }: QuestionOf<'date'>): string => {
  const days = (Date.parse(max) - Date.parse(min)) / dayMs;
  return day.slice(0, days <= 92 ? 10 : days <= 12 * 366 ? 7 : 4);
};

const mostPeriods = 40;

/** All periods that days are counted by; undefined where these are many. */
export const periodsOf = (question: QuestionOf<'date'>): string[] | undefined => {
  const { min, max } = question;
  if (min === undefined || max === undefined) return undefined;
  const periods = new Set<string>();
  for (let day = Date.parse(min); day <= Date.parse(max); day += dayMs) {
    periods.add(periodOf(new Date(day).toISOString().slice(0, 10), question));
    if (periods.size > mostPeriods) return undefined;
  }
  return [...periods];
};

type Counter<K extends Question['kind']> = (
  question: QuestionOf<K>,
  answer: AnswerValue,
  count: Count,
) => void;

const countRows = (_question: unknown, answer: AnswerValue, count: Count): void => {
  for (const [row, level] of Object.entries(answer as Record<string, unknown>)) count(`${row}:${level}`);
};
// A level, or `not-applicable`.
const countLevel = (_question: unknown, answer: AnswerValue, count: Count): void => count(String(answer));
const countChoices = (question: Question, answer: AnswerValue, count: Count): void => {
  for (const key of chosen(answer)) count(key);
  if (writtenIn(question, answer) !== undefined) count(writtenKey);
};

const counters: { [K in Question['kind']]: Counter<K> } = {
  scale: countLevel,
  levels: countLevel,
  single: countChoices,
  multiple: countChoices,
  matrix: countRows,
  'levels-matrix': countRows,
  text: () => undefined,
  note: () => undefined,
  number: (question, answer, count) => countNumber(answer as number, question, count),
  date: (question, answer, count) => count(periodOf(answer as string, question)),
  'yes-no': (_question, answer, count) => count(answer === true ? 'yes' : 'no'),
  ranking: (_question, answer, count) => {
    for (const [place, key] of (answer as string[]).entries()) count(`${key}:${place + 1}`);
  },
  quiz: (question, answer, count) => {
    if (isRight(question, chosen(answer))) count(rightKey);
    countChoices(question, answer, count);
  },
};

/** Counts an answer by what its question asks; a tally holds no more keys than the question has things to choose. */
export const countAnswer = (question: Question, answer: AnswerValue, count: Count): void =>
  (counters[question.kind] as Counter<Question['kind']>)(question, answer, count);

/** The text a person wrote, where this is one, be it beside a choice. */
export const writtenIn = (question: Question, answer: AnswerValue): string | undefined => {
  if (question.kind === 'text') return String(answer);
  if (question.kind !== 'single' && question.kind !== 'multiple') return undefined;
  return typeof answer === 'object' && !Array.isArray(answer) && typeof answer.text === 'string'
    ? answer.text
    : undefined;
};
