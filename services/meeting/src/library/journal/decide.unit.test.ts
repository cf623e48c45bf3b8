import type { Actor } from '@skein/contracts';
import { expect, it } from 'vitest';
import { changeEntry, mayRead, refuseWeaver, tidied, withoutPerson, writeEntry } from './decide.ts';

const own = writeEntry(
  { title: 'After the call', text: 'Ask sooner.' },
  { id: 'e', network: 'net', person: 'ada', now: new Date(0) },
);
const actor = (person: string, rest: object = {}): Actor =>
  ({ network: 'net', roles: [], person, communities: {}, ...rest }) as never;
const admin = actor('root', { roles: ['admin'] });

it('is read by who wrote it alone, not by those who run the network', () => {
  expect(mayRead(own, actor('ada'))).toBe(true);
  expect([mayRead(own, admin), mayRead(own, actor('ben')), mayRead(own, undefined)]).toEqual([
    false,
    false,
    false,
  ]);
});

it('is read by those it is shared with, until it is no longer', () => {
  const member = actor('ben', { communities: { c: 'member' } });
  const { row: shared } = changeEntry(own, { community: 'c', weaver: 'cy' });
  expect([mayRead(shared, member), mayRead(shared, actor('cy')), mayRead(shared, actor('dot'))]).toEqual([
    true,
    true,
    false,
  ]);
  const { row } = changeEntry(shared, { community: null, weaver: null });
  expect([mayRead(row, member), mayRead(row, actor('cy'))]).toEqual([false, false]);
  expect(refuseWeaver('ben', new Set(['cy']))).toMatchObject({ refused: 'unknown-reference' });
  expect(refuseWeaver('cy', new Set(['cy']))).toBeUndefined();
});

it('goes with who wrote it, and stays without whom it was shared with', () => {
  const shared = { ...own, weaver: 'cy' };
  expect(withoutPerson(shared, 'ada')).toBeUndefined();
  expect(withoutPerson(shared, 'cy')).toEqual(own);
  expect(tidied({ ...own, weaver: 'ada' })).toEqual(own);
});
