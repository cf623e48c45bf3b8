import type { Question } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { badRows, checkRows, countsOf } from './check.ts';

const choice = (key: string, label: string, more: object = {}) => ({ key, label, ...more });
const questions = [
  {
    kind: 'scale',
    key: 'mood',
    text: 'How are you?',
    required: true,
    from: 1,
    to: 5,
    lowLabel: 'bad',
    highLabel: 'good',
  },
  {
    kind: 'single',
    key: 'role',
    text: 'Your role?',
    required: false,
    choices: [choice('nurse', 'Nurse'), choice('other', 'Other', { other: true })],
  },
  {
    kind: 'multiple',
    key: 'ways',
    text: 'Which ways?',
    required: false,
    choices: [choice('mail', 'By mail, or by post'), choice('call', 'By call')],
  },
  {
    kind: 'ranking',
    key: 'order',
    text: 'Order?',
    required: false,
    choices: [choice('a', 'A'), choice('b', 'B')],
  },
  {
    kind: 'matrix',
    key: 'rate',
    text: 'How good?',
    required: false,
    from: 1,
    to: 3,
    rows: [choice('speed', 'Speed'), choice('care', 'Care')],
    pointLabels: [{ value: 1, label: 'Poor' }],
  },
  { kind: 'date', key: 'day', text: 'Which day?', required: false },
  { kind: 'yes-no', key: 'again', text: 'Again?', required: false, yesLabel: 'Gladly' },
  { kind: 'number', key: 'age', text: 'Age?', required: false },
] as Question[];
const version = {
  questions,
  translations: {
    de: { 'questions/role/text': 'Ihre Rolle?', 'questions/role/choices/nurse/label': 'Pflege' },
  },
};

const read = (headings: string[], ...rows: string[][]) =>
  checkRows(
    version,
    [headings, ...rows].map((cells, index) => ({ line: index + 1, cells, formulas: [] })),
    {},
  );
const answersOf = (headings: string[], ...row: string[]) => {
  const [found] = read(headings, row).rows;
  expect(found?.problems).toEqual([]);
  return found?.answers;
};

describe('a table of earlier responses', () => {
  it('is understood by words, labels in any language, and the headings of other programs and of the exports here', () => {
    expect(
      answersOf(['How are you?', 'Ihre Rolle?', 'Again?', 'Age?'], 'good', 'Pflege', 'gladly', '41,5'),
    ).toEqual({
      mood: 5,
      role: 'nurse',
      again: true,
      age: 41.5,
    });
    expect(answersOf(['How good? [Speed]', 'rate.care'], 'Poor', '3')).toEqual({
      rate: { speed: 1, care: 3 },
    });
    expect(answersOf(['ways.mail', 'ways.call', 'order.a', 'order.b'], '1', '0', '2', '1')).toEqual({
      ways: ['mail'],
      order: ['b', 'a'],
    });
    expect(answersOf(['role', 'role.text'], 'other', 'Porter')).toEqual({
      role: { choice: 'other', text: 'Porter' },
    });
  });

  it('has choices whose own words hold the separator, and words of one’s own as “other”', () => {
    expect(answersOf(['ways'], 'By mail, or by post, By call')).toEqual({ ways: ['mail', 'call'] });
    expect(answersOf(['role'], 'Porter')).toEqual({ role: { choice: 'other', text: 'Porter' } });
    expect(answersOf(['order', 'day'], 'B;A;', '3.4.2023')).toEqual({ order: ['b', 'a'], day: '2023-04-03' });
  });

  it('may leave out what was required, since nobody can be asked again', () => {
    expect(answersOf(['How are you?', 'role'], '', 'nurse')).toEqual({ role: 'nurse' });
  });

  it('says of each bad row what is wrong, in its own columns', () => {
    const checked = read(['mood', 'day', 'note'], ['9', '3/4/2023', 'x'], ['3', '', 'y'], ['', '', 'z']);
    expect(countsOf(checked)).toEqual({ read: 3, good: 1, bad: 2 });
    const [headings, first, second] = badRows(checked);
    expect(headings).toEqual(['mood', 'day', 'note', 'What is wrong']);
    expect(first?.slice(0, 3)).toEqual(['9', '3/4/2023', 'x']);
    expect(first?.[3]).toMatch(/^day: is no day: write it as 2026-12-01; mood: /);
    expect(second?.[3]).toBe('answers no question');
  });
});
