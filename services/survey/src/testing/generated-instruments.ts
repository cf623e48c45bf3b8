import type { Answers, Condition, Question } from '@skein/contracts';
import fc from 'fast-check';

export type Kind = Question['kind'];
/** Draws a value: how a scenario is put together step by step, each depending on those before. */
export type Draw = <T>(arbitrary: fc.Arbitrary<T>) => T;

export const upTo = (max: number, min = 0) => fc.integer({ min, max });
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
  const orNot = {
    ...(draw(fc.boolean()) && { notApplicable: 'Does not apply' }),
    ...(draw(upTo(3)) === 0 && { dontKnow: 'Don’t know', refused: 'Prefer not to say' }),
  };
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
  matrix: (draw) => ({
    rows: keyed(draw, 4, 1),
    ...scaleOf(draw),
    ...(draw(fc.boolean()) && { oneRowIsEnough: true }),
  }),
  'levels-matrix': (draw) => ({ rows: keyed(draw, 4, 1).map((row) => ({ ...row, levels: levelsOf(draw) })) }),
  note: () => ({ required: false }),
  quiz: (draw) => {
    const choices = keyed(draw, 4);
    return {
      choices: withMark(choices, draw(upTo(choices.length - 1)), { right: true }),
      ...(draw(fc.boolean()) && { several: true }),
    };
  },
};
const kinds = Object.keys(makers) as Kind[];

/** So many questions' kinds. */
export const someKinds = fc
  .array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 10 })
  .filter((some) => some.some((kind) => kind !== 'note'));

/** A question of a kind, with whatever that kind may have. */
export const questionOf = (draw: Draw, kind: Kind, key: string): Question =>
  ({ kind, key, text: 'What?', required: draw(fc.boolean()), ...makers[kind](draw) }) as Question;

/** A condition on questions before, with what it says of answers, told independently of the code under test. */
interface Generated {
  readonly condition: Condition;
  readonly holds: (answers: Answers) => boolean;
}

export const conditionOn = (draw: Draw, before: readonly Question[], depth = 0): Generated => {
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
  const asked = before.filter(({ kind }) => kind !== 'note');
  const question = draw(fc.constantFrom(...asked));
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
