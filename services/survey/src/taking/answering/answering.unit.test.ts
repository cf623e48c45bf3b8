import { fieldsOf } from '@skein/answering';
import { everyAnswer, everyField, everyKind } from '@skein/answering/testing';
import type { Question } from '@skein/contracts';
import { refuse } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { counted, faultsOf, languageFor, orderFrom, refusedFor } from './decide.ts';
import { formPage } from './form.ts';
import { frame } from './frame.ts';
import { answersPosted } from './posted.ts';
import { renderQuestion } from './question.ts';
import type { View } from './view.ts';

const hostile = `<script>alert(1)</script>"'&\u0000\u001b\u202e\u2066\ud800`;
const questions = everyKind.questions as unknown as Question[];
const asking = { fields: new Map(), english: undefined, say: (text: string) => text };

const viewOf = (form: object): View => ({
  survey: 's1',
  title: 'Pulse',
  mode: 'named',
  timeZone: 'UTC',
  closesAt: new Date('2026-03-01T10:00:00Z'),
  promise: 'Kept.',
  plainPromise: 'Kept.',
  form: { instrument: 'i1', number: 1, publishedAt: '', introduction: '', ...form } as never,
  language: 'en',
  languages: ['en'],
});
const carried = { response: 'r', secret: 's', order: 'o', version: 1 };

describe('the form', () => {
  const strings = (value: unknown): unknown => {
    if (typeof value === 'string') return value;
    if (Array.isArray(value)) return value.map(strings);
    if (typeof value !== 'object' || value === null) return value;
    const shown = new Set([
      'text',
      'help',
      'label',
      'title',
      'lowLabel',
      'highLabel',
      'unit',
      'notApplicable',
    ]);
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => {
        if (key === 'levels')
          return [
            key,
            (one as unknown[]).map((level) => (typeof level === 'string' ? hostile : strings(level))),
          ];
        return [key, shown.has(key) && typeof one === 'string' ? hostile : strings(one)];
      }),
    );
  };

  it('lets no text of an instrument or an answer be markup', () => {
    const form = strings({ ...everyKind, introduction: hostile }) as object;
    const fields = fieldsOf(everyField.map(([name]) => [name, hostile]));
    const view = { ...viewOf(form), title: hostile, promise: hostile, plainPromise: hostile };
    const faults = [{ key: 'mood', text: hostile }, { text: hostile }];
    const framed = formPage({
      view,
      carried: { ...carried, token: hostile },
      fields,
      faults,
      trouble: hostile,
    });
    const source = frame(framed, {
      script: () => ['/assets/answer.js'],
      style: () => '/assets/style.css',
      styles: () => [],
      file: () => undefined,
    });
    expect(source).not.toContain('<script>');
    expect(source).not.toMatch(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/u);
    expect(source.match(/alert\(1\)/g)?.length).toBeGreaterThan(60);
    // Nothing but attributes that were written: no text ends one early.
    expect(source).not.toMatch(/<[a-z][^>]*"[^>]*<script/);
  });

  it.each(questions.filter(({ kind }) => kind !== 'note'))(
    'gives the question “$key” ($kind) a name that is read out',
    (question) => {
      const { source } = renderQuestion(question, false, { ...asking, fault: 'is wrong' });
      const groups = source.match(/<fieldset/g)?.length ?? 0;
      expect(source.match(/<legend/g)?.length ?? 0).toBe(groups);
      expect(source).toContain(`id="a.${question.key}"`);
      expect(source).toMatch(new RegExp(`aria-describedby="[^"]*a.${question.key}-fault"`));
      const inputs = [...source.matchAll(/<(?:input|textarea)[^>]* id="([^"]+)"/g)].map(([, id]) => id);
      expect(new Set(inputs).size).toBe(inputs.length);
      const labelled = [...source.matchAll(/<label[^>]* for="([^"]+)"/g)].map(([, id]) => id);
      const wrapped = source.match(/<label class="choice"><input/g)?.length ?? 0;
      expect(labelled.length + wrapped).toBe(inputs.length);
    },
  );

  it('says what is said between questions, and asks nothing there', () => {
    const note = questions.find(({ kind }) => kind === 'note') as Question;
    const { source } = renderQuestion(note, true, asking);
    expect(source).toContain('Take a breath.');
    expect(source).not.toMatch(/<input|<label|<fieldset|Answer this only/);
  });

  it('shows a scale of words without numbers', () => {
    const pointLabels = ['Bad', 'Good'].map((label, index) => ({ value: index + 1, label }));
    const scale: Question = {
      kind: 'scale',
      key: 's',
      text: 'S?',
      required: false,
      from: 1,
      to: 2,
      pointLabels,
    };
    expect(renderQuestion(scale, false, asking).source).toContain('1 – Bad');
    const { source } = renderQuestion({ ...scale, worded: true }, false, asking);
    expect(source).toContain('<span>Bad</span>');
    expect(source).toContain('value="1"');
  });

  it('has a list that opens where there are many choices, with what was chosen', () => {
    const choices = Array.from({ length: 200 }, (_, index) => ({ key: `c${index}`, label: `Land ${index}` }));
    const question: Question = { kind: 'single', key: 'land', text: 'Where?', required: false, choices };
    const fields = fieldsOf([['a.land', 'c7']]);
    const { source } = renderQuestion(question, false, { ...asking, fields });
    expect(source.match(/<option/g)).toHaveLength(201);
    expect(source).toMatch(/<select[^>]* name="a.land" id="a.land"/);
    expect(source.match(/<option value="c7" selected/g)).toHaveLength(1);
  });

  describe('with answers in its texts', () => {
    const named: Question[] = [
      { kind: 'text', key: 'name', text: 'Who?', required: false, maxLength: 100 },
      { ...(questions[0] as Question), key: 'next', text: 'So, {name|you}?', help: 'Say it,\n{name}.' },
    ];
    const sourceOf = (entries: [string, string][], more: object = {}) => {
      const page = { view: viewOf({ questions: named, ...more }), carried, fields: fieldsOf(entries) };
      return String((formPage(page).content as { source: string }).source);
    };

    it('has what was sent there, escaped, and marked for scripts', () => {
      const source = sourceOf([['a.name', '<b>{next}</b>']]);
      const marked = 'data-filled="name" data-row="" data-otherwise="you">&lt;b&gt;{next}&lt;/b&gt;</bdi>?';
      expect(source).toContain(`So, <bdi ${marked}`);
      expect(source).toContain('<p >Say it,</p><p ><bdi');
      expect(source).not.toContain('<b>');
    });

    it('has what the author put there before anything is answered', () => {
      expect(sourceOf([])).toMatch(/So, <bdi [^>]*>you<\/bdi>\?/);
    });

    it('is told with them in what is wrong', () => {
      const asked = named.map((one) => ({ ...one, required: true }) as Question);
      const { faults } = answersPosted(
        new URLSearchParams([['a.name', 'Ada']]),
        { questions: asked },
        viewOf({ questions: asked }),
      );
      expect(faults.map(({ text }) => text)).toEqual(['“So, Ada?” must be answered.']);
    });
  });

  it('keeps the order of its questions, also of those that stand in no section', () => {
    const asked = ['one', 'two', 'three'].map(
      (key, index): Question => ({
        ...{ kind: 'yes-no', key, text: key, required: false },
        ...(index === 1 && { section: 's' }),
      }),
    );
    const view = viewOf({ questions: asked, sections: [{ key: 's' }] });
    const { source } = formPage({ view, carried, fields: new Map() }).content as { source: string };
    const order = [...source.matchAll(/data-question="(\w+)"/g)].map(([, key]) => key);
    expect(order).toEqual(['one', 'two', 'three']);
    expect(source.match(/data-part/g)).toHaveLength(3);
  });

  it('shows no choice as right', () => {
    const quiz = questions.filter(({ kind }) => kind === 'quiz');
    expect(renderQuestion(quiz[0] as Question, false, asking).source).not.toMatch(/right="|true|Indeed/);
  });
});

describe('what is decided', () => {
  const post = (entries: [string, string][], asked: Question[] = questions) => {
    const version = { questions: asked, sections: everyKind.sections as never };
    return answersPosted(new URLSearchParams(entries), version, viewOf({ questions: asked }));
  };

  it('drops answers to what is hidden, and with them what hangs on those', () => {
    const { answers, hidden } = counted({ questions, sections: everyKind.sections as never }, {
      ...everyAnswer,
      agree: false,
    } as never);
    expect(answers).toEqual({ agree: false, mood: 4 });
    expect(hidden.has('quiz')).toBe(true);
  });

  it('tells all that is wrong at once, one for each question, in their order', () => {
    const { faults } = post([
      ['a.order.one', 'x'],
      ['a.agree', 'true'],
      ['a.years', 'x'],
    ]);
    expect(faults.map(({ key }) => key)).toEqual(['mood', 'years', 'order']);
  });

  it('takes no empty answer, and no stranger’s field', () => {
    const optional = questions
      .filter(({ required }) => !required)
      .map((one) => ({ ...one, section: undefined }));
    expect(post([], optional as never).faults).toEqual([{ text: 'Answer at least one question.' }]);
    expect(
      post(
        [
          ['a.years', '1'],
          ['a.x', '1'],
        ],
        optional as never,
      ).faults,
    ).toEqual([{ text: '“x” is not a question of this survey.' }]);
  });

  it('names a row of a matrix, and what has no field in the whole', () => {
    const refusal = refuse(
      'invalid-request',
      'No.',
      ['answers.rooms.there', 'must be answered'],
      ['token', 'x'],
    );
    expect(faultsOf(refusal, questions)).toEqual([
      { key: 'rooms', text: '“How is it?: There” must be answered.' },
      { text: 'No.' },
    ]);
  });

  it('chooses the language', () => {
    const languages = ['en', 'cy', 'zh-Hant'];
    expect(languageFor('cy', '', languages)).toBe('cy');
    expect(languageFor('xx', 'de', languages)).toBe('en');
    expect(languageFor(null, 'de, zh-TW;q=0.8, cy;q=0.9', languages)).toBe('cy');
    expect(languageFor(null, 'zh', languages)).toBe('zh-Hant');
    expect(languageFor(null, 'cy;q=0, , ;q=x', languages)).toBe('en');
  });

  it('takes no strange order, and has a remedy for every refusal', () => {
    expect([orderFrom('a-B_9'), orderFrom('a b'), orderFrom('x'.repeat(65)), orderFrom(null)]).toEqual([
      'a-B_9',
      undefined,
      undefined,
      undefined,
    ]);
    for (const code of ['invalid-token', 'expired-token', 'not-found', 'internal', 'too-large'] as const)
      expect(refusedFor(refuse(code, 'Why.')).remedy).not.toBe('');
  });
});
