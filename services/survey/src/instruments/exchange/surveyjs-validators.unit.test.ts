import { isRefusal } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { refuseFaulty } from '../definitions/faults.ts';
import { fromSurveyJs } from './surveyjs.ts';

const carried = (element: object, more: object = {}) => {
  const result = fromSurveyJs({ title: 'F', elements: [{ name: 'q', ...element }], ...more } as never);
  if (isRefusal(result)) throw new Error(result.detail);
  expect(refuseFaulty(result.content)).toBeUndefined();
  const { content, notCarried } = result;
  return { question: content.questions[0], content, paths: notCarried.map(({ path }) => path) };
};
const text = (...validators: object[]) => carried({ type: 'text', validators });

describe('what a form of SurveyJS checks of an answer', () => {
  it('is checked here as well', () => {
    expect(text({ type: 'email' })).toMatchObject({ question: { kind: 'text', format: 'email' }, paths: [] });
    expect(carried({ type: 'text', inputType: 'email' }).question).toMatchObject({ format: 'email' });
    expect(text({ type: 'text', minLength: 2, maxLength: 9 }).question).toMatchObject({
      minLength: 2,
      maxLength: 9,
    });
    expect(text({ type: 'regex', regex: '^a+$', caseInsensitive: true }).question).toMatchObject({
      pattern: '(?i)^a+$',
    });
    expect(text({ type: 'numeric', minValue: 0, maxValue: 9 }).question).toMatchObject({
      kind: 'number',
      min: 0,
      max: 9,
    });
    const choices = ['a', 'b', 'c'];
    expect(
      carried({ type: 'checkbox', choices, validators: [{ type: 'answercount', minCount: 2, maxCount: 3 }] }),
    ).toMatchObject({ question: { atLeast: 2, atMost: 3 }, paths: [] });
  });

  it('is told in the form’s own words, in each of its languages', () => {
    const { question, content } = carried({
      type: 'text',
      validators: [
        { type: 'regex', regex: '^x', text: { default: 'Begins with x.', de: 'Beginnt mit x.' } },
        { type: 'text', minLength: 3, text: 'At least three.' },
      ],
    });
    expect(question).toMatchObject({ errorText: 'Begins with x. At least three.' });
    expect(content.translations?.de?.['questions/q/errorText']).toBe('Beginnt mit x. At least three.');
  });

  it('is named where it cannot be checked in linear time, or not here', () => {
    expect(text({ type: 'regex', regex: '^(?=a)' }).paths).toEqual(['#/elements/0/validators/0']);
    expect(text({ type: 'regex', regex: 'a' }, { type: 'regex', regex: 'b' }).paths).toEqual([
      '#/elements/0/validators/1',
    ]);
    expect(text({ type: 'expression', expression: '{q} > 1' }).paths).toEqual(['#/elements/0/validators/0']);
  });
});
