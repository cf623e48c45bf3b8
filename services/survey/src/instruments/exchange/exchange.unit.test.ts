import { InstrumentFile, isRefusal } from '@skein/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scenarios } from '../../testing/generated-answers.ts';
import { refuseFaulty } from '../definitions/faults.ts';
import { contentOfFile, fileOf } from './file.ts';
import { fromSurveyJs } from './surveyjs.ts';

describe('a file', () => {
  it('gives back the instrument that it was made of', () => {
    fc.assert(
      fc.property(scenarios, ({ content }) => {
        const file = InstrumentFile.parse(JSON.parse(JSON.stringify(fileOf(content))));
        expect(contentOfFile(file)).toEqual(content);
      }),
      { endOnFailure: true, numRuns: 50 },
    );
  }, 60_000);
});

const carried = (form: object) => {
  const result = fromSurveyJs(form as never);
  if (isRefusal(result)) throw new Error(result.detail);
  expect(refuseFaulty(result.content)).toBeUndefined();
  return result;
};
const questionsOf = (...elements: object[]) => carried({ title: 'F', elements }).content.questions;
const lostOf = (...elements: object[]) => carried({ title: 'F', elements }).notCarried;

describe('a form of SurveyJS', () => {
  it('whose names, types and values are objects without a text of their own is told of, and no fault of ours', () => {
    const odd = { toString: 1, valueOf: null };
    const lost = lostOf(
      { type: odd, name: 'a' },
      { type: 'comment', name: odd },
      { type: 'text', name: 'c', inputType: odd },
      { type: 'radiogroup', name: 'd', choices: [{ value: odd }, 'x', 'y'] },
      { type: 'comment', name: 'e', visibleIf: '{d} = "x"', title: odd },
    );
    expect(lost.map(({ effect }) => effect)).toContain('left-out');
  });

  it('comes over with its pages, texts and languages', () => {
    const { content, notCarried } = carried({
      title: { default: 'Health', de: 'Gesundheit' },
      description: 'A minute.',
      pages: [
        {
          name: 'first',
          title: 'You',
          elements: [
            { type: 'text', name: 'job', title: 'Your job?', isRequired: true, maxLength: 80 },
            { type: 'panel', name: 'inner', title: 'Inside', elements: [{ type: 'comment', name: 'why' }] },
            { type: 'text', name: 'age', inputType: 'number', min: 18, max: 99 },
          ],
        },
      ],
    });
    expect(notCarried).toEqual([]);
    expect(content).toMatchObject({
      title: 'Health',
      introduction: 'A minute.',
      translations: { de: { title: 'Gesundheit' } },
      sections: [
        { key: 'first', title: 'You' },
        { key: 'inner', title: 'Inside' },
        { key: 'first-2', title: 'You' },
      ],
      questions: [
        {
          kind: 'text',
          short: true,
          key: 'job',
          text: 'Your job?',
          required: true,
          maxLength: 80,
          section: 'first',
        },
        { kind: 'text', key: 'why', text: 'why', section: 'inner' },
        { kind: 'number', key: 'age', min: 18, max: 99, section: 'first-2' },
      ],
    });
  });

  it('comes over with every kind of question that has a counterpart', () => {
    const some = ['item1', { value: 'item2', text: 'Two' }];
    expect(
      questionsOf(
        {
          type: 'radiogroup',
          name: 'a',
          choices: some,
          hasOther: true,
          otherText: 'Else',
          choicesOrder: 'random',
        },
        {
          type: 'checkbox',
          name: 'b',
          choices: some,
          showNoneItem: true,
          minSelectedChoices: 1,
          maxSelectedChoices: 2,
        },
        { type: 'dropdown', name: 'c', choices: some, correctAnswer: 'item2' },
        { type: 'rating', name: 'd', rateMax: 7, minRateDescription: 'low', maxRateDescription: 'high' },
        { type: 'boolean', name: 'e', labelTrue: 'Aye' },
        { type: 'ranking', name: 'f', choices: some },
        {
          type: 'matrix',
          name: 'g',
          columns: ['bad', 'good'],
          rows: ['speed', 'price'],
          isAllRowRequired: true,
        },
        { type: 'text', name: 'h', inputType: 'date', min: '2026-01-01' },
      ),
    ).toMatchObject([
      {
        kind: 'single',
        shuffle: true,
        choices: [{ key: 'item1' }, { label: 'Two' }, { label: 'Else', other: true }],
      },
      { kind: 'multiple', atLeast: 1, atMost: 2, choices: [{}, {}, { key: 'none', exclusive: true }] },
      { kind: 'quiz', choices: [{ key: 'item1' }, { key: 'item2', right: true }] },
      { kind: 'scale', from: 1, to: 7, lowLabel: 'low', highLabel: 'high' },
      { kind: 'yes-no', yesLabel: 'Aye' },
      { kind: 'ranking', choices: [{ key: 'item1' }, { key: 'item2' }] },
      {
        kind: 'matrix',
        required: true,
        from: 1,
        to: 2,
        pointLabels: [{ value: 1, label: 'bad' }, {}],
        rows: [{}, {}],
      },
      { kind: 'date', min: '2026-01-01' },
    ]);
  });

  it.each<[string, object]>([
    ["{a} = 'item1'", { question: 'a', equals: 'item1' }],
    ["{a} <> 'item1'", { not: { question: 'a', equals: 'item1' } }],
    [
      '{d} >= 3 and {a} notempty',
      {
        all: [
          { question: 'd', atLeast: 3 },
          { question: 'a', answered: true },
        ],
      },
    ],
    ['{d} > 3', { question: 'd', atLeast: 4 }],
    [
      "{a} contains 'item'",
      {
        any: [
          { question: 'a', equals: 'item1' },
          { question: 'a', equals: 'item2' },
        ],
      },
    ],
    [
      "{b} notcontains ['item1', 'item2']",
      {
        not: {
          all: [
            { question: 'b', includes: 'item1' },
            { question: 'b', includes: 'item2' },
          ],
        },
      },
    ],
    [
      '3 < {d} and {e}',
      {
        all: [
          { question: 'd', atLeast: 4 },
          { question: 'e', equals: true },
        ],
      },
    ],
    ['{b.length} > 0', { question: 'b', answered: true }],
    [
      "{b} contains 'item2' or !({e} = true)",
      { any: [{ question: 'b', includes: 'item2' }, { not: { question: 'e', equals: true } }] },
    ],
    [
      "{b} anyof ['item1', 'item2']",
      {
        any: [
          { question: 'b', includes: 'item1' },
          { question: 'b', includes: 'item2' },
        ],
      },
    ],
    ["{g.speed} = 'good'", { question: 'g', row: 'speed', equals: 2 }],
  ])('comes over with the condition %s', (visibleIf, showIf) => {
    const asked = [
      { type: 'radiogroup', name: 'a', choices: ['item1', 'item2'] },
      { type: 'checkbox', name: 'b', choices: ['item1', 'item2'] },
      { type: 'rating', name: 'd' },
      { type: 'boolean', name: 'e' },
      { type: 'matrix', name: 'g', columns: ['bad', 'good'], rows: ['speed'] },
    ];
    expect(questionsOf(...asked, { type: 'comment', name: 'z', visibleIf }).at(-1)?.showIf).toEqual(showIf);
  });

  it.each<[string, object, string]>([
    ['a kind of question', { type: 'file', name: 'photo' }, '#/elements/0'],
    ['a rating in steps', { type: 'rating', name: 'r', rateStep: 2 }, '#/elements/0/rateMax'],
    ['a condition', { type: 'comment', name: 'c', visibleIf: 'age() > 3' }, '#/elements/0/visibleIf'],
    [
      'a look at what comes after',
      { type: 'comment', name: 'c', visibleIf: '{last} notempty' },
      '#/elements/0/visibleIf',
    ],
    [
      'a validator',
      { type: 'text', name: 't', validators: [{ type: 'expression', expression: '{t} > 1' }] },
      '#/elements/0/validators/0',
    ],
    [
      'an image',
      { type: 'radiogroup', name: 'q', choices: ['a1', { value: 'b1', imageLink: 'x' }] },
      '#/elements/0/choices/1/imageLink',
    ],
    ['HTML', { type: 'text', name: 't', title: '<b>Bold</b>' }, '#/elements/0/title'],
    [
      'an unknown language',
      { type: 'text', name: 't', title: { default: 'T', '!!': 'U' } },
      '#/elements/0/title/!!',
    ],
    ['what is no element', 'nothing' as never, '#/elements/0'],
  ])('tells of %s that it cannot carry over', (_, element, path) => {
    expect(lostOf(element, { type: 'comment', name: 'last' }).map((lost) => lost.path)).toContain(path);
  });

  it('without a question is refused', () => {
    expect(fromSurveyJs({ pages: [{ elements: [{ type: 'html', name: 'x' }] }] })).toMatchObject({
      refused: 'invalid-request',
      errors: [{ pointer: '#/form' }],
    });
    expect(fromSurveyJs({ pages: 3, elements: { a: 1 } })).toMatchObject({ refused: 'invalid-request' });
  });

  it('takes whatever is sent without a throw', () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    const type = fc.constantFrom(
      'text',
      'radiogroup',
      'checkbox',
      'rating',
      'matrix',
      'boolean',
      'ranking',
      'panel',
      'x',
    );
    const fields = [
      'name',
      'title',
      'choices',
      'rows',
      'columns',
      'rateValues',
      'elements',
      'visibleIf',
      'correctAnswer',
      'maxLength',
    ];
    const element = fc
      .tuple(type, fc.dictionary(fc.constantFrom(...fields), value))
      .map(([of, rest]) => ({ ...rest, type: of }));
    fc.assert(
      fc.property(
        fc.array(element, { maxLength: 5 }),
        fc.dictionary(fc.constantFrom('title', 'pages', 'locale'), value),
        (elements, rest) => {
          const result = fromSurveyJs({ ...rest, elements });
          if (!isRefusal(result)) expect(result.content.questions.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 100, endOnFailure: true },
    );
  }, 60_000);
});
