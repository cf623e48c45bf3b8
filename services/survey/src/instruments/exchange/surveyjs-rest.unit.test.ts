import { isRefusal } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { refuseFaulty } from '../definitions/faults.ts';
import { fromSurveyJs } from './surveyjs.ts';

const last = { type: 'comment', name: 'last' };
/** What comes of elements that stand before a last one, which always comes in. */
const taken = (...elements: object[]) => {
  const result = fromSurveyJs({ title: 'F', elements: [...elements, last] });
  if (isRefusal(result)) throw new Error(result.detail);
  expect(refuseFaulty(result.content)).toBeUndefined();
  expect(result.content.questions.at(-1)).toMatchObject({ key: 'last' });
  return { ...result, questions: result.content.questions.slice(0, -1) };
};
const many = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`);

describe('what cannot be asked', () => {
  it.each<[string, object]>([
    ['a matrix without columns', { type: 'matrix', name: 'm', rows: ['a', 'b'] }],
    ['a list without choices', { type: 'radiogroup', name: 'r' }],
    ['more choices than there may be', { type: 'dropdown', name: 'd', choices: many(1001) }],
    ['more ranks than there may be', { type: 'ranking', name: 'd', choices: many(31) }],
    ['a rating of one point', { type: 'rating', name: 'r', rateValues: [1] }],
    ['a hidden question', { type: 'text', name: 't', visible: false }],
    ['another type', { type: 'signaturepad', name: 's' }],
  ])('is named and left out, and the rest comes in: %s', (_, element) => {
    const { questions, notCarried } = taken(element);
    expect(questions).toEqual([]);
    expect(notCarried[0]).toMatchObject({ effect: 'left-out', path: '#/elements/0' });
    expect(notCarried[0]?.detail).not.toMatch(/Invalid|Too |expected/);
  });

  it('leaves what depends on it always shown, and says so', () => {
    const { notCarried, content } = taken(
      { type: 'signaturepad', name: 's' },
      { type: 'text', name: 't', visibleIf: '{s} notempty' },
    );
    expect(content.questions[0]).not.toHaveProperty('showIf');
    expect(notCarried.map(({ effect, path }) => [effect, path])).toContainEqual([
      'changed',
      '#/elements/1/visibleIf',
    ]);
  });

  it('is too much of the form: the first 300 questions come in', () => {
    const elements = Array.from({ length: 310 }, (_, index) => ({ type: 'text', name: `q${index}` }));
    const result = fromSurveyJs({ title: 'F', elements });
    if (isRefusal(result)) throw new Error(result.detail);
    expect(result.content.questions).toHaveLength(300);
    expect(result.notCarried).toMatchObject([{ effect: 'left-out', also: expect.any(Array) }]);
  });
});

describe('what can be asked otherwise', () => {
  it.each<[string, object, object]>([
    ['1,000 choices', { type: 'dropdown', name: 'd', choices: many(1000) }, { kind: 'single' }],
    [
      'one choice',
      { type: 'radiogroup', name: 'r', choices: ['I agree'] },
      { choices: [{ label: 'I agree' }] },
    ],
    [
      'numbers from one to another',
      { type: 'dropdown', name: 'd', choicesMin: 2, choicesMax: 8, choicesStep: 3 },
      { choices: [{ label: '2' }, { label: '5' }, { label: '8' }] },
    ],
    [
      'choices from an address',
      { type: 'dropdown', name: 'd', choicesByUrl: { url: 'https://example.org/countries' } },
      { kind: 'text', short: true },
    ],
    [
      'odd steps',
      { type: 'text', inputType: 'number', name: 'n', min: 0, step: 0.3333333333 },
      { kind: 'number', min: 0 },
    ],
    [
      'bounds beyond all',
      { type: 'text', inputType: 'number', name: 'n', min: 1e10, max: 1e12 },
      { kind: 'number' },
    ],
    [
      'bounds that contradict',
      { type: 'text', inputType: 'number', name: 'n', min: 5, max: 1 },
      { kind: 'number' },
    ],
    ['a day by a formula', { type: 'text', inputType: 'date', name: 'n', min: '=today()' }, { kind: 'date' }],
    [
      'more to be chosen than there is',
      { type: 'checkbox', name: 'c', choices: ['a', 'b'], minSelectedChoices: 5 },
      { kind: 'multiple' },
    ],
    [
      'a matrix without rows',
      { type: 'matrix', name: 'm', columns: [1, 2, 3], isRequired: true },
      { kind: 'scale', from: 1, to: 3, required: true },
    ],
  ])('is: %s', (_, element, there) => {
    const { questions } = taken(element);
    expect(questions).toMatchObject([there]);
  });

  it.each<[string, object]>([
    ['odd steps', { type: 'text', inputType: 'number', name: 'n', step: 0.3333333333 }],
    ['a day by a formula', { type: 'text', inputType: 'date', name: 'n', min: '=today()' }],
    ['choices from an address', { type: 'dropdown', name: 'd', choicesByUrl: {} }],
    ['a bound that cannot be', { type: 'checkbox', name: 'c', choices: ['a'], minSelectedChoices: 5 }],
  ])('is told: %s', (_, element) => {
    expect(taken(element).notCarried[0]).toMatchObject({ effect: 'changed' });
  });

  it('compares choices that are numbers as numbers', () => {
    const asked = { type: 'radiogroup', name: 's', choices: [1, 2, 3, 4, 5] };
    const when = (visibleIf: string) =>
      taken(asked, { type: 'text', name: 't', visibleIf }).questions.at(-1)?.showIf;
    expect(when('{s} >= 4')).toEqual({
      any: [
        { question: 's', equals: 'choice-4' },
        { question: 's', equals: 'choice-5' },
      ],
    });
    expect(when('{s} < 2')).toEqual({ question: 's', equals: 'choice-1' });
  });
});
