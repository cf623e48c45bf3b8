import { type Answers, InstrumentContent } from '@skein/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileScores, ruleInWords } from './scores.ts';

const questions = [
  { kind: 'scale', key: 'a', text: 'A', from: 1, to: 5, notApplicable: 'n/a' },
  { kind: 'scale', key: 'b', text: 'B', from: 1, to: 5 },
  {
    kind: 'matrix',
    key: 'm',
    text: 'M',
    from: 0,
    to: 3,
    rows: ['x', 'y'].map((key) => ({ key, label: key })),
  },
  { kind: 'yes-no', key: 'y', text: 'Y' },
  { kind: 'multiple', key: 'c', text: 'C', choices: ['p', 'q', 'r'].map((key) => ({ key, label: key })) },
  { kind: 'levels', key: 'l', text: 'L', levels: ['low', 'mid', 'high'] },
  { kind: 'number', key: 'n', text: 'N', min: 0, max: 10 },
  {
    kind: 'quiz',
    key: 'z',
    text: 'Z',
    points: 3,
    choices: [
      { key: 'good', label: 'G', right: true },
      { key: 'bad', label: 'B' },
    ],
  },
];
const compiled = (score: object) => {
  const content = InstrumentContent.parse({
    title: 'T',
    questions,
    scores: [{ key: 's', name: 'S', method: 'sum', ...score }],
  });
  const [one] = compileScores(content);
  if (!one) throw new Error('there is no score');
  return one;
};
const scoreOf = (score: object, answers: Answers) => compiled(score).of(answers);

describe('a score', () => {
  it('is a sum or a mean of what answers are worth', () => {
    const items = [{ question: 'a' }, { question: 'b', reversed: true }];
    expect(scoreOf({ items }, { a: 2, b: 1 })).toBe(7);
    expect(scoreOf({ items, method: 'mean' }, { a: 2, b: 1 })).toBe(3.5);
    expect(scoreOf({ items, times: 2.5 }, { a: 2, b: 1 })).toBe(17.5);
    expect(scoreOf({ items: [{ question: 'm' }] }, { m: { x: 3, y: 1 } })).toBe(4);
    expect(scoreOf({ items: [{ question: 'm', row: 'y', reversed: true }] }, { m: { x: 3, y: 1 } })).toBe(2);
    const values = { p: 1, q: 2, r: -4 };
    expect(scoreOf({ items: [{ question: 'c', values }] }, { c: ['p', 'r'] })).toBe(-3);
    expect(scoreOf({ items: [{ question: 'y', values: { false: 1 } }] }, { y: false })).toBe(1);
    expect(scoreOf({ items: [{ question: 'l', values: { 3: 10 } }] }, { l: 3 })).toBe(10);
    expect(scoreOf({ items: [{ question: 'z' }] }, { z: 'good' })).toBe(3);
    expect(scoreOf({ items: [{ question: 'n' }] }, { n: 2.5 })).toBe(2.5);
  });

  it('is none where too little is answered; what does not apply is not', () => {
    const items = [{ question: 'a' }, { question: 'b' }, { question: 'm' }];
    expect(scoreOf({ items }, { a: 1, b: 2, m: { x: 3 } })).toBeUndefined();
    expect(scoreOf({ items }, { a: 'not-applicable', b: 2, m: { x: 3, y: 0 } })).toBeUndefined();
    expect(scoreOf({ items, atLeast: 2 }, { a: 1, b: 2 })).toBe(6);
    expect(scoreOf({ items, atLeast: 2, missing: 'zero' }, { a: 1, b: 2 })).toBe(3);
    expect(scoreOf({ items, atLeast: 2, method: 'mean' }, { a: 1, b: 2 })).toBe(1.5);
    expect(scoreOf({ items, atLeast: 2, method: 'mean', missing: 'zero' }, { a: 1, b: 3 })).toBe(1);
    expect(scoreOf({ items, atLeast: 1 }, {})).toBeUndefined();
  });

  it('says its rule in words', () => {
    const items = [{ question: 'a', reversed: true }, { question: 'm' }];
    expect(ruleInWords(compiled({ items }))).toBe(
      'Sum of 3 answers. Some count the other way round. All of them must be answered.',
    );
    expect(ruleInWords(compiled({ items: [{ question: 'm' }], atLeast: 1, method: 'mean', times: 2 }))).toBe(
      'Mean of 2 answers, times 2. At least 1 must be answered; others count as the mean of those that are.',
    );
  });

  it('never lies outside of its bounds', () => {
    const items = [
      { question: 'a' },
      { question: 'b', reversed: true },
      { question: 'm' },
      { question: 'c', values: { p: 2, q: -1 } },
      { question: 'y', values: { true: 3 } },
    ];
    const answers = fc.record(
      {
        a: fc.integer({ min: 1, max: 5 }),
        b: fc.integer({ min: 1, max: 5 }),
        m: fc.record({ x: fc.nat(3), y: fc.nat(3) }, { requiredKeys: [] }),
        c: fc.subarray(['p', 'q', 'r'], { minLength: 1 }),
        y: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    const rules = fc.record({
      method: fc.constantFrom('sum', 'mean'),
      missing: fc.constantFrom('mean', 'zero'),
      atLeast: fc.integer({ min: 1, max: 6 }),
      times: fc.constantFrom(1, 2.5),
    });
    fc.assert(
      fc.property(rules, answers, (rule, given) => {
        const score = compiled({ items, ...rule });
        const value = score.of(given as Answers);
        const { min = Number.NaN, max = Number.NaN } = score.asNumber;
        if (value === undefined) return;
        expect(value).toBeGreaterThanOrEqual(min);
        expect(value).toBeLessThanOrEqual(max);
      }),
    );
  });
});
