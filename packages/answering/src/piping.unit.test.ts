import type { Question } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { createFilling, pipesIn } from './piping.ts';

const common = { text: 'What?', required: false };
const questions = [
  { kind: 'text', key: 'name', ...common, maxLength: 2_000 },
  {
    kind: 'single',
    key: 'role',
    ...common,
    choices: [
      { key: 'nurse', label: 'Nurse' },
      { key: 'other', label: 'Other', other: true },
    ],
  },
  {
    kind: 'multiple',
    key: 'tools',
    ...common,
    choices: ['a', 'b', 'c'].map((key) => ({ key, label: `Tool ${key}` })),
  },
  {
    kind: 'matrix',
    key: 'speed',
    ...common,
    from: 1,
    to: 3,
    lowLabel: 'slow',
    notApplicable: 'no idea',
    rows: [{ key: 'mail', label: 'Mail' }],
  },
  { kind: 'number', key: 'age', ...common },
  { kind: 'date', key: 'day', ...common },
  { kind: 'yes-no', key: 'agrees', ...common, yesLabel: 'Ja' },
] as Question[];
const { text } = createFilling(questions, 'de');

describe('an earlier answer in a text', () => {
  it('stands there as its question words it, in the language of the form', () => {
    expect(text('{name}: {role}, {tools}', { name: 'Ada', role: 'nurse', tools: ['a', 'b', 'c'] })).toBe(
      'Ada: Nurse, Tool a, Tool b und Tool c',
    );
    expect(
      text('{speed.mail}, {age}, {day}, {agrees}', {
        speed: { mail: 1 },
        age: 1234.5,
        day: '2026-03-01',
        agrees: true,
      }),
    ).toBe('slow, 1.234,5, 1. März 2026, Ja');
    expect(text('{role}', { role: { choice: 'other', text: 'Midwife' } })).toBe('Midwife');
    expect(text('{speed.mail}', { speed: { mail: 'not-applicable' } })).toBe('no idea');
  });

  it('is what the author put in its place, else “…”, where nothing is answered', () => {
    expect(text('Dear {name|colleague}, {role}', {})).toBe('Dear colleague, …');
    expect(text('{speed.mail|it}', { speed: {} })).toBe('it');
    expect(text('{tools|}', {})).toBe('');
  });

  it('is one line and no longer than a line', () => {
    expect(text('{name}', { name: 'a\n b' })).toBe('a b');
    expect(text('{name}', { name: 'x'.repeat(2_000) })).toBe(`${'x'.repeat(200)}…`);
  });

  it('leaves braces alone that name no question', () => {
    expect(text('{nobody} {Name} {name', { name: 'Ada' })).toBe('{nobody} {Name} {name');
  });

  it('is never filled in twice: an answer with braces stays as it was written', () => {
    expect(text('{name} {role}', { name: '{role}', role: 'nurse' })).toBe('{role} Nurse');
  });

  it('comes of whatever was typed, without a throw', () => {
    for (const { key } of questions)
      for (const odd of [0, -1, '', 'x', [], ['x'], {}, { choice: 1 }, true, Number.NaN])
        expect(() => text(`{${key}} {${key}.mail}`, { [key]: odd as never })).not.toThrow();
  });
});

it('takes texts apart at their places', () => {
  expect(pipesIn('a {b} c{d.e|f}')).toEqual([
    'a ',
    { whole: '{b}', question: 'b', otherwise: '…' },
    ' c',
    { whole: '{d.e|f}', question: 'd', row: 'e', otherwise: 'f' },
  ]);
});
