import { describe, expect, it } from 'vitest';
import { compilePattern, mostSteps, stepsOf } from './pattern.ts';

const fits = (pattern: string, text: string) => compilePattern(pattern)?.(text);

describe('a pattern', () => {
  it('is found in a text, and bound to its ends where it says so', () => {
    expect(fits('[A-Z]{2}\\d{3}', 'see AB123')).toBe(true);
    expect(fits('^[A-Z]{2}\\d{3}$', 'see AB123')).toBe(false);
    expect(fits('^[A-Z]{2}\\d{3}$', 'AB123')).toBe(true);
    expect(fits('(?i)^ab', 'ABC')).toBe(true);
    expect(fits('^\\p{L}+$', 'Übermütig')).toBe(true);
  });

  it('may be written as it is for a browser', () => {
    expect(fits('^\\u00e9+$', 'éé')).toBe(true);
    expect(fits('^(?<year>\\d{4})\\/\\d\\d$', '2026/03')).toBe(true);
    expect(fits('^[\\w.-]+@[\\w.-]+$', 'ada@example.org')).toBe(true);
  });

  it('is none where it could not be matched in linear time, or is damaged', () => {
    for (const pattern of ['(?=x)y', '(?<!a)b', '(a)\\1', '(', 'a{1001}', '((a{1000}){1000})'])
      expect([pattern, compilePattern(pattern)]).toEqual([pattern, undefined]);
  });

  it('is looked for to the end of any text, where one that looks back would never come to it', () => {
    for (const pattern of ['^(a+)+$', '^(a|aa)+$', '(.{0,15}){0,15}[0-9]$', '(?:[ab]?){200}[ab]{200}$']) {
      const found = compilePattern(pattern);
      const text = `${'ab'.repeat(Math.min(5_000, mostSteps / (stepsOf(pattern) ?? 1)) / 2)}!`;
      expect(found?.(text) ?? false).toBe(false);
    }
  }, 30_000);
});
