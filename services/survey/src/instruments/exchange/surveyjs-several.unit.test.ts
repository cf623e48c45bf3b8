import { type InstrumentContent, isRefusal } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { refuseFaulty } from '../definitions/faults.ts';
import { fromSurveyJs } from './surveyjs.ts';

const carried = (...elements: object[]) => {
  const result = fromSurveyJs({ title: 'F', elements });
  if (isRefusal(result)) throw new Error(result.detail);
  expect(refuseFaulty(result.content)).toBeUndefined();
  return result;
};
const asked = ({ questions }: InstrumentContent) => questions.map(({ kind, text }) => `${kind}: ${text}`);

describe('an element that asks several questions at once', () => {
  it('of several texts comes in as these, under its title, and shown as it was', () => {
    const { content, notCarried } = carried(
      { type: 'boolean', name: 'is' },
      {
        type: 'multipletext',
        name: 'who',
        title: 'Who are you?',
        visibleIf: '{is} = true',
        items: [
          { name: 'first', title: 'First name', isRequired: true },
          { name: 'age', inputType: 'number' },
        ],
      },
      { type: 'text', name: 'z', visibleIf: '{who.age} > 17' },
    );
    expect(asked(content)).toEqual([
      'yes-no: is',
      'note: Who are you?',
      'text: First name',
      'number: age',
      'text: z',
    ]);
    const when = { question: 'is', equals: true };
    expect(content.questions).toMatchObject([
      {},
      { showIf: when },
      { showIf: when, required: true },
      { showIf: when },
      { showIf: { all: [{ question: 'who-age', answered: true }, { not: { atMost: 17 } }] } },
    ]);
    expect(notCarried.map(({ effect }) => effect)).toEqual(['renamed']);
  });

  it('of a table comes in as a question for each cell, with what its row says', () => {
    const { content } = carried({
      type: 'matrixdropdown',
      name: 'm',
      title: { default: 'Tools', de: 'Werkzeuge' },
      choices: ['good', 'bad'],
      columns: [
        { name: 'how', title: { default: 'How is it?', de: 'Wie ist es?' } },
        { name: 'why', cellType: 'comment', visibleIf: "{row.how} = 'bad'" },
      ],
      rows: ['saw', { value: 'axe', text: { default: 'Axe', de: 'Axt' } }],
    });
    expect(asked(content)).toEqual([
      'note: Tools',
      'single: saw – How is it?',
      'text: saw – why',
      'single: Axe – How is it?',
      'text: Axe – why',
    ]);
    expect(content.questions[4]?.showIf).toEqual({ question: 'm-axe-how', equals: 'bad' });
    expect(content.translations?.de).toMatchObject({
      'questions/m-title/text': 'Werkzeuge',
      'questions/m-axe-how/text': 'Axt – Wie ist es?',
    });
  });

  it('that is repeated comes in so many times, each asked for but those that must be there', () => {
    const { content, notCarried } = carried({
      type: 'paneldynamic',
      name: 'child',
      title: 'Child',
      minPanelCount: 1,
      maxPanelCount: 3,
      panelAddText: 'One more',
      templateElements: [
        { type: 'text', name: 'name', title: 'Name', isRequired: true },
        { type: 'text', name: 'school', title: 'School', visibleIf: '{panel.name} notempty' },
      ],
    });
    expect(asked(content)).toEqual([
      'note: Child 1',
      'text: Name',
      'text: School',
      'yes-no: One more: Child 2',
      'note: Child 2',
      'text: Name',
      'text: School',
      'yes-no: One more: Child 3',
      'note: Child 3',
      'text: Name',
      'text: School',
    ]);
    const [, , school, gate, , second, , third] = content.questions;
    expect(school?.showIf).toEqual({ question: 'child-0-name', answered: true });
    expect(gate).not.toHaveProperty('showIf');
    expect(second).toMatchObject({ required: true, showIf: { question: gate?.key, equals: true } });
    expect(third?.showIf).toEqual({ question: gate?.key, equals: true });
    expect(notCarried.filter(({ effect }) => effect !== 'renamed')).toEqual([]);
  });

  it('without an end is asked five times, which is told', () => {
    const element = { type: 'matrixdynamic', name: 'm', columns: [{ name: 'c', cellType: 'text' }] };
    const { content, notCarried } = carried(element);
    expect(content.questions.filter(({ kind }) => kind === 'text')).toHaveLength(5);
    expect(notCarried[0]).toMatchObject({ effect: 'changed', path: '#/elements/0' });
  });
});

describe('what stands beside questions', () => {
  it('are words and pictures as notes, and nothing asks of them', () => {
    const { content, notCarried } = carried(
      { type: 'html', name: 'h', html: '<h2>Before</h2><p>You <b>may</b> stop.</p><script>x()</script>' },
      { type: 'image', name: 'i', imageLink: 'https://example.org/a.png', altText: 'A tree' },
      { type: 'image', name: 'j', imageLink: 'https://example.org/b.png' },
      { type: 'text', name: 'q', visibleIf: '{h} notempty' },
    );
    expect(asked(content)).toEqual(['note: Before\n\nYou may stop.', 'note: A tree', 'text: q']);
    expect(notCarried).toMatchObject([
      { effect: 'left-out', path: '#/elements/2' },
      { effect: 'changed', path: '#/elements/1' },
      { effect: 'changed', path: '#/elements/3' },
      { effect: 'looks', path: '#/elements/0/html' },
    ]);
  });

  it('are comments as questions of their own', () => {
    const { content } = carried({
      type: 'radiogroup',
      name: 'r',
      title: 'Which?',
      choices: ['a', 'b'],
      showCommentArea: true,
      commentText: 'Why?',
    });
    expect(asked(content)).toEqual(['single: Which?', 'text: Which? – Why?']);
  });

  it('are pictures to choose from by their words', () => {
    const choices = [{ value: 'lion', imageLink: 'https://example.org/l.png', text: 'A lion' }, 'cat'];
    const { content } = carried({ type: 'imagepicker', name: 'p', multiSelect: true, choices });
    expect(content.questions).toMatchObject([
      { kind: 'multiple', choices: [{ key: 'lion', label: 'A lion' }, { key: 'cat' }] },
    ]);
  });
});

it('a form of notes alone asks nothing, and is refused', () => {
  const result = fromSurveyJs({ elements: [{ type: 'html', name: 'h', html: 'Hello' }] });
  expect(result).toMatchObject({ refused: 'invalid-request' });
});

describe('a long form', () => {
  const panel = (name: string, asked: number) => ({
    ...{ type: 'paneldynamic', name },
    templateElements: Array.from({ length: asked }, (_, index) => ({ type: 'text', name: `t${index}` })),
  });
  it('repeats its parts less often where not all of it came in else', () => {
    const result = fromSurveyJs({
      elements: [...['a', 'b', 'c'].map((name) => panel(name, 28)), { type: 'text', name: 'last' }],
    });
    if (isRefusal(result)) throw new Error(result.detail);
    expect(result.content.questions.at(-1)?.key).toBe('last');
    expect(result.notCarried.filter(({ effect }) => effect === 'left-out')).toEqual([]);
    expect(result.notCarried).toContainEqual(
      expect.objectContaining({ detail: expect.stringContaining('and 3 times at most here') }),
    );
  });
});

describe('a type that the makers of a form added', () => {
  const only = (element: object) => {
    const result = fromSurveyJs({
      elements: [
        { name: 'q', title: 'Q?', ...element },
        { type: 'text', name: 'z' },
      ],
    });
    if (isRefusal(result)) throw new Error(result.detail);
    return { question: result.content.questions[0], effects: result.notCarried.map(({ effect }) => effect) };
  };
  it('is what it is most like, and named', () => {
    expect(only({ type: 'yesno' })).toMatchObject({ question: { kind: 'yes-no' } });
    expect(only({ type: 'infotext', body: 'So.' })).toMatchObject({
      question: { kind: 'note', text: 'Q?\n\nSo.' },
      effects: ['changed'],
    });
    expect(only({ type: 'fancyradio', choices: ['a', 'b'] })).toMatchObject({ question: { kind: 'single' } });
    expect(only({ type: 'RadioGroup', choices: ['a', 'b'] })).toMatchObject({
      question: { kind: 'single' },
      effects: [],
    });
  });
  it('is left out where it is like nothing', () => {
    for (const type of ['file', 'personname', 'expression'])
      expect([type, only({ type }).question?.key]).toEqual([type, 'z']);
  });
});
