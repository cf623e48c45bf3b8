import { expect, it } from 'vitest';
import { differenceOf } from './difference.ts';

it.each([
  ['', 'Beds', { at: 0, gone: 0, come: 'Beds' }],
  ['Beds', 'Beds', { at: 4, gone: 0, come: '' }],
  ['Beds and chairs', 'Beds, chairs', { at: 4, gone: 4, come: ',' }],
  ['aaa', 'aa', { at: 2, gone: 1, come: '' }],
  ['Beds', '', { at: 0, gone: 4, come: '' }],
])('from “%s” to “%s” is one stretch', (before, after, expected) => {
  expect(differenceOf(before, after)).toEqual(expected);
  const { at, gone, come } = differenceOf(before, after);
  expect(before.slice(0, at) + come + before.slice(at + gone)).toBe(after);
});
