import {
  type Answers,
  type AnswerValue,
  type InstrumentContent,
  outsideOf,
  type Question,
} from '@skein/contracts';
import fc from 'fast-check';
import { conditionOn, type Draw, type Kind, questionOf, someKinds, upTo } from './generated-instruments.ts';

const text = (max: number, oneLine: boolean) =>
  fc
    .string({ minLength: 1, maxLength: max, unit: 'grapheme' })
    .map((given) => given.slice(0, max).toWellFormed().trim() || 'x')
    .map((given) => (oneLine ? given.replaceAll(/[\n\r\t]/g, 'x') : given))
    .filter((given) => !/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(given));

type Scale = Extract<Question, { from: number }>;
const level = (draw: Draw, scale: Scale): number | string => {
  const beside = outsideOf(scale).map(({ key }) => key);
  return beside.length && draw(upTo(4)) === 0
    ? draw(fc.constantFrom(...beside))
    : draw(upTo(scale.to, scale.from));
};

const rowsOf = (draw: Draw, keys: string[], needed: boolean, rate: (key: string) => number | string) => {
  const rated = needed ? keys : draw(fc.subarray(keys, { minLength: 1 }));
  return Object.fromEntries(rated.map((key) => [key, rate(key)]));
};

const chooseSome = (draw: Draw, question: Extract<Question, { kind: 'multiple' }>): AnswerValue => {
  const { choices, atLeast = 1, atMost = choices.length } = question;
  const alone = choices.find(({ exclusive }) => exclusive);
  if (alone && draw(upTo(4)) === 0) return [alone.key];
  const keys = choices.filter(({ exclusive }) => !exclusive).map(({ key }) => key);
  const bounds = { minLength: Math.min(atLeast, keys.length), maxLength: Math.min(atMost, keys.length) };
  const given = draw(fc.shuffledSubarray(keys, bounds));
  const other = choices.find((choice) => choice.other && given.includes(choice.key));
  return other && draw(fc.boolean()) ? { choices: given, text: draw(text(20, true)) } : given;
};

/** A valid answer to a question. */
const answerTo = (draw: Draw, question: Question): AnswerValue => {
  switch (question.kind) {
    case 'scale':
      return level(draw, question);
    case 'levels':
      return draw(upTo(question.levels.length, 1));
    case 'single': {
      const choice = draw(fc.constantFrom(...question.choices));
      return choice.other && draw(fc.boolean())
        ? { choice: choice.key, text: draw(text(20, true)) }
        : choice.key;
    }
    case 'multiple':
      return chooseSome(draw, question);
    case 'text':
      return draw(text(question.maxLength, question.short === true));
    case 'number': {
      const { min = 0, max = 100, step = 1 } = question;
      const steps = Math.floor((Math.round(max * 1e6) - Math.round(min * 1e6)) / Math.round(step * 1e6));
      return (Math.round(min * 1e6) + draw(upTo(steps)) * Math.round(step * 1e6)) / 1e6;
    }
    case 'date':
      return draw(fc.constantFrom('2026-01-10', '2026-02-28', '2026-03-01'));
    case 'ranking': {
      const keys = question.choices.map(({ key }) => key);
      const bounds =
        question.top === undefined ? { minLength: keys.length } : { minLength: 1, maxLength: question.top };
      return draw(fc.shuffledSubarray(keys, bounds));
    }
    case 'note':
      return '';
    case 'yes-no':
      return draw(fc.boolean());
    case 'matrix': {
      const { required, oneRowIsEnough } = question;
      const keys = question.rows.map(({ key }) => key);
      return rowsOf(draw, keys, required && !oneRowIsEnough, () => level(draw, question));
    }
    case 'levels-matrix': {
      const keys = question.rows.map(({ key }) => key);
      const highest = new Map(question.rows.map(({ key, levels }) => [key, levels.length]));
      return rowsOf(draw, keys, question.required, (key) => draw(upTo(highest.get(key) ?? 1, 1)));
    }
    case 'quiz': {
      const keys = question.choices.map(({ key }) => key);
      return question.several
        ? draw(fc.shuffledSubarray(keys, { minLength: 1 }))
        : draw(fc.constantFrom(...keys));
    }
  }
};

export interface Scenario {
  readonly content: InstrumentContent;
  readonly answers: Answers;
  /** The questions that these answers leave hidden. */
  readonly hidden: readonly Question[];
}

const scenarioOf = (draw: Draw): Scenario => {
  const questions: Question[] = [];
  const hidden: Question[] = [];
  const answers: Answers = {};
  for (const [index, kind] of draw(someKinds).entries()) {
    const asked = questions.some((question) => question.kind !== 'note');
    const shown = asked && draw(upTo(2)) === 0 ? conditionOn(draw, questions) : undefined;
    const question: Question = {
      ...questionOf(draw, kind, `q${index}`),
      ...(shown && { showIf: shown.condition }),
    };
    questions.push(question);
    if (shown && !shown.holds(answers)) hidden.push(question);
    else if (question.kind !== 'note' && (question.required || draw(fc.boolean())))
      answers[question.key] = answerTo(draw, question);
  }
  return { content: { title: 'Generated', introduction: '', questions }, answers, hidden };
};

const drawing = <T>(make: (draw: Draw) => T): fc.Arbitrary<T> =>
  fc.integer({ min: 0, max: 0x7fffffff }).map((seed) => {
    let draws = seed;
    return make((arbitrary) => {
      draws += 1;
      const [value] = fc.sample(arbitrary, { numRuns: 1, seed: draws * 2_654_435_761 });
      return value as never;
    });
  });

/** An instrument with valid answers to it. */
export const scenarios = drawing(scenarioOf);

const never: { [K in Kind]: readonly unknown[] } = {
  scale: [0.5, -100, 100, '1', [], true, null],
  levels: [0, 6, 1.5, '1', false],
  single: ['c9', '', 1, ['c0'], { choice: 'c9', text: 'x' }, { choice: 'c0', more: 'x' }],
  multiple: ['c0', [], ['c9'], ['c0', 'c0'], { choices: [], text: 'x' }, { choices: ['c1'], text: '\u0000' }],
  text: ['', ' \n', 'x'.repeat(41), 'a\u202eb', 'a\u0000b', '\ud800', 1, ['x']],
  number: ['1', 1e10, 0.1234567, Number.NaN, Number.POSITIVE_INFINITY, []],
  date: ['2026-02-30', '2026-1-1', '1066-10-14', 'tomorrow', 20260101],
  ranking: ['c0', [], ['c0', 'c0'], ['c9']],
  'yes-no': ['yes', 1, 'true', null],
  note: ['', 'read', true, 0],
  matrix: [1, {}, { c9: 1 }, { c0: 101 }, { c0: '1' }, { c0: 0.5 }, []],
  'levels-matrix': [1, {}, { c9: 1 }, { c0: 0 }, { c0: 6 }, { c0: 'x' }],
  quiz: ['c9', 1, ['c0', 'c0'], ['c9'], [], true],
};

export interface Mutation {
  readonly answers: Answers;
  /** The field that is wrong. */
  readonly field: string;
}

/** Answers that were valid until one thing was changed. */
export const mutations = drawing((draw): Scenario & { mutated: Mutation } => {
  const scenario = scenarioOf(draw);
  const { content, answers, hidden } = scenario;
  const answered = content.questions.filter(({ key }) => Object.hasOwn(answers, key));
  const candidates: (() => Mutation)[] = [
    () => ({ answers: { ...answers, stranger: 1 }, field: 'stranger' }),
  ];
  for (const { key, kind, required } of answered) {
    const wrong = draw(fc.constantFrom(...never[kind], null, { stranger: [{}] })) as AnswerValue;
    candidates.push(() => ({ answers: { ...answers, [key]: wrong }, field: key }));
    const { [key]: _, ...left } = answers;
    if (required) candidates.push(() => ({ answers: left, field: key }));
  }
  for (const question of hidden)
    candidates.push(() => ({
      answers: { ...answers, [question.key]: answerTo(draw, question) },
      field: question.key,
    }));
  return { ...scenario, mutated: draw(fc.constantFrom(...candidates))() };
});

/** What no page sends, but anybody can: values of every shape, near the edges of what schemas say. */
const odd: readonly unknown[] = [
  ...[-0, 1e-7, 1e21, 2 ** 53, true, null, '', ' ', '\ud83d', '\u0000', '\u202e', 'x'.repeat(10_001)],
  ...['😀'.repeat(10_000), [], [1], [null], ['C0'], [['c0']], {}, { c0: [] }, { c0: ['c0'] }, { '': 1 }],
  ...[{ c0: '😀'.repeat(2_000) }, { C0: 1 }, { constructor: 1 }, { choices: ['c0'], text: ['Why'] }],
  ...[Array.from({ length: 101 }, (_, index) => `c${index}`), { choice: ['c0'], text: 'x' }],
];

const numbers = [0, -0, 1, 2, 3, -1];
const chosen = [['c0'], ['c1'], ['c1', 'c0'], ['c0', 'c1', 'c2'], ['c0', 'c0']];
const rows = [
  { c0: 1 },
  { c0: 2, c1: 1 },
  { c0: -0 },
  { c1: 0 },
  { c0: 'not-applicable' },
  { c0: 'refused' },
];

/** What may be an answer, or only just is none. */
const edges: { [K in Kind]: readonly unknown[] } = {
  scale: [...numbers, 'not-applicable', 'dont-know'],
  levels: numbers,
  single: ['c0', 'c1', { choice: 'c0', text: '😀'.repeat(250) }, { choice: 'c1', text: '😀'.repeat(500) }],
  multiple: [...chosen, { choices: ['c0'], text: 'e\u0301'.repeat(250) }],
  text: ['x', 'e\u0301', '😀'.repeat(20), '😀'.repeat(40), 'a\tb', 'a\nb', '"\\/'],
  number: [...numbers, 1.5, 0.1 + 0.2, 1e-6, 1e9],
  date: ['2026-02-28', '2026-02-29', '2026-01-10', '9999-12-31'],
  ranking: [...chosen, ['c3', 'c2', 'c1', 'c0']],
  'yes-no': [true, false, 0],
  note: ['read', true],
  matrix: rows,
  'levels-matrix': rows,
  quiz: ['c0', 'c1', ...chosen],
};

// JSON has a zero below zero, which JSON.stringify does not write.
const written = (value: unknown): string =>
  JSON.stringify(value, (_, one) => (Object.is(one, -0) ? '-0' : one)).replaceAll('"-0"', '-0');

/** Answers that were valid until others were put in their place, or beside them; as the texts that are sent. */
export const wild = drawing((draw): Scenario & { sent: string[] } => {
  const scenario = scenarioOf(draw);
  const { questions } = scenario.content;
  const answered = questions.filter(({ key }) => Object.hasOwn(scenario.answers, key));
  const strangers = ['constructor', 'q99', 'Q0', 'q0.c0', '', 'x'.repeat(41)];
  const one = (): string => {
    const answers: Record<string, unknown> = { ...scenario.answers };
    const among = answered.length > 0 && draw(upTo(5)) > 0 ? answered : questions;
    const { key, kind } = draw(fc.constantFrom(...among));
    answers[key] = draw(fc.constantFrom(...(draw(upTo(3)) > 0 ? edges[kind] : odd)));
    if (draw(upTo(9)) === 0) answers[draw(fc.constantFrom(...strangers))] = draw(fc.constantFrom(...odd));
    return written(answers);
  };
  return { ...scenario, sent: Array.from({ length: 10 }, one) };
});
