import { expect, it } from 'vitest';
import { moved, put } from './order.ts';

const items = [
  { id: 'a', part: 1 },
  { id: 'b', part: 1 },
  { id: 'c', part: 2 },
];
const order = (id: string, by: -1 | 1) => moved(items, id, by, 4)?.map((item) => `${item.id}${item.part}`);

it('goes past its neighbour within a part, and over the border into the next', () => {
  expect(order('a', 1)).toEqual(['b1', 'a1', 'c2']);
  expect(order('b', -1)).toEqual(['b1', 'a1', 'c2']);
  expect(order('b', 1)).toEqual(['a1', 'b2', 'c2']);
  expect(order('c', -1)).toEqual(['a1', 'b1', 'c1']);
  expect(order('a', -1)).toEqual(['a0', 'b1', 'c2']);
});

it('cannot leave the agenda', () => {
  expect(moved([{ id: 'a', part: 0 }], 'a', -1, 4)).toBeUndefined();
  expect(moved([{ id: 'a', part: 3 }], 'a', 1, 4)).toBeUndefined();
  expect(moved(items, 'z', 1, 4)).toBeUndefined();
});

it('puts an item before another one, or at the end of a part', () => {
  const listed = [
    { id: 'a', part: 0 },
    { id: 'b', part: 1 },
    { id: 'c', part: 1 },
  ];
  const said = (order: readonly { id: string; part: number }[]) =>
    order.map(({ id, part }) => `${id}${part}`);
  expect(said(put(listed, 'a', { part: 1, before: 'c' }))).toEqual(['b1', 'a1', 'c1']);
  expect(said(put(listed, 'c', { part: 0 }))).toEqual(['a0', 'c0', 'b1']);
  expect(said(put(listed, 'a', { part: 3 }))).toEqual(['b1', 'c1', 'a3']);
  expect(put(listed, 'b', { part: 1, before: 'b' })).toBe(listed);
});
