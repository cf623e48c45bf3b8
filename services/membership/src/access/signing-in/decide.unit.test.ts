import { expect, it } from 'vitest';
import { letterFor } from './decide.ts';

const until = (most: number, theirs: boolean) =>
  Array.from({ length: most }, (_, count) => letterFor(count + 1, theirs));

it('some letters an hour go to whom strangers ask for, then one that says so, then none', () => {
  const due = until(20, false);
  expect(due.indexOf('pause')).toBe(due.filter((letter) => letter === 'link').length);
  expect(due.filter((letter) => letter === 'pause')).toHaveLength(1);
  expect(due.at(-1)).toBe('none');
});

it('whoever is known goes on where strangers are stopped, and fills no mailbox either', () => {
  const stopped = until(20, false).indexOf('pause');
  expect(letterFor(stopped + 2, true)).toBe('link');
  expect(until(100, true).at(-1)).toBe('none');
});
