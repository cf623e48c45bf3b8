import { isRefusal } from '@skein/contracts';
import type { FindCursor, WithId } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { after, type Order, readPage } from './page.ts';

interface Row {
  readonly _id: string;
  readonly startsAt: Date;
}

const order: Order = [
  ['startsAt', 1],
  ['_id', 1],
];
const startsAt = new Date('2026-12-01T12:30:00Z');

/** A find over rows that are in order already. */
const findOf = (rows: Row[]): FindCursor<WithId<Row>> => {
  const find = { sort: () => find, limit: () => find, toArray: async () => rows };
  return find as never;
};

const cursorOf = async (row: Row): Promise<string | undefined> =>
  (await readPage(findOf([row, { ...row, _id: 'last' }]), order, 1, ({ _id }) => _id)).next;

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
});
