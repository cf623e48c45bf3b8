import { conditionsOf, shownOf } from '@skein/answering';
import { type Answers, type InstrumentContent, isRefusal } from '@skein/contracts';
import fc from 'fast-check';
import { Model } from 'survey-core';
import { expect, it } from 'vitest';
import { fromSurveyJs } from './surveyjs.ts';

/** Whatever is carried of a condition shows the same here as the engine of SurveyJS does, whatever is answered. */

const elements = [
  { type: 'radiogroup', name: 's', choices: ['item1', 'item10', 'Other one', 'n/a'] },
  { type: 'dropdown', name: 'k', choices: [1, 2, 3, 10] },
  { type: 'checkbox', name: 'c', choices: ['a', 'b', 'ab', 4] },
  { type: 'boolean', name: 'b' },
  { type: 'boolean', name: 'y', valueTrue: 'Yes', valueFalse: 'No' },
  { type: 'text', name: 'n', inputType: 'number' },
  { type: 'rating', name: 'r', rateMin: 0, rateMax: 10 },
  { type: 'rating', name: 'w', rateValues: [0, 25, 50, 100] },
  { type: 'matrix', name: 'm', columns: [5, 4, 3, 2, 1, 'N/A'], rows: ['x', 'y'] },
  { type: 'matrix', name: 'l', columns: ['bad', 'good'], rows: ['x'] },
  { type: 'text', name: 'd', inputType: 'date' },
  { type: 'text', name: 't' },
];

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
/** What is answered, by the values of the form. */
const answers = fc.record({
  s: maybe(fc.constantFrom('item1', 'item10', 'Other one', 'n/a')),
  k: maybe(fc.constantFrom(1, 2, 3, 10)),
  c: maybe(fc.subarray(['a', 'b', 'ab', 4], { minLength: 1 })),
  b: maybe(fc.boolean()),
  y: maybe(fc.constantFrom('Yes', 'No')),
  n: maybe(fc.constantFrom(-1, 0, 1, 2.5, 5, 10)),
  r: maybe(fc.integer({ min: 0, max: 10 })),
  w: maybe(fc.constantFrom(0, 25, 50, 100)),
  m: maybe(
    fc.record({ x: fc.constantFrom(5, 3, 1, 'N/A'), y: fc.constantFrom(4, 2) }, { requiredKeys: ['x'] }),
  ),
  l: maybe(fc.record({ x: fc.constantFrom('bad', 'good') })),
  d: maybe(fc.constantFrom('2026-01-01', '2026-06-30')),
  t: maybe(fc.constantFrom('x', 'Hello', '5', '10')),
});

const name = fc.constantFrom(...'skcbynrwdt', 'm.x', 'm.y', 'l.x', 'm', 'c.length');
const value = fc.constantFrom(
  ...["'item1'", '"ITEM1"', "'Other'", "'a'", "'b'", '4', "'4'", '0', '1', '2', '3', '5', '10', '50', '-1'],
  ...[
    "'good'",
    "'N/A'",
    "'2026-01-01'",
    'true',
    'false',
    "'Yes'",
    "'x'",
    "''",
    "['a', 'b']",
    "['item1', 'n/a']",
    '[1, 2]',
  ],
);
const sign = fc.constantFrom(
  ...[
    '=',
    '==',
    '<>',
    '!=',
    '>',
    '<',
    '>=',
    '<=',
    'contains',
    'notcontains',
    'anyof',
    'allof',
    'noneof',
    'equal',
  ],
);
const comparison = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(name, sign, value).map(([of, is, what]) => `{${of}} ${is} ${what}`) },
  fc.tuple(name, fc.constantFrom('empty', 'notempty')).map(([of, is]) => `{${of}} ${is}`),
  fc.tuple(value, fc.constantFrom('<', '>=', '='), name).map(([what, is, of]) => `${what} ${is} {${of}}`),
  fc.constantFrom('{b}', '!{b}', '{y}'),
);
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    { weight: 3, arbitrary: comparison },
    fc
      .tuple(tie('expression'), fc.constantFrom('and', 'or', '&&', '||'), tie('expression'))
      .map((parts) => parts.join(' ')),
    tie('expression').map((inner) => `!(${inner})`),
    tie('expression').map((inner) => `(${inner})`),
  ),
}));

const carriedOf = (visibleIf: string): InstrumentContent => {
  const result = fromSurveyJs({
    title: 'F',
    elements: [...elements, { type: 'comment', name: 'z', visibleIf }],
  });
  if (isRefusal(result)) throw new Error(result.detail);
  return result.content;
};

/** The answers of the form as they are here: choices by their keys, points by where they stand. */
const here = ({ questions }: InstrumentContent, given: Readonly<Record<string, unknown>>): Answers => {
  const choice = (key: string) => (label: unknown) => {
    const question = questions.find((one) => one.key === key);
    const choices = question && 'choices' in question ? question.choices : [];
    return choices.find((one) => one.label === String(label))?.key;
  };
  const rows = (point: (column: unknown) => unknown) => (answer: unknown) =>
    Object.fromEntries(Object.entries(answer as object).map(([row, column]) => [row, point(column)]));
  const read: Record<string, (answer: unknown) => unknown> = {
    s: choice('s'),
    k: choice('k'),
    c: (answer) => (answer as unknown[]).map(choice('c')),
    y: (answer) => answer === 'Yes',
    w: (answer) => [0, 25, 50, 100].indexOf(answer as number) + 1,
    l: rows((column) => (column === 'good' ? 2 : 1)),
    m: rows((column) => (column === 'N/A' ? 'not-applicable' : column)),
  };
  const answered = Object.entries(given).filter(([, answer]) => answer !== undefined);
  return Object.fromEntries(answered.map(([key, answer]) => [key, read[key]?.(answer) ?? answer])) as Answers;
};

/** So many conditions that nobody has tried before; in `npm test` the same hundred each time. */
const runs = process.env.SKEIN_TESTS === 'all' ? 600 : undefined;

const longest = runs ? 900_000 : 120_000;

/** What the engine shows of the last question, by what is answered. */
const engineFor = (visibleIf: string): ((given: object) => boolean) => {
  const model = new Model({ elements: [...elements, { type: 'comment', name: 'z', visibleIf }] });
  return (given) => {
    model.data = JSON.parse(JSON.stringify(given));
    return model.getQuestionByName('z').isVisible;
  };
};

it(
  'a condition that is carried shows what the engine of SurveyJS shows',
  () => {
    fc.assert(
      fc.property(expression, fc.array(answers, { minLength: 3, maxLength: 6 }), (visibleIf, all) => {
        const content = carriedOf(visibleIf);
        fc.pre(content.questions.at(-1)?.showIf !== undefined);
        const conditions = conditionsOf(content);
        const shown = engineFor(visibleIf);
        for (const given of all) {
          const { hidden } = shownOf(content.questions, conditions, here(content, given));
          expect([visibleIf, given, !hidden.has('z')]).toEqual([visibleIf, given, shown(given)]);
        }
      }),
      { endOnFailure: false, ...(runs ? { numRuns: runs } : { numRuns: 100, seed: 1126 }) },
    );
  },
  longest,
);
