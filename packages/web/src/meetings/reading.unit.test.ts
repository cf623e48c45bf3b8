import { expect, it } from 'vitest';
import { linkIn } from './reading.ts';

it('leads to what a line ends with', () => {
  const link = 'https://example.org/a?b=c';
  expect(linkIn(`Brave New Work – ${link}`)).toEqual({ words: 'Brave New Work', link });
  expect(linkIn(link)).toEqual({ words: '', link });
  for (const line of ['Brave New Work', 'javascript:alert(1)', 'https://', `${link} is long`])
    expect(linkIn(line)).toEqual({ words: line });
});
