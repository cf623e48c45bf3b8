import type { Actor } from '@skein/contracts';
import { isRefusal } from '@skein/contracts';
import { expect, it } from 'vitest';
import { begin, change, mayChange, maySee, move, refuseUnfit } from './decide.ts';
import type { ProductRow } from './row.ts';

const now = new Date('2026-05-04T12:00:00Z');
const actor = (person: string, role: 'facilitator' | 'member' = 'member', community = 'c'): Actor =>
  ({ network: 'net', roles: [], person, communities: { [community]: role } }) as never;
const [ada, ben, host] = [actor('ada'), actor('ben'), actor('cy', 'facilitator')];
const told = { title: 'A guide', kind: 'guide' as const, about: '', authors: [], cases: [], resources: [] };
const draft = begin(told, { _id: 'p', network: 'net', community: 'c' }, { by: 'ada', now });
const moved = (row: ProductRow, state: ProductRow['state'], by: Actor): ProductRow => {
  const after = move(row, state, { actor: by, now });
  if (isRefusal(after)) throw new Error(after.detail);
  return after;
};

it('is reviewed by somebody else than its authors, and then published by those who run the community', () => {
  expect(draft.authors).toEqual(['ada']);
  expect(move(draft, 'reviewed', { actor: ada, now })).toMatchObject({ refused: 'forbidden' });
  expect(move(draft, 'published', { actor: host, now })).toMatchObject({ refused: 'conflict' });
  const reviewed = moved(draft, 'reviewed', ben);
  expect(reviewed).toMatchObject({ state: 'reviewed', reviewedBy: 'ben', reviewedAt: now, version: 2 });
  expect(move(reviewed, 'published', { actor: ben, now })).toMatchObject({ refused: 'forbidden' });
  expect(moved(reviewed, 'published', host)).toMatchObject({ state: 'published', publishedAt: now });
});

it('is a draft again once what was reviewed says something else, and keeps its state where nothing changed', () => {
  const reviewed = moved(draft, 'reviewed', ben);
  expect(change(reviewed, { title: 'A guide' }).row).toBe(reviewed);
  const { row } = change(reviewed, { title: 'Another guide' });
  expect(row).toMatchObject({ state: 'draft', version: 3 });
  expect(row).not.toHaveProperty('reviewedBy');
});

it('is its community’s until it is published, and its authors’ to change until then', () => {
  const stranger = actor('dot', 'member', 'other');
  expect(maySee(draft, stranger)).toBe(false);
  const published = moved(moved(draft, 'reviewed', ben), 'published', host);
  expect(maySee(published, stranger)).toBe(true);
  expect([mayChange(draft, ada), mayChange(draft, ben), mayChange(published, ada)]).toEqual([
    true,
    false,
    false,
  ]);
  expect(mayChange(published, host)).toBe(true);
});

it('names members, and links what its community reads', () => {
  const known = { strangers: ['x'], cases: new Set(['a']), resources: new Set<string>() };
  expect(refuseUnfit({ authors: ['x'] }, known)).toMatchObject({ refused: 'unknown-reference' });
  expect(refuseUnfit({ cases: ['a'] }, known)).toBeUndefined();
  expect(refuseUnfit({ resources: ['r'] }, known)).toMatchObject({ errors: [{ pointer: '#/resources/0' }] });
});
