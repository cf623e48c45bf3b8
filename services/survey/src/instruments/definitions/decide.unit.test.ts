import { isRefusal, type Question } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { changeDraft, draftInstrument, publish } from './decide.ts';

const now = new Date('2026-03-01T10:00:00Z');
const text = (key: string): Question => ({
  kind: 'text',
  key,
  text: 'Why?',
  required: false,
  maxLength: 100,
});
const scale = (key: string, from: number, to: number): Question => ({
  kind: 'scale',
  key,
  text: 'How much?',
  required: false,
  from,
  to,
  lowLabel: 'little',
  highLabel: 'much',
});
const single = (key: string, ...choices: string[]): Question => ({
  kind: 'single',
  key,
  text: 'Which?',
  required: false,
  choices: choices.map((choice) => ({ key: choice, label: choice })),
});
const draft = (...questions: Question[]) => ({ title: 'Health check', introduction: '', questions });
const drafted = (...questions: Question[]) => {
  const row = draftInstrument({ slug: 'health-check', ...draft(...questions) }, 'testing', 'i1');
  if (isRefusal(row)) throw new Error(row.detail);
  return row;
};
const pointers = (value: unknown) =>
  isRefusal(value) ? value.errors?.map(({ pointer }) => pointer) : undefined;

describe('drafting an instrument', () => {
  it('starts unpublished at version 1', () => {
    expect(drafted(text('why'))).toMatchObject({ _id: 'i1', version: 1, published: 0, slug: 'health-check' });
  });

  it('names each key that is there twice', () => {
    const row = draftInstrument(
      { slug: 'a', ...draft(text('why'), scale('how', 1, 5), text('why')) },
      'n',
      'i',
    );
    expect(pointers(row)).toEqual(['#/questions/2/key']);
  });

  it('names a choice whose key is there twice', () => {
    const row = draftInstrument({ slug: 'a', ...draft(single('q', 'yes', 'no', 'yes')) }, 'n', 'i');
    expect(pointers(row)).toEqual(['#/questions/0/choices/2/key']);
  });

  it('takes only scales that go up', () => {
    const row = draftInstrument({ slug: 'a', ...draft(scale('a', 3, 3), scale('b', 0, 1)) }, 'n', 'i');
    expect(pointers(row)).toEqual(['#/questions/0/to']);
  });
});

describe('changing a draft', () => {
  it('counts the version up, and keeps what was not sent', () => {
    const row = changeDraft(drafted(text('why')), { title: 'Pulse' });
    expect(row).toMatchObject({ version: 2, draft: { title: 'Pulse', questions: [{ key: 'why' }] } });
  });

  it('is no change where nothing differs', () => {
    const before = drafted(text('why'));
    expect(changeDraft(before, { title: 'Health check' })).toBe(before);
  });

  it('is refused with a faulty set of questions', () => {
    expect(pointers(changeDraft(drafted(text('why')), { questions: [text('a'), text('a')] }))).toEqual([
      '#/questions/1/key',
    ]);
  });
});

describe('publishing', () => {
  it('gives the next number and leaves the draft as it is', () => {
    const before = drafted(text('why'));
    expect(publish(before, [], now)).toEqual({
      instrument: { ...before, version: 2, published: 1 },
      version: {
        _id: 'i1.1',
        network: 'testing',
        instrument: 'i1',
        number: 1,
        publishedAt: now,
        ...before.draft,
      },
    });
  });

  it('refuses a draft that is the current version already', () => {
    const first = publish(drafted(text('why')), [], now);
    if (isRefusal(first)) throw new Error(first.detail);
    expect(publish(first.instrument, [first.version], now)).toMatchObject({ refused: 'conflict' });
    const changed = changeDraft(first.instrument, { introduction: 'New' });
    if (isRefusal(changed)) throw new Error(changed.detail);
    expect(publish(changed, [first.version], now)).toMatchObject({ version: { number: 2, _id: 'i1.2' } });
  });
});
