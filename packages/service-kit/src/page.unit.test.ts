import { isRefusal } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { after, type Order } from './page.ts';

const order: Order = [
  ['startsAt', 1],
  ['_id', -1],
];
const cursor = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');

describe('the cursor of a listing', () => {
  it('asks for what sorts behind it, field by field', () => {
    expect(after(cursor(['2026', 'x']), order)).toEqual({
      $or: [{ startsAt: { $gt: '2026' } }, { startsAt: '2026', _id: { $lt: 'x' } }],
    });
  });

  it('asks for everything without one', () => {
    expect(after(undefined, order)).toEqual({});
  });

  it.each([
    ['not base64', '%%%'],
    ['of another listing', cursor(['2026'])],
    ['holding an operator', cursor([{ $ne: 1 }, 'x'])],
  ])('refuses one that is %s', (_what, text) => {
    expect(isRefusal(after(text, order))).toBe(true);
  });
});
