import { InstrumentContent } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { refuseIncomparable } from './comparable.ts';
import { differencesBetween } from './differences.ts';
import { formFor, withoutRightAnswers } from './form.ts';
import { historyOf } from './history.ts';
import { inLanguage, prunedTranslations, untranslated } from './texts.ts';

const content = (questions: object[], more: object = {}) =>
  InstrumentContent.parse({ title: 'T', questions, ...more });
const choices = (...keys: string[]) => keys.map((key) => ({ key, label: key.toUpperCase() }));
const scale = { kind: 'scale', key: 's', text: 'How much?', from: 1, to: 5 };
const single = { kind: 'single', key: 'c', text: 'Which?', choices: choices('x', 'y') };
const version = (number: number, ...questions: object[]) => ({ number, ...content(questions) });

describe('what may follow under one key', () => {
  const pointers = (now: object, ...before: object[]) =>
    refuseIncomparable(
      content([now]),
      before.map((question, index) => version(index + 1, question)),
    )?.errors?.map(({ pointer }) => pointer) ?? [];

  it('is a new wording, and choices that come, go and are renamed', () => {
    expect(pointers({ ...scale, text: 'How far?', lowLabel: 'little' }, scale)).toEqual([]);
    expect(
      pointers({ ...single, choices: [{ key: 'x', label: 'Renamed' }, ...choices('z')] }, single),
    ).toEqual([]);
  });

  it.each<[object, object, string]>([
    [{ ...scale, key: 'c' }, single, 'kind'],
    [{ ...single, kind: 'multiple' }, single, 'kind'],
    [{ ...scale, to: 7 }, scale, 'to'],
    [{ ...scale, from: 0 }, scale, 'from'],
    [
      { kind: 'levels', key: 'l', text: 'L', levels: ['a', 'b'] },
      { kind: 'levels', key: 'l', text: 'L', levels: ['a', 'b', 'c'] },
      'levels',
    ],
    [
      { kind: 'number', key: 'n', text: 'N', unit: 'days' },
      { kind: 'number', key: 'n', text: 'N', unit: 'hours' },
      'unit',
    ],
  ])('is not what measures differently: %j', (now, before, field) => {
    expect(pointers(now, before)).toEqual([`#/questions/0/${field}`]);
  });

  it('is held against the last version that had the key, also where it was gone between', () => {
    expect(pointers({ ...scale, to: 7 }, scale, single)).toEqual(['#/questions/0/to']);
  });
});

describe('the history', () => {
  it('has each wording and choice from the version on that it came with', () => {
    const renamed = { ...single, choices: [{ key: 'x', label: 'New' }, ...choices('z')] };
    const history = historyOf([
      version(1, scale, single),
      version(2, { ...scale, text: 'How far?' }, single),
      version(4, renamed),
    ]);
    expect(history).toMatchObject([
      {
        key: 'c',
        first: 1,
        last: 4,
        asked: true,
        choices: [
          {
            key: 'x',
            first: 1,
            last: 4,
            labels: [
              { number: 1, text: 'X' },
              { number: 4, text: 'New' },
            ],
          },
          { key: 'z', first: 4, last: 4 },
          { key: 'y', first: 1, last: 2 },
        ],
      },
      {
        key: 's',
        first: 1,
        last: 2,
        asked: false,
        wordings: [
          { number: 1, text: 'How much?' },
          { number: 2, text: 'How far?' },
        ],
      },
    ]);
  });

  it('tells versions apart field by field, by key', () => {
    const before = content([scale, single]);
    const after = content([{ ...single, choices: [{ key: 'x', label: 'New' }, ...choices('z')] }]);
    const differences = differencesBetween(before, after);
    expect(differences).toContainEqual({
      path: 'questions/c/choices/x/label',
      change: 'changed',
      before: 'X',
      after: 'New',
    });
    expect(differences).toContainEqual({ path: 'questions/c/choices/z/label', change: 'added', after: 'Z' });
    expect(differences).toContainEqual({ path: 'questions/s/text', change: 'removed', before: 'How much?' });
    expect(differencesBetween(before, structuredClone(before))).toEqual([]);
  });
});

describe('languages', () => {
  const translations = { cy: { title: 'Teitl', 'questions/c/choices/x/label': 'Iks' } };
  const bilingual = content([single], { translations });

  it('are given as far as they go, and what is missing is listed', () => {
    expect(inLanguage(bilingual, 'cy')).toMatchObject({
      title: 'Teitl',
      language: 'cy',
      questions: [{ text: 'Which?', choices: [{ label: 'Iks' }, { label: 'Y' }] }],
    });
    expect(inLanguage(bilingual, 'fr')).toMatchObject({ title: 'T', language: 'en' });
    expect(inLanguage(bilingual, 'cy')).not.toHaveProperty('translations');
    expect(untranslated(bilingual)).toEqual({ cy: ['questions/c/text', 'questions/c/choices/y/label'] });
  });

  it('lose what is no longer said', () => {
    expect(prunedTranslations({ ...bilingual, questions: content([scale]).questions })).toEqual({
      cy: { title: 'Teitl' },
    });
  });
});

describe('the form', () => {
  const quiz = {
    kind: 'quiz',
    key: 'q',
    text: 'Which?',
    choices: [
      { key: 'x', label: 'X', right: true, feedback: 'Yes.' },
      { key: 'y', label: 'Y', feedback: 'No.' },
    ],
  };

  it('holds nothing of what is right, in no language', () => {
    const translations = { cy: { 'questions/q/choices/x/feedback': 'Ie.', 'questions/q/text': 'Pa un?' } };
    const form = withoutRightAnswers(content([quiz], { translations }));
    expect(JSON.stringify(form)).not.toMatch(/right|feedback|Yes|No\.|Ie\./);
    expect(form.translations).toEqual({ cy: { 'questions/q/text': 'Pa un?' } });
  });

  it('has its random orders from the response’s id, with other and exclusive choices last', () => {
    const many = choices(...'abcdefgh'.split(''));
    const last = [
      { key: 'other', label: 'Other', other: true },
      { key: 'none', label: 'None', exclusive: true },
    ];
    const multiple = { kind: 'multiple', key: 'm', text: 'M', choices: [...many, ...last], shuffle: true };
    const questions = [
      multiple,
      ...'abcdef'.split('').map((key) => ({ ...scale, key: `q${key}`, section: 'p' })),
    ];
    const shuffled = content(questions, { sections: [{ key: 'p', title: 'P', shuffle: true }] });
    const orderFor = (response: string) => {
      const [first, ...rest] = formFor(shuffled, { response }).questions;
      const keys = first && 'choices' in first ? first.choices.map(({ key }) => key) : [];
      return { keys, questions: rest.map(({ key }) => key) };
    };
    expect(orderFor('r1')).toEqual(orderFor('r1'));
    expect(orderFor('r1')).not.toEqual(orderFor('r2'));
    for (const response of ['r1', 'r2', 'r3']) {
      const order = orderFor(response);
      expect(order.keys.slice(-2)).toEqual(['other', 'none']);
      expect(order.keys.toSorted()).toEqual([...many, ...last].map(({ key }) => key).toSorted());
      expect(order.questions.toSorted()).toEqual(['qa', 'qb', 'qc', 'qd', 'qe', 'qf']);
    }
    const first = new Set(Array.from({ length: 200 }, (_, index) => orderFor(`r${index}`).keys[0]));
    expect(first.size).toBe(8);
    expect(formFor(shuffled, {}).questions).toEqual(shuffled.questions);
  });
});
