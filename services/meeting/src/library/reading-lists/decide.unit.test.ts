import { expect, it } from 'vitest';
import { changeList, makeList, mayChange, refuseItems } from './decide.ts';

const item = (resource: string) => ({ resource, note: '' });
const making = { network: 'net', community: 'c', id: 'list', by: 'ada', now: new Date(0) };
const made = makeList({ title: 'Spring', about: '', items: [item('a')] }, making);
const actor = (person: string, role: 'member' | 'facilitator') =>
  ({ network: 'net', roles: [], person, communities: { c: role } }) as never;

it('holds what is in the library, each once', () => {
  const known = new Set(['a', 'b']);
  expect(refuseItems([item('b'), item('a')], known)).toBeUndefined();
  expect(refuseItems([item('a'), item('x')], known)).toMatchObject({
    errors: [{ pointer: '#/items/1/resource' }],
  });
  expect(refuseItems([item('a'), item('a')], known)).toMatchObject({ refused: 'invalid-request' });
});

it('is put into another order as a whole, and no longer read for a meeting where that is taken away', () => {
  const forMeeting = { ...made, meeting: 'm' };
  const { row } = changeList(forMeeting, { items: [item('b'), item('a')], meeting: null });
  expect(row.items.map(({ resource }) => resource)).toEqual(['b', 'a']);
  expect(row).not.toHaveProperty('meeting');
  expect(changeList(made, { title: 'Spring' }).fields).toEqual([]);
});

it('is changed by who made it and those who run the community', () => {
  expect(mayChange(made, actor('ada', 'member'))).toBe(true);
  expect(mayChange(made, actor('ben', 'member'))).toBe(false);
  expect(mayChange(made, actor('ben', 'facilitator'))).toBe(true);
});
