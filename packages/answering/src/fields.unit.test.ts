import type { Question } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { answersIn, fieldsOf } from './fields.ts';
import { everyAnswer, everyField, everyKind } from './testing/every-kind.ts';

const questions = everyKind.questions as unknown as Question[];

describe('fields', () => {
  const read = (entries: [string, string][]) => answersIn(questions, fieldsOf(entries));

  it('come to the answers of every kind', () => {
    expect(read(everyField)).toEqual({ answers: everyAnswer, faults: [] });
  });

  it.each<[what: string, entries: [string, string][], answers: object]>([
    [
      'nothing',
      [
        ['a.mood', ''],
        ['a.name', '  '],
      ],
      {},
    ],
    [
      'other fields of the form',
      [
        ['token', 'x'],
        ['b.mood', '1'],
      ],
      {},
    ],
    ['a number with a sign and no nought', [['a.years', ' +.5 ']], { years: 0.5 }],
    ['what is no number', [['a.years', '1e3']], { years: '1e3' }],
    ['what is no number either', [['a.years', '0x10']], { years: '0x10' }],
    ['a scale that does not apply', [['a.mood', 'not-applicable']], { mood: 'not-applicable' }],
    ['what is neither yes nor no', [['a.agree', 'maybe']], { agree: 'maybe' }],
    ['a text beside no choice', [['a.role.text', 'Porter']], { role: { choice: 'other', text: 'Porter' } }],
    [
      'a text beside another choice',
      [
        ['a.role', 'one'],
        ['a.role.text', 'Porter'],
      ],
      { role: 'one' },
    ],
    [
      'a text beside other choices',
      [
        ['a.ways', 'one'],
        ['a.ways.text', 'Post'],
      ],
      { ways: { choices: ['one', 'other'], text: 'Post' } },
    ],
    ['the other choice without a text', [['a.role', 'other']], { role: 'other' }],
    ['line ends as forms post them', [['a.why-not', 'one\r\ntwo']], { 'why-not': 'one\ntwo' }],
    [
      'ranks with gaps',
      [
        ['a.order.one', '7'],
        ['a.order.two', '2'],
      ],
      { order: ['two', 'one'] },
    ],
  ])('take %s as people mean it', (_what, entries, answers) => {
    expect(read(entries)).toEqual({ answers, faults: [] });
  });

  it.each<[entries: [string, string][], says: string]>([
    [
      [
        ['a.order.one', '1'],
        ['a.order.two', '1'],
      ],
      'gives the place 1 to more than one',
    ],
    [[['a.order.one', 'first']], 'has “first” for a place'],
    [[['a.order.one', '0']], 'has “0” for a place'],
    [[['a.order.one', '1.5']], 'has “1.5” for a place'],
  ])('say what is wrong with the places %j', (entries, says) => {
    expect(read(entries).faults).toEqual([['order', expect.stringContaining(says)]]);
  });

  it('cannot reach beyond their question', () => {
    const { answers } = read([
      ['a.rooms.__proto__', '1'],
      ['a.order.constructor', '1'],
    ]);
    expect(Object.keys(answers.rooms as object)).toEqual(['__proto__']);
    expect(answers.order).toEqual(['constructor']);
  });
});
