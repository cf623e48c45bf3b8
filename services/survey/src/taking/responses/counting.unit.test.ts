import type { Answers, AnswerValue, Question } from '@skein/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SurveyRow } from '../../asking/surveys/row.ts';
import { resultsOf } from '../../telling/results/decide.ts';
import { type AskedSurvey, tally } from './decide.ts';
import type { ResponseRow } from './row.ts';
import { sumUp } from './tallies.ts';

const common = { key: 'q', text: 'What?', required: false };
const choices = ['a', 'b', 'c'].map((key) => ({ key, label: key.toUpperCase() }));
const survey = { _id: 's1', network: 'testing', title: 'T', mode: 'named', invited: 0 } as SurveyRow;
const rowOf = (answers: Answers) => ({ instrumentVersion: 1, answers }) as ResponseRow;

/** The results of these answers to one question, tallied in batches. */
const resultOf = (question: Question, answers: readonly AnswerValue[], batch = 3) => {
  const asked: AskedSurvey = { ...survey, versions: new Map([[1, new Map([['q', question]])]]) };
  const parts = Array.from({ length: Math.ceil(answers.length / batch) }, (_, index) => {
    const rows = answers.slice(index * batch, (index + 1) * batch).map((answer) => rowOf({ q: answer }));
    return tally(asked, rows).map(({ counts, ...rest }) => ({
      _id: '',
      ...rest,
      counts: Object.fromEntries(counts),
    }));
  });
  const tallies = sumUp(parts.flat());
  const results = resultsOf(survey, [{ number: 1, questions: [question] }], tallies, new Map(), 8);
  return { ...results.questions[0], keys: tallies.get('q')?.counts.size ?? 0 };
};

const number = (more: object = {}): Question => ({ kind: 'number', ...common, ...more }) as Question;

describe('the results of numbers', () => {
  const decimals = fc.integer({ min: -1e15, max: 1e15 }).map((micro) => micro / 1e6);

  it('have sums that are exact, however large and however added up', () => {
    fc.assert(
      fc.property(fc.array(decimals, { minLength: 1, maxLength: 30 }), (values) => {
        const micros = values.map((value) => BigInt(Math.round(value * 1e6)));
        const sum = micros.reduce((total, micro) => total + micro, 0n);
        const squares = micros.reduce((total, micro) => total + micro * micro, 0n);
        const count = BigInt(values.length);
        const result = resultOf(number(), values);
        expect(result.sum).toBe(Number(sum) / 1e6);
        expect(result.mean).toBe(Number(sum) / values.length / 1e6);
        expect(result.spread).toBe(Math.sqrt(Number(squares * count - sum * sum)) / values.length / 1e6);
      }),
      { endOnFailure: true },
    );
  }, 60_000);

  it('have a histogram that counts each once, in few buckets', () => {
    fc.assert(
      fc.property(fc.array(decimals, { maxLength: 30 }), (values) => {
        const { histogram = [] } = resultOf(number(), values);
        expect(histogram.reduce((total, { count }) => total + count, 0)).toBe(values.length);
        for (const value of values)
          expect(histogram.some(({ from, to }) => from <= value && value < to)).toBe(true);
      }),
      { endOnFailure: true },
    );
    const all = Array.from({ length: 2_001 }, (_, index) => index / 2);
    const { histogram = [], keys } = resultOf(number({ min: 0, max: 1000, step: 0.5 }), all, 500);
    expect(histogram.length).toBeLessThanOrEqual(21);
    expect(histogram[0]).toEqual({ from: 0, to: 50, count: 100 });
    expect(keys).toBeLessThan(30);
  }, 60_000);
});

describe('the results of other kinds', () => {
  it('of a scale leave out what does not apply', () => {
    const scale: Question = { kind: 'scale', ...common, from: -1, to: 1, notApplicable: 'n/a' };
    expect(resultOf(scale, [-1, 1, 1, 'not-applicable'])).toMatchObject({
      answered: 4,
      counts: { '-1': 1, 0: 0, 1: 2 },
      notApplicable: 1,
      mean: 1 / 3,
    });
  });

  it('of a ranking have mean ranks, and how often each place', () => {
    const ranking: Question = { kind: 'ranking', ...common, choices };
    expect(
      resultOf(ranking, [
        ['a', 'b', 'c'],
        ['b', 'a', 'c'],
        ['b', 'c', 'a'],
      ]).ranks,
    ).toEqual([
      { key: 'b', ranked: 3, meanRank: 4 / 3, positions: [2, 1, 0] },
      { key: 'a', ranked: 3, meanRank: 2, positions: [1, 1, 1] },
      { key: 'c', ranked: 3, meanRank: 8 / 3, positions: [0, 1, 2] },
    ]);
  });

  it('of a matrix are each row’s', () => {
    const rows = choices.slice(0, 2);
    const matrix: Question = { kind: 'matrix', ...common, rows, from: 1, to: 3, notApplicable: 'n/a' };
    expect(resultOf(matrix, [{ a: 1, b: 3 }, { a: 3 }, { a: 'not-applicable' }]).rows).toMatchObject([
      {
        key: 'a',
        label: 'A',
        answered: 3,
        notApplicable: 1,
        counts: { 1: 1, 2: 0, 3: 1 },
        mean: 2,
        spread: 1,
      },
      { key: 'b', answered: 1, counts: { 1: 0, 2: 0, 3: 1 }, mean: 3 },
    ]);
    const described = rows.map((row) => ({ ...row, levels: ['low', 'high'] }));
    const levels: Question = { kind: 'levels-matrix', ...common, rows: described };
    expect(resultOf(levels, [{ a: 1, b: 2 }, { b: 2 }]).rows).toMatchObject([
      { key: 'a', answered: 1, counts: { 1: 1, 2: 0 } },
      { key: 'b', answered: 2, counts: { 1: 0, 2: 2 }, mean: 2 },
    ]);
  });

  it('of a quiz say how many were right', () => {
    const quiz: Question = {
      kind: 'quiz',
      ...common,
      several: true,
      choices: choices.map((choice, index) => ({ ...choice, right: index < 2 })),
    };
    expect(resultOf(quiz, [['a', 'b'], ['b', 'a'], ['a'], ['a', 'b', 'c']])).toMatchObject({
      right: { count: 2, share: 0.5 },
      counts: { a: 4, b: 3, c: 1 },
    });
  });

  it('of choices count one with its text like one without', () => {
    const single: Question = {
      kind: 'single',
      ...common,
      choices: [...choices, { key: 'o', label: 'O', other: true }],
    };
    expect(resultOf(single, ['a', 'o', { choice: 'o', text: 'So' }]).counts).toEqual({
      a: 1,
      b: 0,
      c: 0,
      o: 2,
    });
    const multiple: Question = { ...single, kind: 'multiple' } as Question;
    expect(resultOf(multiple, [['a', 'b'], { choices: ['o', 'b'], text: 'So' }]).counts).toEqual({
      a: 1,
      b: 2,
      c: 0,
      o: 1,
    });
  });

  it('of yes and no, and of days, are counts', () => {
    expect(resultOf({ kind: 'yes-no', ...common }, [true, false, true]).counts).toEqual({ yes: 2, no: 1 });
    const days = ['2026-01-05', '2026-02-05', '2026-02-06'];
    const of = (more: object) => resultOf({ kind: 'date', ...common, ...more } as Question, days).counts;
    expect(of({})).toEqual({ 2026: 3 });
    expect(of({ min: '2026-01-01', max: '2027-01-01' })).toEqual({ '2026-01': 1, '2026-02': 2 });
    expect(of({ min: '2026-01-01', max: '2026-03-01' })).toEqual(
      Object.fromEntries(days.map((day) => [day, 1])),
    );
  });
});
