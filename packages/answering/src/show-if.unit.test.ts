import type { Answers, Condition } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { conditionsOf, shownOf } from './show-if.ts';

const isShown = (showIf: Condition, answers: Answers): boolean => {
  const [, shown] = conditionsOf({ questions: [{ key: 'mood' }, { key: 'why', showIf }] });
  return shown?.(answers) ?? true;
};

describe('a question is shown', () => {
  it.each<[what: string, condition: Condition, shows: Answers, hides: Answers]>([
    ['by a choice', { question: 'role', equals: 'porter' }, { role: 'porter' }, { role: 'nurse' }],
    [
      'by a choice with a text beside it',
      { question: 'role', equals: 'other' },
      { role: { choice: 'other', text: 'Cook' } },
      {},
    ],
    [
      'by one of several',
      { question: 'ways', includes: 'post' },
      { ways: ['call', 'post'] },
      { ways: ['call'] },
    ],
    ['from a number up', { question: 'mood', atLeast: 3 }, { mood: 3 }, { mood: 2 }],
    [
      'up to a day',
      { question: 'since', atMost: '2020-01-31' },
      { since: '2020-01-31' },
      { since: '2020-02-01' },
    ],
    [
      'by a row',
      { question: 'rooms', row: 'here', equals: 1 },
      { rooms: { here: 1 } },
      { rooms: { there: 1 } },
    ],
    ['where something is not answered', { question: 'mood', answered: false }, {}, { mood: 1 }],
    [
      'by all, any and not',
      { all: [{ any: [{ question: 'mood', equals: 1 }] }, { not: { question: 'role', answered: true } }] },
      { mood: 1 },
      { mood: 1, role: 'nurse' },
    ],
  ])('%s', (_what, condition, shows, hides) => {
    expect([isShown(condition, shows), isShown(condition, hides)]).toEqual([true, false]);
  });

  it('by no bound where it does not apply, or is of another kind', () => {
    expect(isShown({ question: 'since', atLeast: '2020-01-01' }, { since: 'not-applicable' })).toBe(false);
    expect(isShown({ question: 'mood', atLeast: 1 }, { mood: '3' })).toBe(false);
  });
});

it('takes what was hidden for not answered further on', () => {
  const asked = {
    sections: [{ key: 'more', showIf: { question: 'first', equals: true } }],
    questions: [
      { key: 'first' },
      { key: 'second', section: 'more' },
      { key: 'third', showIf: { question: 'second', answered: true } },
    ],
  };
  const given = { first: false, second: 1, third: 2 };
  const { answers, hidden } = shownOf(asked.questions, conditionsOf(asked), given);
  expect(answers).toEqual({ first: false });
  expect([...hidden]).toEqual(['second', 'third']);
});
