import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersIn, fieldsOf } from './fields.ts';
import { numberTyped } from './typed.ts';

describe('a number as people write it', () => {
  it.each([
    ['3,5', 'de', 3.5],
    ['3.5', 'de', 3.5],
    ['3,5', 'en', 3.5],
    ['1.234,5', 'de', 1234.5],
    ['1,234.5', 'en', 1234.5],
    ['1.234', 'de', 1234],
    ['1.234', 'en', 1.234],
    ['0.125', 'de', 0.125],
    ['1 234,5', 'fr', 1234.5],
    ['1\u202f234,5', 'fr', 1234.5],
    ['1’234.5', 'de-CH', 1234.5],
    ['\u22125', 'sv', -5],
    ['\u200e-5\u200e', 'en', -5],
    [' +.5\t', 'en', 0.5],
    ['7', 'no language', 7],
  ])('%j in %s', (text, language, value) => {
    expect(numberTyped(text, language)).toBe(value);
  });

  it.each(['1,2,3', '1.2.3', '12,34.5', 'five', '1e3', '0x10', ''])(
    'stays a text where it is none: %j',
    (text) => {
      expect(numberTyped(text, 'en')).toBe(text);
    },
  );

  it('is the number that was written in the language, for any number', () => {
    const languages = fc.constantFrom('en', 'de', 'fr', 'sv', 'de-CH', 'es');
    fc.assert(
      fc.property(languages, fc.integer({ min: -1e12, max: 1e12 }), (language, micro) => {
        const value = micro / 1000;
        const written = new Intl.NumberFormat(language, { maximumFractionDigits: 3 }).format(value);
        expect(numberTyped(written, language)).toBe(Number(value.toFixed(3)));
      }),
    );
  });
});

describe('a text as it was pasted', () => {
  const questions = [
    { kind: 'text', key: 'phone', short: true },
    { kind: 'text', key: 'why' },
  ];

  it('is plain before it is judged', () => {
    const fields = fieldsOf([
      ['a.phone', '\u202a+49\t30\u202c'],
      ['a.why', 'one\vtwo'],
    ]);
    expect(answersIn(questions, fields).answers).toEqual({ phone: '+49 30', why: 'one\ntwo' });
  });
});
