import { isRefusal } from '@skein/contracts';
import type { Collection } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { after, type Order, readPage } from './listing.ts';

interface Row {
  readonly _id: string;
  readonly startsAt: Date;
}

const order: Order = [
  ['startsAt', 1],
  ['_id', 1],
];
const startsAt = new Date('2026-12-01T12:30:00Z');

/** A collection of rows that are in order already. */
const collectionOf = (rows: Row[]): Collection<Row> => {
  const find = { sort: () => find, limit: () => find, toArray: async () => rows };
  return { find: () => find } as never;
};

const cursorOf = async (row: Row): Promise<string | undefined> => {
  const rows = collectionOf([row, { ...row, _id: 'last' }]);
  const page = await readPage(rows, {}, order, { limit: 1 }, ({ _id }) => _id);
  return isRefusal(page) ? undefined : page.next;
};

describe('a cursor', () => {
  it('leads to what comes after a date, as a date', async () => {
    expect(after(await cursorOf({ _id: 'a', startsAt }), order)).toEqual({
      $or: [{ startsAt: { $gt: startsAt } }, { startsAt, _id: { $gt: 'a' } }],
    });
  });

  it('is refused where it holds anything else than values', () => {
    for (const key of [
      [{ $ne: 1 }, 'a'],
      [{ date: 'x' }, 'a'],
      [{ date: 9e15 }, 'a'],
      [null, 'a'],
      ['a'],
      'a',
    ]) {
      const cursor = Buffer.from(JSON.stringify(key)).toString('base64url');
      expect(isRefusal(after(cursor, order)), cursor).toBe(true);
    }
  });

  it('that is none of ours is refused before anything is read', async () => {
    const unread = { find: () => expect.unreachable() } as never;
    const page = await readPage(unread, {}, order, { after: 'x', limit: 1 }, (row) => row);
    expect(isRefusal(page)).toBe(true);
  });
});
