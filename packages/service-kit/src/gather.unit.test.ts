import { describe, expect, it } from 'vitest';
import { gather, gatherEach } from './gather.ts';

describe('gather', () => {
  it('writes at once, and what comes meanwhile together with the next', async () => {
    const writes: (readonly number[])[] = [];
    const first = Promise.withResolvers<void>();
    const put = gather(async (items: readonly number[]) => {
      writes.push(items);
      if (writes.length === 1) await first.promise;
      return items.length;
    });
    const one = put(1);
    await Promise.resolve();
    await Promise.resolve();
    const rest = [put(2), put(3), put(4)];
    expect(writes).toEqual([[1]]);
    first.resolve();
    expect(await Promise.all([one, ...rest])).toEqual([1, 3, 3, 3]);
    expect(writes).toEqual([[1], [2, 3, 4]]);
  });

  it('fails only those whose write failed', async () => {
    let writes = 0;
    const put = gather(async () => {
      writes += 1;
      if (writes === 1) throw new Error('disk full');
      return writes;
    });
    await expect(put(1)).rejects.toThrow('disk full');
    expect(await put(2)).toBe(2);
  });
});

describe('gatherEach', () => {
  it('gathers what is of one key, and lets no key wait for another', async () => {
    const writes: string[] = [];
    const held = Promise.withResolvers<void>();
    const put = gatherEach(
      (item: string) => item.slice(0, 1),
      async (items) => {
        writes.push(items.join(' '));
        if (items[0] === 'a1') await held.promise;
        return items.length;
      },
    );
    const first = put('a1');
    await Promise.resolve();
    await Promise.resolve();
    const later = [put('a2'), put('a3')];
    expect(await put('b1')).toBe(1);
    expect(writes).toEqual(['a1', 'b1']);
    held.resolve();
    expect(await Promise.all([first, ...later])).toEqual([1, 2, 2]);
    expect(writes).toEqual(['a1', 'b1', 'a2 a3']);
  });
});
