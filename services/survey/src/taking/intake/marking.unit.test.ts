import type { Question } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { compileMarker } from './marking.ts';

const choice = (key: string, right = false, feedback?: string) => ({
  key,
  label: key,
  ...(right && { right }),
  ...(feedback && { feedback }),
});
const common = { text: 'What?', required: false };
const questions: Question[] = [
  { kind: 'quiz', key: 'one', ...common, choices: [choice('a', true), choice('b', false, 'Nearly')] },
  {
    ...{ kind: 'quiz', key: 'many', ...common, several: true, points: 3 },
    choices: [choice('a', true, 'Yes'), choice('b'), choice('c', true)],
  },
  { kind: 'text', key: 'why', ...common, maxLength: 10 },
];
const mark = compileMarker(questions);

describe('marking a quiz', () => {
  it('gives the points of each question that is right as a whole, with what is right and the feedback', () => {
    expect(mark?.({ one: 'a', many: ['c', 'a'] })).toEqual({
      points: 4,
      of: 4,
      questions: [
        { key: 'one', right: true, points: 1, of: 1, rightChoices: ['a'] },
        {
          ...{ key: 'many', right: true, points: 3, of: 3, rightChoices: ['a', 'c'] },
          feedback: [{ choice: 'a', text: 'Yes' }],
        },
      ],
    });
  });

  it('gives none for what is wrong, in part right, too much, or not answered', () => {
    expect(mark?.({ one: 'b', many: ['a'] })).toMatchObject({
      points: 0,
      questions: [
        { right: false, feedback: [{ choice: 'b', text: 'Nearly' }] },
        { right: false, points: 0 },
      ],
    });
    expect(mark?.({ many: ['a', 'b', 'c'] })).toMatchObject({ points: 0 });
    expect(mark?.({})).toMatchObject({ points: 0, of: 4 });
  });

  it('is nothing where there is no quiz', () => {
    expect(compileMarker(questions.slice(2))).toBeUndefined();
  });
});
