import { isRefusal } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { refuseFaulty } from '../definitions/faults.ts';
import { fromSurveyJs } from './surveyjs.ts';

const carried = (form: object) => {
  const result = fromSurveyJs({ title: 'F', ...form } as never);
  if (isRefusal(result)) throw new Error(result.detail);
  expect(refuseFaulty(result.content)).toBeUndefined();
  return result;
};
const textsOf = (...elements: object[]) => {
  const { content, notCarried } = carried({ elements });
  return {
    texts: content.questions.map((question) => question.text),
    changed: notCarried.flatMap(({ effect, path }) => (effect === 'changed' ? [path] : [])),
  };
};

describe('an answer that a text of SurveyJS shows', () => {
  it('is shown here under its key, also of a row and of a copy', () => {
    const first = { type: 'text', name: 'First Name', title: 'Who?' };
    const matrix = { type: 'matrix', name: 'm', title: 'How?', columns: [1, 2], rows: ['Row A', 'b'] };
    const { texts, changed } = textsOf(first, matrix, {
      type: 'comment',
      name: 'c',
      title: 'So, {First Name}: {m.Row A}?',
    });
    expect(texts.at(-1)).toBe('So, {first-name}: {m.row-a}?');
    expect(changed).toEqual([]);
    const panel = {
      type: 'paneldynamic',
      name: 'kids',
      minPanelCount: 1,
      maxPanelCount: 1,
      templateElements: [
        { type: 'text', name: 'name', title: 'Name?' },
        { type: 'text', name: 'age', title: { default: 'How old is {panel.name}?' } },
      ],
    };
    expect(textsOf(panel).texts.at(-1)).toMatch(/^How old is \{kids-0-name\}\?$/);
  });

  it('is “…” where it is not there by then, and that is said', () => {
    const later = { type: 'text', name: 'later', title: 'L' };
    expect(textsOf({ type: 'comment', name: 'c', title: 'So, {later} {nobody}?' }, later)).toEqual({
      texts: ['So, … …?', 'L'],
      changed: ['#/elements/0/title'],
    });
    const choice = { type: 'radiogroup', name: 'r', title: 'R', choices: [{ value: 1, text: '{later}' }, 2] };
    expect(textsOf(later, choice).changed).toEqual(['#/elements/1/choices/0/text']);
  });
});

describe('the pages of a form of SurveyJS', () => {
  const page = (name: string, more: object = {}) => ({
    name,
    elements: [{ type: 'text', name: `${name}-q`, title: 'Q' }],
    ...more,
  });

  it('are shown one after the other, with a title or without', () => {
    const { content, notCarried } = carried({
      pages: [page('a'), page('b', { title: 'B', visibleIf: '{a-q} notempty' })],
    });
    expect(content).toMatchObject({ paged: true, sections: [{ key: 'a' }, { key: 'b', title: 'B' }] });
    expect(content.sections?.[0]).not.toHaveProperty('title');
    expect(content.questions.map(({ section }) => section)).toEqual(['a', 'b']);
    expect(notCarried).toEqual([]);
  });

  it('are one below the other where there is one, or the form has them so', () => {
    expect(carried({ pages: [page('a')] }).content.paged).toBeUndefined();
    const whole = carried({ pages: [page('a'), page('b')], questionsOnPageMode: 'singlePage' });
    expect(whole.content.paged).toBeUndefined();
    expect(whole.notCarried).toEqual([]);
  });
});
