import { isRefusal, type Question } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { refuseFaulty } from '../definitions/faults.ts';
import { fromSurveyJs } from './surveyjs.ts';

const carried = (form: object) => {
  const result = fromSurveyJs(form as never);
  if (isRefusal(result)) throw new Error(result.detail);
  expect(refuseFaulty(result.content)).toBeUndefined();
  return result;
};
const one = (...elements: object[]) => carried({ title: 'F', elements });
const last = (...elements: object[]): Question | undefined => one(...elements).content.questions.at(-1);
const effectsOf = (...elements: object[]) => one(...elements).notCarried.map(({ effect }) => effect);

describe('a form in another language than English', () => {
  it('keeps the texts of its language, and those that name none as English beside them', () => {
    const lunch = { default: 'Lunch', de: 'Mittagessen' };
    const eat = { default: 'What do you eat?', de: 'Was essen Sie?' };
    const { content, notCarried } = carried({
      locale: 'de',
      title: lunch,
      elements: [
        { type: 'text', name: 'q', title: eat },
        { type: 'text', name: 'r', title: 'Nur so' },
      ],
    });
    expect(content).toMatchObject({
      language: 'de',
      title: 'Mittagessen',
      questions: [{ text: 'Was essen Sie?' }, { text: 'Nur so' }],
      translations: { en: { title: 'Lunch', 'questions/q/text': 'What do you eat?' } },
    });
    expect(notCarried).toEqual([]);
  });

  it('names each text that finds no place', () => {
    const title = { default: 'Mittagessen', en: 'Lunch', fr: 'Déjeuner' };
    const { content, notCarried } = carried({ title, elements: [{ type: 'text', name: 'q' }] });
    expect(content).toMatchObject({ title: 'Mittagessen', translations: { fr: { title: 'Déjeuner' } } });
    expect(notCarried).toMatchObject([{ effect: 'left-out', path: '#/title/en' }]);
  });
});

describe('points', () => {
  const matrix = (columns: unknown[], more: object = {}) => ({
    type: 'matrix',
    name: 'm',
    columns,
    rows: ['r1', 'r2'],
    ...more,
  });
  const after = (visibleIf: string) => ({ type: 'comment', name: 'z', visibleIf });

  it.each(['N/A', 'n. a.', 'Not applicable', 'Nicht zutreffend', { value: 9, text: 'Does not apply' }])(
    'that say “not applicable” count in no mean: %j',
    (apart) => {
      const said = typeof apart === 'string' ? apart : apart.text;
      const value = typeof apart === 'string' ? apart : 9;
      expect(
        one(matrix(['Good', 'Poor', apart]), after(`{m.r1} = '${value}'`)).content.questions,
      ).toMatchObject([
        { from: 1, to: 2, notApplicable: said },
        { showIf: { question: 'm', row: 'r1', equals: 'not-applicable' } },
      ]);
    },
  );

  it('that are numbers keep them, in whichever order they stand', () => {
    const { content, notCarried } = one(matrix([5, 4, 3, 2, 1]), after('{m.r1} >= 4'));
    expect(content.questions).toMatchObject([
      { from: 1, to: 5 },
      { showIf: { question: 'm', row: 'r1', atLeast: 4 } },
    ]);
    expect(content.questions[0]).not.toHaveProperty('pointLabels');
    expect(notCarried).toMatchObject([{ effect: 'looks' }]);
  });

  it('that are numbers far apart keep their order, which is told', () => {
    const { content, notCarried } = one(
      { type: 'rating', name: 'r', rateValues: [0, 25, 50, 100] },
      { type: 'comment', name: 'z', visibleIf: '{r} >= 50' },
    );
    expect(content.questions).toMatchObject([
      { from: 1, to: 4, pointLabels: [{ value: 1, label: '0' }, {}, {}, { value: 4, label: '100' }] },
      { showIf: { question: 'r', atLeast: 3 } },
    ]);
    expect(notCarried).toMatchObject([{ effect: 'changed' }]);
  });

  it('that are words can be equal, and neither more nor less', () => {
    const { content, notCarried } = one(matrix(['bad', 'good']));
    expect([content.questions[0], notCarried]).toMatchObject([{ worded: true }, []]);
    expect(last(matrix(['bad', 'good']), after("{m.r1} = 'good'"))?.showIf).toMatchObject({ equals: 2 });
    expect(last(matrix(['bad', 'good']), after("{m.r1} >= 'good'"))).not.toHaveProperty('showIf');
  });

  it.each<[object, object]>([
    [{ isRequired: true }, { required: true, oneRowIsEnough: true }],
    [{ eachRowRequired: true }, { required: true }],
    [{ isRequired: true, isAllRowRequired: true }, { required: true }],
    [{}, { required: false }],
  ])('of a matrix are needed in one row or in each: %j', (more, there) => {
    const question = last(matrix([1, 2], more));
    expect(question).toMatchObject(there);
    if (!('oneRowIsEnough' in there)) expect(question).not.toHaveProperty('oneRowIsEnough');
  });
});

it('“refuse” and “don’t know” are choices that stand alone', () => {
  const asked = {
    type: 'checkbox',
    name: 'c',
    choices: ['a1'],
    showRefuseItem: true,
    showDontKnowItem: true,
  };
  expect(last({ ...asked, dontKnowText: 'No idea' })).toMatchObject({
    choices: [
      { key: 'a1' },
      { key: 'refused', label: 'Refuse to answer', exclusive: true },
      { key: 'dont-know', label: 'No idea', exclusive: true },
    ],
  });
});

describe('yes and no', () => {
  const car = { type: 'boolean', name: 'car', valueTrue: 'Yes', valueFalse: 'No' };
  const when = (visibleIf: string) => last(car, { type: 'comment', name: 'z', visibleIf });

  it('are what the form calls them', () => {
    expect(when("{car} = 'Yes'")?.showIf).toEqual({ question: 'car', equals: true });
    expect(when("{car} <> 'No'")?.showIf).toEqual({ not: { question: 'car', equals: false } });
    expect(when('{car} = true')).not.toHaveProperty('showIf');
  });
});

describe('notes', () => {
  it('say first what is left out or changed, and all new names in one line', () => {
    const named = Array.from({ length: 40 }, (_, index) => ({
      type: 'text',
      name: `Q${index}`,
      width: '50%',
    }));
    const [text, file, lone] = [
      { type: 'text', name: 't', validators: [{ type: 'expression', expression: 'age() > 1' }] },
      { type: 'file', name: 'photo' },
      { type: 'comment', name: 'c', placeholder: 'Here' },
    ];
    expect(effectsOf(...named, text, file, lone)).toEqual(['left-out', 'changed', 'looks', 'renamed']);
    const notes = one(...named, lone).notCarried;
    expect(notes).toMatchObject([
      { effect: 'looks', path: '#/elements/0/width' },
      {
        effect: 'renamed',
        detail: expect.stringContaining('“Q0” is now q0, “Q1” is now q1, “Q2” is now q2, and 37 more'),
      },
    ]);
    expect(notes[0]?.also).toHaveLength(40);
    expect(notes[1]?.names).toContainEqual({ path: '#/elements/7/name', was: 'Q7', is: 'q7' });
  });

  it('tell of a name that stands twice', () => {
    expect(effectsOf({ type: 'text', name: 'a' }, { type: 'text', name: 'a' })).toEqual([
      'changed',
      'renamed',
    ]);
  });
});
