import { chosen, isNamed } from '@skein/answering';
import type { Answers, AnswerValue, Question, QuestionOf, Score } from '@skein/contracts';
import { isRight } from './quiz.ts';

type Item = Score['items'][number];

/** One answer of a score: what it is worth, as far as it is one, and between which bounds. */
interface Part {
  readonly worth: (answers: Answers) => number | undefined;
  readonly low: number;
  readonly high: number;
  /** Whether it is a whole number always. */
  readonly whole: boolean;
}

/** A score as it is worked out of answers. */
export interface CompiledScore {
  readonly score: Score;
  /** How many answers may count. */
  readonly parts: number;
  /** The number that it is, as a question for one would ask. */
  readonly asNumber: QuestionOf<'number'>;
  /** Undefined where too few of its answers are there. */
  readonly of: (answers: Answers) => number | undefined;
}

/** Tallies of scores stand beside those of questions, under names that no question has. */
export const scoreTally = (key: string): string => `@score.${key}`;

const answerAt = ({ question }: Item, row: string | undefined, answers: Answers): AnswerValue | undefined => {
  const answer = Object.hasOwn(answers, question) ? answers[question] : undefined;
  if (row === undefined) return answer;
  return isNamed(answer) && Object.hasOwn(answer, row) ? answer[row] : undefined;
};

/** By what each answer was said to be worth; several choices are worth what they are together. */
const valued = (item: Item, values: Readonly<Record<string, number>>, row?: string): Part => {
  const worths = [0, ...Object.values(values)];
  const sum = (those: number[]): number => those.reduce((all, one) => all + one, 0);
  const worthOf = (key: string): number => (Object.hasOwn(values, key) ? (values[key] as number) : 0);
  return {
    whole: worths.every(Number.isInteger),
    low: sum(worths.filter((worth) => worth < 0)),
    high: sum(worths.filter((worth) => worth > 0)),
    worth: (answers) => {
      const answer = answerAt(item, row, answers);
      if (answer === undefined) return undefined;
      if (typeof answer === 'number' || typeof answer === 'boolean') return worthOf(String(answer));
      return sum(chosen(answer).map(worthOf));
    },
  };
};

const one = (part: Part, values: Readonly<Record<string, number>>): Part => {
  const worths = [0, ...Object.values(values)];
  return { ...part, low: Math.min(...worths), high: Math.max(...worths) };
};

const pointed = (item: Item, [low, high]: readonly [number, number], row?: string): Part => ({
  ...{ low, high, whole: true },
  worth: (answers) => {
    const answer = answerAt(item, row, answers);
    if (typeof answer !== 'number') return undefined;
    return item.reversed ? low + high - answer : answer;
  },
});

const mostOf = 1e9;

/** The rows of a question, or itself where it has none. */
const placesIn = ({ row }: Item, question: Question): (string | undefined)[] =>
  'rows' in question ? (row === undefined ? question.rows.map(({ key }) => key) : [row]) : [undefined];

const endsOf = (question: Question, row: string | undefined): readonly [number, number] => {
  if (question.kind === 'levels') return [1, question.levels.length];
  if (question.kind === 'levels-matrix')
    return [1, question.rows.find(({ key }) => key === row)?.levels.length ?? 1];
  return question.kind === 'scale' || question.kind === 'matrix' ? [question.from, question.to] : [0, 0];
};

const ofPoints = (item: Item, question: Question): Part[] =>
  placesIn(item, question).map((row) =>
    item.values
      ? onPoints(one(valued(item, item.values, row), item.values), item, row)
      : pointed(item, endsOf(question, row), row),
  );

const ofQuiz = (item: Item, question: QuestionOf<'quiz'>): Part => {
  const { values } = item;
  if (values) return question.several ? valued(item, values) : one(valued(item, values), values);
  const { points = 1 } = question;
  const worth = (answers: Answers): number | undefined => {
    const answer = answerAt(item, undefined, answers);
    return answer === undefined ? undefined : isRight(question, chosen(answer)) ? points : 0;
  };
  return { low: 0, high: points, whole: true, worth };
};

const ofNumber = (item: Item, { min = -mostOf, max = mostOf, step }: QuestionOf<'number'>): Part => ({
  ...pointed(item, [min, max]),
  whole: step === 1,
});

const partsOf = (item: Item, question: Question): Part[] => {
  const { values = {} } = item;
  switch (question.kind) {
    case 'scale':
    case 'matrix':
    case 'levels':
    case 'levels-matrix':
      return ofPoints(item, question);
    case 'number':
      return [ofNumber(item, question)];
    case 'quiz':
      return [ofQuiz(item, question)];
    case 'multiple':
      return [valued(item, values)];
    default:
      return [one(valued(item, values), values)];
  }
};

/** Of a scale, what does not apply is no answer, whatever else is worth what. */
const onPoints = (part: Part, item: Item, row: string | undefined): Part => ({
  ...part,
  worth: (answers) => (typeof answerAt(item, row, answers) === 'number' ? part.worth(answers) : undefined),
});

const rounded = (value: number): number => Number(value.toFixed(6));

const boundsOf = ({ method, atLeast, missing, times = 1 }: Score, parts: readonly Part[]) => {
  const all = parts.length;
  const needs = atLeast ?? all;
  // What is left out may count as any of the others, or as nothing.
  const widest = needs < all;
  const ends = parts.map(({ low, high }) =>
    widest && missing === 'zero' ? ([Math.min(0, low), Math.max(0, high)] as const) : ([low, high] as const),
  );
  const [lows, highs] = [ends.map(([low]) => low), ends.map(([, high]) => high)];
  const sum = (those: readonly number[]): number => those.reduce((whole, end) => whole + end, 0);
  const isImputed = widest && missing === 'mean';
  const [low, high] = isImputed
    ? [Math.min(...lows) * all, Math.max(...highs) * all]
    : [sum(lows), sum(highs)];
  const by = method === 'mean' ? times / all : times;
  const clear = parts.every((part) => part.low > -mostOf && part.high < mostOf);
  if (!clear) return {};
  const step = parts.every(({ whole }) => whole) ? rounded(by) : undefined;
  return { min: rounded(low * by), max: rounded(high * by), ...(step && { step }) };
};

/** Compiles a score of a version whose score is sound. */
export const compileScore = (score: Score, questions: readonly Question[]): CompiledScore => {
  const { key, name, method, items, times = 1, atLeast, missing } = score;
  const byKey = new Map(questions.map((question) => [question.key, question]));
  const parts = items.flatMap((item) => {
    const question = byKey.get(item.question);
    return question ? partsOf(item, question) : [];
  });
  const needs = atLeast ?? parts.length;
  return {
    score,
    parts: parts.length,
    asNumber: {
      ...{ kind: 'number', key: scoreTally(key), text: name, required: false },
      ...boundsOf(score, parts),
    },
    of: (answers) => {
      const given = parts.flatMap(({ worth }) => worth(answers) ?? []);
      if (given.length < needs || given.length === 0) return undefined;
      const sum = given.reduce((all, worth) => all + worth, 0);
      const whole = missing === 'mean' ? (sum / given.length) * parts.length : sum;
      return rounded((method === 'mean' ? whole / parts.length : whole) * times);
    },
  };
};

export const compileScores = ({
  scores = [],
  questions,
}: {
  readonly scores?: readonly Score[] | undefined;
  readonly questions: readonly Question[];
}): CompiledScore[] => scores.map((score) => compileScore(score, questions));

/** The rule of a score, for who reads what came of it. */
export const ruleInWords = ({ score, parts }: CompiledScore): string => {
  const { method, times, atLeast = parts, missing, items } = score;
  const what = parts === 1 ? 'one answer' : `${parts} answers`;
  const lead = `${method === 'sum' ? 'Sum' : 'Mean'} of ${what}${times === undefined ? '' : `, times ${times}`}.`;
  const turned = items.some(({ reversed }) => reversed) ? ' Some count the other way round.' : '';
  const needs =
    atLeast >= parts
      ? parts === 1
        ? ''
        : ' All of them must be answered.'
      : ` At least ${atLeast} must be answered; others count as ${missing === 'mean' ? 'the mean of those that are' : '0'}.`;
  return `${lead}${turned}${needs}`;
};
