import type { Actor } from '@skein/contracts';
import { expect, test } from 'vitest';
import { toldOf } from './decide.ts';

const somebody = (over: Partial<Actor>): Actor => ({
  person: 'p',
  network: 'n',
  roles: [],
  communities: {},
  ...over,
});

test('a community’s own meetings are told to those who are in it, its guests too, and to the network’s hosts', () => {
  expect(toldOf(undefined)).toEqual([]);
  expect(toldOf(somebody({}))).toEqual([]);
  expect(toldOf(somebody({ communities: { a: 'member', b: 'guest' } }))).toEqual(['a', 'b']);
  expect(toldOf(somebody({ roles: ['hosting-team'] }))).toBe('all');
});
