import { InstrumentContent, isRefusal } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { refuseFaulty } from './faults.ts';

const text = { kind: 'text', key: 'a', text: 'What?' };
const single = {
  kind: 'single',
  key: 'b',
  text: 'Which?',
  choices: [
    { key: 'x', label: 'X' },
    { key: 'y', label: 'Y' },
  ],
};
const scale = { kind: 'scale', key: 'c', text: 'How?', from: 1, to: 5 };
const content = (questions: object[], more: object = {}) => {
  const parsed = InstrumentContent.safeParse({ title: 'T', questions, ...more });
  if (!parsed.success) throw new Error(parsed.error.message);
  return parsed.data;
};
const pointers = (questions: object[], more: object = {}) => {
  const refusal = refuseFaulty(content(questions, more));
  return isRefusal(refusal) ? refusal.errors?.map(({ pointer }) => pointer) : [];
};
const shown = (showIf: object, key = 'z') => ({ kind: 'text', key, text: 'So?', showIf });

describe('conditions', () => {
  it.each<[string, object]>([
    ['a choice', { question: 'b', equals: 'x' }],
    ['a level', { question: 'c', atLeast: 3 }],
    ['being answered', { question: 'a', answered: true }],
    ['several together', { all: [{ question: 'b', includes: 'y' }, { not: { question: 'c', atMost: 2 } }] }],
  ])('may look at %s of questions before', (_, showIf) => {
    expect(pointers([text, single, scale, shown(showIf)])).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['itself', { question: 'z', answered: true }, 'question'],
    ['one that comes after', { question: 'later', answered: true }, 'question'],
    ['one that is not there', { question: 'nobody', answered: true }, 'question'],
    ['a choice that is not there', { question: 'b', equals: 'w' }, 'equals'],
    ['a choice of what has none', { question: 'c', includes: 'x' }, 'includes'],
    ['the height of a choice', { question: 'b', atLeast: 1 }, 'atLeast'],
    ['a text on a scale', { question: 'c', equals: '3' }, 'equals'],
    ['a row of what has none', { question: 'c', row: 'r', equals: 3 }, 'row'],
    [
      'itself, deep within',
      { any: [{ all: [{ not: { question: 'z', answered: true } }] }] },
      'any/0/all/0/not/question',
    ],
  ])('may not look at %s', (_, showIf, at) => {
    const later = { ...text, key: 'later' };
    expect(pointers([text, single, scale, shown(showIf), later])).toEqual([`#/questions/3/showIf/${at}`]);
  });

  it('may not go round in a circle', () => {
    const circle = [
      shown({ question: 'y', answered: true }, 'x'),
      shown({ question: 'x', answered: true }, 'y'),
    ];
    expect(pointers(circle)).toEqual(['#/questions/0/showIf/question']);
  });

  it('may not look at a question that a random order may put after', () => {
    const inside = { ...text, section: 's' };
    const asking = { ...shown({ question: 'a', answered: true }), section: 's' };
    const sections = [{ key: 's', title: 'S' }];
    expect(pointers([inside, asking], { sections })).toEqual([]);
    expect(pointers([inside, asking], { sections: [{ ...sections[0], shuffle: true }] })).toEqual([
      '#/questions/1/showIf/question',
    ]);
  });

  it('of a section look at what is before all of it', () => {
    const questions = [text, { ...scale, section: 's' }];
    const section = (question: string) => [{ key: 's', title: 'S', showIf: { question, answered: true } }];
    expect(pointers(questions, { sections: section('a') })).toEqual([]);
    expect(pointers(questions, { sections: section('c') })).toEqual(['#/sections/0/showIf/question']);
  });

  it('say exactly one thing, and lie four deep at most', () => {
    for (const showIf of [
      {},
      { question: 'a' },
      { question: 'a', answered: true, equals: 1 },
      { answered: true },
      { not: { not: { not: { not: { question: 'a', answered: true } } } } },
    ])
      expect(() => content([text, shown(showIf)])).toThrow('showIf');
  });
});

describe('questions', () => {
  const choices = single.choices;
  it.each<[object, string]>([
    [{ ...scale, from: 5 }, 'to'],
    [{ ...scale, from: -100, to: 100 }, 'to'],
    [{ ...scale, pointLabels: [{ value: 6, label: 'six' }] }, 'pointLabels/0/value'],
    [{ ...single, choices: choices.map((choice) => ({ ...choice, other: true })) }, 'choices/1/other'],
    [{ ...single, kind: 'multiple', atLeast: 3 }, 'atLeast'],
    [{ ...single, kind: 'multiple', atLeast: 2, atMost: 1 }, 'atMost'],
    [{ ...single, kind: 'ranking', top: 3 }, 'top'],
    [{ ...single, kind: 'quiz' }, 'choices'],
    [{ ...single, kind: 'quiz', choices: choices.map((choice) => ({ ...choice, right: true })) }, 'several'],
    [{ kind: 'number', key: 'n', text: 'N', min: 2, max: 1 }, 'max'],
    [{ kind: 'number', key: 'n', text: 'N', step: 0 }, 'step'],
    [{ kind: 'date', key: 'd', text: 'D', min: '2026-02-01', max: '2026-01-01' }, 'max'],
    [{ kind: 'matrix', key: 'm', text: 'M', from: 1, to: 3, rows: [choices[0], choices[0]] }, 'rows/1/key'],
    [{ ...text, section: 'nowhere' }, 'section'],
  ])('%j are refused at %s', (question, at) => {
    expect(pointers([question])).toEqual([`#/questions/0/${at}`]);
  });

  it('of a section stand together', () => {
    const sections = [{ key: 's', title: 'S' }];
    const apart = [{ ...text, section: 's' }, single, { ...scale, section: 's' }];
    expect(pointers(apart, { sections })).toEqual(['#/questions/2/section']);
  });

  it('are translated by the paths of their texts', () => {
    const translations = { cy: { 'questions/b/choices/x/label': 'X', 'questions/b/choices/w/label': 'W' } };
    expect(pointers([single], { translations })).toEqual([
      '#/translations/cy/questions~1b~1choices~1w~1label',
    ]);
    expect(pointers([single], { translations: { en: { title: 'T' } } })).toEqual(['#/translations/en']);
  });

  it('have room in one message', () => {
    const many = Array.from({ length: 100 }, (_, index) => ({ key: `c${index}`, label: '中'.repeat(500) }));
    const questions = Array.from({ length: 5 }, (_, index) => ({
      ...single,
      key: `q${index}`,
      choices: many,
    }));
    expect(refuseFaulty(content(questions))).toMatchObject({ refused: 'too-large' });
  });
});

describe('what words must be like', () => {
  it('is a pattern that can be checked in linear time, on texts that are not too long', () => {
    const asked = (more: object) => pointers([{ ...text, maxLength: 100, ...more }]);
    expect(asked({ pattern: '^[A-Z]+$' })).toEqual([]);
    expect(asked({ pattern: '(?=x)' })).toEqual(['#/questions/0/pattern']);
    expect(asked({ pattern: '(.{0,30}){0,30}$', maxLength: 500 })).toEqual(['#/questions/0/maxLength']);
    const many = Array.from({ length: 12 }, (_, index) => ({
      ...{ ...text, key: `p${index}`, pattern: '^.{0,90}$', maxLength: 1_000 },
    }));
    expect(pointers(many)).toHaveLength(1);
    expect(asked({ minLength: 200 })).toEqual(['#/questions/0/maxLength']);
  });
});

describe('an answer in a text', () => {
  const matrix = {
    kind: 'matrix',
    key: 'm',
    text: 'How?',
    from: 1,
    to: 2,
    rows: [{ key: 'r', label: 'R' }],
  };
  const later = (words: string, more: object = {}) =>
    pointers([
      text,
      matrix,
      { kind: 'note', key: 'n', text: 'So.' },
      { ...text, key: 'z', text: words, ...more },
    ]);

  it('is that of a question before, of a matrix with its row', () => {
    expect(later('{a} and {m.r|no rating}')).toEqual([]);
    expect(later('So?', { help: '{a}', errorText: '{a}' })).toEqual([]);
    expect(later('{A} { a } {}')).toEqual([]);
  });

  it.each(['{z}', '{nobody}', '{m}', '{m.x}', '{a.r}', '{n}'])('is not %s', (words) => {
    expect(later(words)).toEqual(['#/questions/3/text']);
    expect(later('So?', { help: words })).toEqual(['#/questions/3/help']);
  });

  it('is there in every language, and in a section that is not shuffled before it', () => {
    const translations = { de: { 'questions/a/text': 'Was, {b}?' } };
    expect(pointers([text, single], { translations })).toEqual(['#/translations/de/questions~1a~1text']);
    const sections = [{ key: 's', title: 'Of {a}', shuffle: true }];
    const within = [
      { ...text, key: 'p', section: 's' },
      { ...text, key: 'q', text: '{p}', section: 's' },
    ];
    expect(pointers([text, ...within], { sections })).toEqual(['#/questions/2/text']);
    expect(pointers([text, within[0] as object], { sections: [{ key: 's', title: '{p}' }] })).toEqual([
      '#/sections/0/title',
    ]);
  });
});

it('sections are shown one after the other only where there are some', () => {
  expect(pointers([text], { paged: true })).toEqual(['#/paged']);
  expect(pointers([{ ...text, section: 's' }], { paged: true, sections: [{ key: 's' }] })).toEqual([]);
});

describe('a score', () => {
  const score = (more: object) => ({
    scores: [{ key: 's', name: 'S', method: 'sum', items: [{ question: 'c' }], ...more }],
  });
  const of = (more: object) => pointers([text, single, scale], score(more));
  it('counts what can be worth something', () => {
    expect(of({})).toEqual([]);
    expect(
      of({
        items: [
          { question: 'c', reversed: true },
          { question: 'b', values: { x: 2 } },
        ],
      }),
    ).toEqual([]);
  });
  it.each<[object, string]>([
    [{ key: 'a' }, '#/scores/0/key'],
    [{ items: [{ question: 'nobody' }] }, '#/scores/0/items/0/question'],
    [{ items: [{ question: 'a' }] }, '#/scores/0/items/0/question'],
    [{ items: [{ question: 'b' }] }, '#/scores/0/items/0/values'],
    [{ items: [{ question: 'b', values: { w: 1 } }] }, '#/scores/0/items/0/values/w'],
    [{ items: [{ question: 'b', values: { x: 1 }, reversed: true }] }, '#/scores/0/items/0/reversed'],
    [{ items: [{ question: 'c', row: 'r' }] }, '#/scores/0/items/0/row'],
    [{ items: [{ question: 'c' }, { question: 'c' }] }, '#/scores/0/items/1/question'],
    [{ atLeast: 2 }, '#/scores/0/atLeast'],
  ])('is not %j', (more, pointer) => {
    expect(of(more)).toEqual([pointer]);
  });
});
