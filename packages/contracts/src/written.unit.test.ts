import { describe, expect, it } from 'vitest';
import { line, paragraphs } from './text.ts';
import { strangeIn } from './written.ts';

describe('what is pasted', () => {
  it('loses the marks of direction that an address book puts around a telephone number', () => {
    expect(line().parse('\u202a+49 30 123\u202c')).toBe('+49 30 123');
    expect(line().parse('\u202d+49 30 123\u202c ')).toBe('+49 30 123');
    expect(line().parse('home \u202a+49 30\u202c, work')).toBe('home +49 30, work');
  });

  it('has a space for a tab in a line, and a line end for Word’s own in paragraphs', () => {
    expect(line().parse('a\tb')).toBe('a b');
    expect(paragraphs().parse('a\vb\tc')).toBe('a\nb\tc');
  });
});

describe('what no text may hold', () => {
  it.each([
    ['line\r\nBcc: eve@example.org', true, 'holds a line break, as character 5; take it out'],
    [
      '\u0000',
      false,
      'holds the control character U+0000, which cannot be seen, as character 1; take it out',
    ],
    [
      'so \u202eolleh',
      false,
      'holds U+202E, which changes the direction of a text and cannot be seen, as character 4; take it out',
    ],
    ['\ud800', false, 'holds half of a character; type it anew'],
  ])('is named with its place: %j', (text, oneLine, told) => {
    expect(strangeIn(text, oneLine)).toBe(told);
    const parsed = (oneLine ? line() : paragraphs()).safeParse(text);
    expect(parsed.error?.issues[0]?.message).toBe(told);
  });
});
