import type { Answers, Question } from '@skein/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCheck } from './check-answers.ts';

const common = { text: 'What?', required: false };
const choices = ['red', 'green', 'constructor'].map((key) => ({ key, label: key }));
const questions: Question[] = [
  { kind: 'scale', key: 'scale', ...common, required: true, from: 1, to: 5, lowLabel: 'l', highLabel: 'h' },
  { kind: 'levels', key: 'levels', ...common, levels: ['low', 'middle', 'high'] },
  { kind: 'single', key: 'single', ...common, choices },
  { kind: 'multiple', key: 'multiple', ...common, choices },
  { kind: 'text', key: 'text', ...common, maxLength: 10 },
];
const check = compileCheck({ questions });
const faultsOf = (answers: Answers) => check(answers)?.errors?.map(({ pointer }) => pointer) ?? [];

describe('answers', () => {
  it('takes what fits, and what is left out', () => {
    expect(check({ scale: 5 })).toBeUndefined();
    expect(
      check({ scale: 1, levels: 3, single: 'red', multiple: ['green', 'red'], text: 'a\nb' }),
    ).toBeUndefined();
  });

  it('names a required question that is missing', () => {
    expect(check({})).toMatchObject({
      refused: 'invalid-request',
      errors: [{ pointer: '#/answers/scale', detail: 'must be answered' }],
    });
  });

  it('wants each row of a required matrix, unless one is enough', () => {
    const rows = ['here', 'there'].map((key) => ({ key, label: key }));
    const matrix: Question = { kind: 'matrix', key: 'm', ...common, required: true, rows, from: 1, to: 2 };
    const pointers = (questions: Question[], answers: Answers) =>
      compileCheck({ questions })(answers)?.errors?.map(({ pointer }) => pointer) ?? [];
    expect(pointers([matrix], { m: { here: 1 } })).toEqual(['#/answers/m/there']);
    expect(pointers([{ ...matrix, oneRowIsEnough: true }], { m: { here: 1 } })).toEqual([]);
    expect(pointers([{ ...matrix, oneRowIsEnough: true }], {})).toEqual(['#/answers/m']);
  });

  it.each<[string, Answers]>([
    ['a number below', { scale: 0 }],
    ['a number above', { scale: 6 }],
    ['a fraction', { scale: 2.5 }],
    ['a text for a number', { scale: '3' }],
    ['level 0', { scale: 1, levels: 0 }],
    ['a level beyond the last', { scale: 1, levels: 4 }],
    ['an unknown choice', { scale: 1, single: 'blue' }],
    ['a name every object has', { scale: 1, single: 'tostring' }],
    ['a list for one choice', { scale: 1, single: ['red'] }],
    ['an unknown choice among several', { scale: 1, multiple: ['red', 'blue'] }],
    ['a choice twice', { scale: 1, multiple: ['red', 'red'] }],
    ['no choice at all', { scale: 1, multiple: [] }],
    ['one choice for a list', { scale: 1, multiple: 'red' }],
    ['a number for a text', { scale: 1, text: 3 }],
    ['a text too long', { scale: 1, text: 'x'.repeat(11) }],
    ['a text padded too long', { scale: 1, text: `x${' '.repeat(11)}` }],
    ['a blank text', { scale: 1, text: ' \n' }],
    ['a control character', { scale: 1, text: 'a\u0000b' }],
    ['an escape', { scale: 1, text: 'a\u001b[2J' }],
    ['a text-direction override', { scale: 1, text: 'a\u202eb' }],
    ['an isolate', { scale: 1, text: 'a\u2066b' }],
    ['an unknown question', { scale: 1, other: 'x' }],
    ['a question that every object has', { scale: 1, constructor: 'x' }],
  ])('refuses %s, naming its field', (_, answers) => {
    const wrong = Object.keys(answers).at(-1);
    expect(faultsOf(answers)).toEqual([`#/answers/${wrong}`]);
  });

  it('names every bad field at once', () => {
    expect(faultsOf({ levels: 9, text: '' })).toEqual([
      '#/answers/scale',
      '#/answers/levels',
      '#/answers/text',
    ]);
  });

  it('takes a number exactly where it is a whole one of the scale', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: -3, max: 13 }), fc.double({ noNaN: true })), (value) => {
        const fits = [1, 2, 3, 4, 5].includes(value);
        expect(check({ scale: value }) === undefined).toBe(fits);
      }),
    );
  });
});
