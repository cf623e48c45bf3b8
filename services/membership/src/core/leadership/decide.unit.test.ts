import { expect, it } from 'vitest';
import { isUnled } from './decide.ts';

it('a community is without a facilitator where it is open and has members, but nobody who facilitates', () => {
  const [alone, led] = [
    { members: 890, facilitators: [] },
    { members: 890, facilitators: [{}] },
  ];
  expect(isUnled('established', alone)).toBe(true);
  expect(isUnled('established', led)).toBe(false);
  expect(isUnled('closed', alone)).toBe(false);
  expect(isUnled('established', { members: 0, facilitators: [] })).toBe(false);
  expect(isUnled(undefined, alone)).toBe(false);
});
