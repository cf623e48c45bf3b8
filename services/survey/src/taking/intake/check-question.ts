import { isNamed, misfit, mustBeAnswered, type Named } from '@skein/answering';
import { compilePattern } from '@skein/answering/pattern';
import {
  type AnswerValue,
  EmailAddress,
  outsideOf,
  type outsideScale,
  type Question,
  type QuestionOf,
  strangeIn,
} from '@skein/contracts';

/** What is wrong: where within the answer, where that is not all of it, and how. */
export type Fault = string | readonly [within: string, detail: string];
/** What is wrong with an answer, or nothing. */
export type Check = (answer: AnswerValue) => Fault | undefined;

type Scale = Pick<QuestionOf<'scale'>, 'from' | 'to' | keyof typeof outsideScale>;

const numberWithin = ({ from, to, ...labels }: Scale): Check => {
  const beside: readonly string[] = outsideOf(labels).map(({ key }) => key);
  const fault = [`must be a whole number from ${from} to ${to}`, ...beside].join(', or ');
  return (answer) => {
    if (typeof answer === 'number' && Number.isInteger(answer) && answer >= from && answer <= to)
      return undefined;
    return typeof answer === 'string' && beside.includes(answer) ? undefined : fault;
  };
};

const text = (answer: unknown, maxLength: number, oneLine = false): string | undefined => {
  if (typeof answer !== 'string') return 'must be a text';
  if (answer.length > maxLength) return `must have at most ${maxLength} characters`;
  if (answer.trim() === '') return 'is empty; leave out what is not answered';
  return strangeIn(answer, oneLine);
};

const whyNoAddress = (text: string): string | undefined => {
  const { error } = EmailAddress.safeParse(text);
  return error && (error.issues[0]?.message ?? 'is not an e-mail address');
};

/** Words, and what is asked of how they are written. */
const writtenAs = ({ short, minLength = 1, maxLength, format, pattern }: QuestionOf<'text'>): Check => {
  const fits = pattern === undefined ? undefined : compilePattern(pattern);
  return (answer) => {
    const fault = text(answer, maxLength, short || format !== undefined);
    if (fault !== undefined) return fault;
    const words = answer as string;
    if (words.length < minLength) return `must have at least ${minLength} characters`;
    const noAddress = format === 'email' ? whyNoAddress(words) : undefined;
    return noAddress ?? (fits && !fits(words) ? misfit : undefined);
  };
};

/** Longest text beside a choice. */
const otherLength = 500;
type Choices = readonly { readonly key: string; readonly other?: true | undefined }[];
const keysOf = (choices: readonly { key: string }[]): ReadonlySet<string> =>
  new Set(choices.map(({ key }) => key));
const otherIn = (choices: Choices): string | undefined => choices.find(({ other }) => other)?.key;

type Field = 'choice' | 'choices';

/** What is wrong with an answer of a choice, or several, and a text. */
const besideFault = (answer: Named, field: Field, other: string, check: Check): Fault | undefined => {
  const stranger = Object.keys(answer).find((key) => key !== field && key !== 'text');
  if (stranger !== undefined) return [stranger, 'is not known here'];
  const given = answer[field] as AnswerValue;
  const fault = check(given);
  if (fault !== undefined) return [field, String(fault)];
  const says = Array.isArray(given) ? given.includes(other) : given === other;
  const wrong = says ? text(answer.text, otherLength, true) : `goes with the choice ${other} alone`;
  return wrong === undefined ? undefined : ['text', wrong];
};

/** A choice, or several; or such with the text of the choice that asks for one. */
const withText =
  (field: Field, other: string | undefined, check: Check): Check =>
  (answer) =>
    other !== undefined && isNamed(answer) && Object.hasOwn(answer, field)
      ? besideFault(answer, field, other, check)
      : check(answer);

const oneOf = (choices: Choices): Check => {
  const keys = keysOf(choices);
  return withText('choice', otherIn(choices), (answer) => {
    if (typeof answer !== 'string') return 'must be the key of one choice';
    return keys.has(answer) ? undefined : 'is not one of the choices';
  });
};

interface Several {
  readonly atLeast?: number | undefined;
  readonly atMost?: number | undefined;
}

const listOf = (keys: ReadonlySet<string>, { atLeast = 1, atMost = keys.size }: Several): Check => {
  return (answer) => {
    if (!Array.isArray(answer)) return 'must be a list of the keys of choices';
    if (answer.length === 0) return 'holds no choice; leave out what is not answered';
    if (new Set(answer).size < answer.length) return 'holds a choice twice';
    if (!answer.every((key) => keys.has(key))) return 'holds what is not one of the choices';
    if (answer.length > atMost) return `must hold at most ${atMost}`;
    return answer.length < atLeast ? `must hold at least ${atLeast}` : undefined;
  };
};

const someOf = ({ choices, atLeast = 1, atMost }: QuestionOf<'multiple'>): Check => {
  const check = listOf(keysOf(choices), { atMost });
  const alone = new Set(choices.filter(({ exclusive }) => exclusive).map(({ key }) => key));
  return withText('choices', otherIn(choices), (answer) => {
    const fault = check(answer);
    if (fault !== undefined) return fault;
    const keys = answer as string[];
    if (keys.some((key) => alone.has(key)))
      return keys.length === 1 ? undefined : 'holds a choice that goes with no other';
    return keys.length < atLeast ? `must hold at least ${atLeast}` : undefined;
  });
};

const micro = (value: number): number => Math.round(value * 1e6);

const decimal = ({ min = -1e9, max = 1e9, step, min: base = 0 }: QuestionOf<'number'>): Check => {
  const [from, by] = [micro(base), step === undefined ? 0 : micro(step)];
  return (answer) => {
    if (typeof answer !== 'number') return 'must be a number';
    if (!(answer >= min && answer <= max)) return `must be from ${min} to ${max}`;
    if (Number(answer.toFixed(6)) !== answer) return 'must have at most six decimals';
    return by > 0 && (micro(answer) - from) % by !== 0
      ? `must go in steps of ${step} from ${base}`
      : undefined;
  };
};

const isDay = (answer: string): boolean => {
  if (!/^\d{4}-\d\d-\d\d$/.test(answer)) return false;
  const at = new Date(`${answer}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(answer);
};

const day =
  ({ min = '1800-01-01', max = '2199-12-31' }: QuestionOf<'date'>): Check =>
  (answer) => {
    if (typeof answer !== 'string' || !isDay(answer)) return 'must be a day, YYYY-MM-DD';
    return answer >= min && answer <= max ? undefined : `must be from ${min} to ${max}`;
  };

const rowsOf = (checks: ReadonlyMap<string, Check>, allNeeded: boolean): Check => {
  return (answer) => {
    if (!isNamed(answer)) return 'must give a level for each row';
    const given = Object.keys(answer);
    if (given.length === 0) return 'holds no row; leave out what is not answered';
    for (const row of given) {
      const check = checks.get(row);
      const fault = check ? check(answer[row] as AnswerValue) : 'is not one of the rows';
      if (fault !== undefined) return [row, String(fault)];
    }
    if (!allNeeded || given.length === checks.size) return undefined;
    const left = [...checks.keys()].find((row) => !Object.hasOwn(answer, row)) as string;
    return [left, mustBeAnswered];
  };
};

/** Compiles one question into the check of its answer. */
export const checkFor = (question: Question): Check => {
  switch (question.kind) {
    case 'scale':
      return numberWithin(question);
    case 'levels':
      return numberWithin({ from: 1, to: question.levels.length });
    case 'single':
      return oneOf(question.choices);
    case 'multiple':
      return someOf(question);
    case 'text':
      return writtenAs(question);
    case 'number':
      return decimal(question);
    case 'date':
      return day(question);
    case 'ranking': {
      const keys = keysOf(question.choices);
      return listOf(keys, question.top === undefined ? { atLeast: keys.size } : { atMost: question.top });
    }
    case 'yes-no':
      return (answer) => (typeof answer === 'boolean' ? undefined : 'must be true or false');
    case 'matrix':
      return rowsOf(
        new Map(question.rows.map(({ key }) => [key, numberWithin(question)])),
        question.required && !question.oneRowIsEnough,
      );
    case 'levels-matrix':
      return rowsOf(
        new Map(question.rows.map(({ key, levels }) => [key, numberWithin({ from: 1, to: levels.length })])),
        question.required,
      );
    case 'note':
      return () => 'is not a question: nothing is answered there';
    case 'quiz':
      return question.several ? listOf(keysOf(question.choices), {}) : oneOf(question.choices);
  }
};
