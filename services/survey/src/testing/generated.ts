import type { Answers, AnswerValue, Condition, InstrumentContent, Question } from '@skein/contracts';
import fc from 'fast-check';

type Kind = Question['kind'];
/** Draws a value: how a scenario is put together step by step, each depending on those before. */
type Draw = <T>(arbitrary: fc.Arbitrary<T>) => T;

const upTo = (max: number, min = 0) => fc.integer({ min, max });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const keyed = (draw: Draw, max: number, min = 2): { key: string; label: string }[] =>
  Array.from({ length: draw(upTo(max, min)) }, (_, index) => ({
    key: `c${index}`,
    label: `Choice ${index}`,
  }));
const withMark = <T extends object, M extends object>(
  items: T[],
  at: number | undefined,
  mark: M,
): (T | (T & M))[] => items.map((item, index) => (index === at ? { ...item, ...mark } : item));

const scaleOf = (draw: Draw) => {
  const from = draw(upTo(5, -5));
  const orNot = draw(fc.boolean()) ? { notApplicable: 'Does not apply' } : {};
  return { from, to: from + draw(upTo(10, 1)), ...orNot };
};
const levelsOf = (draw: Draw): string[] =>
  Array.from({ length: draw(upTo(5, 2)) }, (_, index) => `Level ${index}`);

const makers: { [K in Kind]: (draw: Draw) => object } = {
  scale: scaleOf,
  levels: (draw) => ({ levels: levelsOf(draw) }),
  single: (draw) => {
    const choices = keyed(draw, 5);
    return { choices: withMark(choices, draw(maybe(upTo(choices.length - 1))), { other: true as const }) };
  },
  multiple: (draw) => {
    const choices = keyed(draw, 6, 3);
    const other = withMark(choices, draw(maybe(fc.constant(0))), { other: true as const });
    const atLeast = draw(maybe(upTo(2, 1)));
    return {
      choices: withMark(other, draw(maybe(fc.constant(choices.length - 1))), { exclusive: true as const }),
      ...(atLeast && { atLeast }),
      ...(draw(fc.boolean()) && { atMost: draw(upTo(choices.length, 2)) }),
    };
  },
  text: (draw) => ({ maxLength: draw(upTo(40, 1)), ...(draw(fc.boolean()) && { short: true }) }),
  number: (draw) => {
    const min = draw(upTo(10, -10));
    const bounds = draw(fc.boolean()) ? { min, max: min + draw(upTo(50, 5)) } : {};
    return { ...bounds, ...(draw(fc.boolean()) && { step: draw(fc.constantFrom(1, 0.5, 0.1, 0.000001)) }) };
  },
  date: (draw) => (draw(fc.boolean()) ? { min: '2026-01-10', max: '2026-03-01' } : {}),
  ranking: (draw) => {
    const choices = keyed(draw, 5);
    return { choices, ...(draw(fc.boolean()) && { top: draw(upTo(choices.length, 1)) }) };
  },
  'yes-no': () => ({}),
  matrix: (draw) => ({ rows: keyed(draw, 4, 1), ...scaleOf(draw) }),
  'levels-matrix': (draw) => ({ rows: keyed(draw, 4, 1).map((row) => ({ ...row, levels: levelsOf(draw) })) }),
  quiz: (draw) => {
    const choices = keyed(draw, 4);
    return {
      choices: withMark(choices, draw(upTo(choices.length - 1)), { right: true }),
      ...(draw(fc.boolean()) && { several: true }),
    };
  },
};
export const kinds = Object.keys(makers) as Kind[];

const text = (max: number, oneLine: boolean) =>
  fc
    .string({ minLength: 1, maxLength: max, unit: 'grapheme' })
    .map((given) => given.slice(0, max).toWellFormed().trim() || 'x')
    .map((given) => (oneLine ? given.replaceAll(/[\n\r\t]/g, 'x') : given))
    .filter((given) => !/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(given));

const level = (draw: Draw, from: number, to: number, orNot: boolean): number | string =>
  orNot && draw(upTo(4)) === 0 ? 'not-applicable' : draw(upTo(to, from));

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
export const answerTo = (draw: Draw, question: Question): AnswerValue => {
  switch (question.kind) {
    case 'scale':
      return level(draw, question.from, question.to, question.notApplicable !== undefined);
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
    case 'yes-no':
      return draw(fc.boolean());
    case 'matrix': {
      const { from, to, notApplicable } = question;
      const keys = question.rows.map(({ key }) => key);
      return rowsOf(draw, keys, question.required, () => level(draw, from, to, notApplicable !== undefined));
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

/** A condition on questions before, with what it says of answers, told independently of the code under test. */
interface Generated {
  readonly condition: Condition;
  readonly holds: (answers: Answers) => boolean;
}

const conditionOn = (draw: Draw, before: readonly Question[], depth = 0): Generated => {
  const shape = depth < 3 ? draw(upTo(5)) : 5;
  if (shape < 2) {
    const parts = Array.from({ length: draw(upTo(3, 1)) }, () => conditionOn(draw, before, depth + 1));
    const conditions = parts.map(({ condition }) => condition);
    return shape === 0
      ? {
          condition: { all: conditions } as Condition,
          holds: (answers) => parts.every(({ holds }) => holds(answers)),
        }
      : {
          condition: { any: conditions } as Condition,
          holds: (answers) => parts.some(({ holds }) => holds(answers)),
        };
  }
  if (shape === 2) {
    const { condition, holds } = conditionOn(draw, before, depth + 1);
    return { condition: { not: condition } as Condition, holds: (answers) => !holds(answers) };
  }
  const question = draw(fc.constantFrom(...before));
  const { key } = question;
  if (question.kind === 'yes-no')
    return { condition: { question: key, equals: true }, holds: (answers) => answers[key] === true };
  if (question.kind === 'ranking' || (question.kind === 'quiz' && question.several))
    return {
      condition: { question: key, includes: 'c0' },
      holds: (answers) => (answers[key] as string[] | undefined)?.includes('c0') ?? false,
    };
  if (question.kind === 'levels')
    return {
      condition: { question: key, atLeast: 2 },
      holds: (answers) => ((answers[key] as number | undefined) ?? 0) >= 2,
    };
  const answered = draw(fc.boolean());
  return {
    condition: { question: key, answered },
    holds: (answers) => Object.hasOwn(answers, key) === answered,
  };
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
  for (const [index, kind] of draw(
    fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 10 }),
  ).entries()) {
    const shown = index > 0 && draw(upTo(2)) === 0 ? conditionOn(draw, questions) : undefined;
    const question = {
      kind,
      key: `q${index}`,
      text: 'What?',
      required: draw(fc.boolean()),
      ...makers[kind](draw),
      ...(shown && { showIf: shown.condition }),
    } as Question;
    questions.push(question);
    if (shown && !shown.holds(answers)) hidden.push(question);
    else if (question.required || draw(fc.boolean())) answers[question.key] = answerTo(draw, question);
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
