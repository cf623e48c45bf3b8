import type { Question } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { historyOf } from '../../instruments/definitions/history.ts';
import { latestOf } from '../results/decide.ts';
import { columnsFor, writtenBy } from './columns.ts';
import { dictionaryTable, readableAnswers, withholdingOf } from './decide.ts';

const common = { text: 'What?', required: false };
const choices = ['red', 'green'].map((key) => ({ key, label: key }));
const questions: Question[] = [
  { kind: 'scale', key: 'scale', ...common, from: 1, to: 3, lowLabel: 'Bad', highLabel: 'Good' },
  {
    kind: 'single',
    key: 'one',
    ...common,
    choices: [...choices, { key: 'else', label: 'Else', other: true }],
  },
  { kind: 'multiple', key: 'many', ...common, choices },
  { kind: 'ranking', key: 'rank', ...common, choices },
  {
    ...{ kind: 'matrix', key: 'grid', ...common, from: 1, to: 2, rows: choices },
    ...{ pointLabels: [{ value: 2, label: 'Often' }], notApplicable: 'Does not apply' },
  },
  { kind: 'yes-no', key: 'sure', ...common },
  { kind: 'text', key: 'why', ...common, maxLength: 100 },
];
const versions = [
  { number: 1, questions: [{ ...common, kind: 'date', key: 'gone' } as Question] },
  { number: 2, questions },
];
const columns = columnsFor(historyOf(versions), latestOf(versions as never), versions, () => undefined);
const row = (answers: object) =>
  Object.fromEntries(columns.map(({ column, read }) => [column, read(answers as never, 2)]));

describe('the columns of an export', () => {
  it('are one for an answer, or one for each choice or row, with what earlier versions asked last', () => {
    expect(columns.map(({ column }) => column)).toEqual([
      ...['scale', 'one', 'one.text', 'many.red', 'many.green', 'rank.red', 'rank.green'],
      ...['grid.red', 'grid.green', 'sure', 'why', 'gone'],
    ]);
  });

  it('hold what was answered, and nothing where nothing was', () => {
    const answers = {
      scale: 2,
      one: { choice: 'else', text: 'Blue' },
      many: ['green'],
      rank: ['green', 'red'],
      grid: { red: 1 },
      sure: false,
      why: '=1+1',
    };
    expect(row(answers)).toEqual({
      ...{ scale: 2, one: 'else', 'one.text': 'Blue', 'many.red': 0, 'many.green': 1 },
      ...{ 'rank.red': 2, 'rank.green': 1, 'grid.red': 1, 'grid.green': undefined, sure: false },
      ...{ why: '=1+1', gone: undefined },
    });
    expect(Object.values(row({}))).toEqual(columns.map(() => undefined));
    // Names that every object has are no answers.
    expect(columnsFor([], new Map(), [], () => undefined)).toEqual([]);
  });

  it('have a type: a number is one, also below zero, and a day is a day', () => {
    const asked: Question[] = [
      { kind: 'number', key: 'change', ...common },
      { kind: 'date', key: 'since', ...common },
    ];
    const [change, since] = columnsFor(
      historyOf([{ number: 1, questions: asked }]),
      new Map(asked.map((question) => [question.key, question])),
      [{ questions: asked }],
      () => undefined,
    );
    expect(change?.read({ change: -5 }, 1)).toBe(-5);
    expect(since?.read({ since: '2026-02-28' }, 1)).toEqual({ day: '2026-02-28' });
  });

  it('are written by keys, by labels under the wordings, or by both, points of scales by what they are called', () => {
    const answers = { scale: 3, one: 'red', grid: { red: 2, green: 'not-applicable' }, sure: true };
    const by = (how: 'labels' | 'both') =>
      Object.fromEntries(
        writtenBy(columns, how).map(({ heading, read }) => [heading, read(answers as never, 2)]),
      );
    expect(by('labels')).toMatchObject({ 'What? – red': 'Often', 'What? – green': 'Does not apply' });
    expect(by('both')).toMatchObject({
      ...{ scale: 3, 'scale (label)': 'Good', one: 'red', 'one (label)': 'red' },
      ...{ 'grid.red': 2, 'grid.red (label)': 'Often', 'grid.green (label)': 'Does not apply' },
      ...{ sure: true, 'sure (label)': 'Yes' },
    });
  });

  it('are told in the dictionary with wordings, values and versions', () => {
    const table = dictionaryTable(columns);
    expect(table[2]).toEqual([
      ...['one', 'one', 'single', 'What?', '', '', 'red = red\ngreen = green\nelse = Else'],
      ...['from version 2: What?', '', '2', ''],
    ]);
    expect(table.at(-1)?.slice(-2)).toEqual(['1', '']);
  });
});

describe('levels that were reworded', () => {
  const asked = (first: string, second: string): Question[] => [
    { kind: 'levels', key: 'trust', ...common, levels: [first, 'Much'] },
    {
      kind: 'levels-matrix',
      key: 'work',
      ...common,
      rows: [
        { key: 'here', label: 'Here', levels: ['None', second] },
        { key: 'there', label: 'There', levels: ['None', 'Some'] },
      ],
    },
  ];
  const both = [
    { number: 1, questions: asked('None', 'A little') },
    { number: 2, questions: asked('Not yet', 'A lot') },
  ];

  it('are in the dictionary by their numbers, at the column they are the values of', () => {
    const told = columnsFor(historyOf(both), latestOf(both as never), both, () => undefined);
    expect(told.map(({ column, values, renamed }) => [column, values, renamed])).toEqual([
      [
        'trust',
        { 1: 'Not yet', 2: 'Much' },
        {
          1: [
            { number: 1, text: 'None' },
            { number: 2, text: 'Not yet' },
          ],
        },
      ],
      [
        'work.here',
        { 1: 'None', 2: 'A lot' },
        {
          'here.2': [
            { number: 1, text: 'A little' },
            { number: 2, text: 'A lot' },
          ],
        },
      ],
      ['work.there', { 1: 'None', 2: 'Some' }, undefined],
    ]);
  });
});

describe('single responses of a survey that is not named', () => {
  const tally = (answered: number) => ({ answered, sum: 0, counts: new Map() });
  const tallies = new Map([
    ['one', tally(8)],
    ['scale', tally(7)],
    ['why', tally(9)],
  ]);
  const latest = new Map(questions.map((question) => [question.key, question]));
  const answers = { one: { choice: 'else', text: 'Blue' }, scale: 2, why: 'So' };

  it('leave out words, and what fewer than the smallest group answered', () => {
    const withheld = withholdingOf({ mode: 'confidential' }, tallies, 8);
    expect(readableAnswers(answers, latest, withheld)).toEqual({ one: 'else' });
    const told = columnsFor(historyOf(versions), latest, versions, withheld);
    expect(told.filter((column) => column.withheld === undefined).map(({ column }) => column)).toEqual([
      'one',
    ]);
  });

  it('are whole in a named one', () => {
    const withheld = withholdingOf({ mode: 'named' }, tallies, 8);
    expect(readableAnswers(answers, latest, withheld)).toEqual(answers);
  });
});
