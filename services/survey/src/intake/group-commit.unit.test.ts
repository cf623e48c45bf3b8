import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGroupCommit, type GroupCommitLimits, type Outcome } from './group-commit.ts';

interface Publish {
  readonly group: string;
  readonly items: readonly string[];
  acknowledge(): void;
  fail(): void;
}

const limits: GroupCommitLimits = { inFlight: 2, waiting: 100, items: 3, bytes: 1_000 };

/** A publisher whose acknowledgements the test gives. */
const publisher = () => {
  const published: Publish[] = [];
  const pending: Publish[] = [];
  let most = 0;
  const publish = (group: string, items: readonly string[]): Promise<void> => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const one = { group, items, acknowledge: resolve, fail: () => reject(new Error('no acknowledgement')) };
    published.push(one);
    pending.push(one);
    most = Math.max(most, pending.length);
    return promise;
  };
  const settle = async (index: number, acknowledged: boolean): Promise<void> => {
    const [one] = pending.splice(index, 1);
    if (acknowledged) one?.acknowledge();
    else one?.fail();
    // Settling takes some turns of the queue of promises.
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  return { publish, published, pending, settle, most: () => most };
};

describe('group commit', () => {
  it('sends at once while it may, and gathers what comes while publishes are in flight', async () => {
    const { publish, published, settle } = publisher();
    const commit = createGroupCommit(publish, limits);
    const outcomes = ['a', 'b', 'c', 'd', 'e', 'f'].map((item) => commit.submit('n', item));
    expect(published.map(({ items }) => items)).toEqual([['a'], ['b']]);
    await settle(0, true);
    expect(published.at(-1)?.items).toEqual(['c', 'd', 'e']);
    await settle(0, true);
    await settle(0, true);
    await settle(0, true);
    expect(await Promise.all(outcomes)).toEqual(Array(6).fill('stored'));
  });

  it('refuses at once what finds no room', async () => {
    const { publish } = publisher();
    const commit = createGroupCommit(publish, { ...limits, waiting: 2 });
    for (const item of ['a', 'b', 'c', 'd']) void commit.submit('n', item);
    expect(await commit.submit('n', 'e')).toBe('full');
  });

  it('fails a batch that is not acknowledged, and those that wait behind it', async () => {
    const { publish, pending, settle } = publisher();
    const commit = createGroupCommit(publish, limits);
    const [first, second, third] = ['a', 'b', 'c'].map((item) => commit.submit('n', item));
    await settle(0, false);
    expect(await first).toBe('failed');
    expect(await third).toBe('failed');
    await settle(0, true);
    expect(await second).toBe('stored');
    const next = commit.submit('n', 'd');
    expect(pending.map(({ items }) => items)).toEqual([['d']]);
    await settle(0, true);
    expect(await next).toBe('stored');
  });

  it('survives a publish that throws at once', async () => {
    const commit = createGroupCommit(() => {
      throw new Error('not connected');
    }, limits);
    expect(await commit.submit('n', 'a')).toBe('failed');
  });

  it('keeps a batch below its bytes, but sends a larger item alone', async () => {
    const { publish, published, settle } = publisher();
    const commit = createGroupCommit(publish, { ...limits, bytes: 10 });
    for (const item of ['-', '-', 'aaaa', 'bbbb', 'c'.repeat(50), 'd']) void commit.submit('n', item);
    for (let round = 0; round < 5; round += 1) await settle(0, true);
    expect(published.slice(2).map(({ items }) => items)).toEqual([['aaaa', 'bbbb'], ['c'.repeat(50)], ['d']]);
  });

  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ submit: fc.constantFrom('n', 'm', 'o') }) },
    { weight: 1, arbitrary: fc.record({ settle: fc.nat(1), acknowledged: fc.boolean() }) },
  );
  type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

  /** Plays the steps, then acknowledges what is left. */
  const play = async (steps: readonly Step[], small: GroupCommitLimits) => {
    const { publish, published, pending, settle, most } = publisher();
    const commit = createGroupCommit(publish, small);
    const outcomes: Promise<[group: string, item: string, outcome: Outcome]>[] = [];
    const acknowledged = new Set<Publish>();
    const settleOne = async (index: number, ok: boolean): Promise<void> => {
      const one = pending[index % pending.length];
      if (!one) return;
      if (ok) acknowledged.add(one);
      await settle(pending.indexOf(one), ok);
    };
    for (const one of steps) {
      if ('settle' in one) await settleOne(one.settle, one.acknowledged);
      else {
        const item = String(outcomes.length);
        outcomes.push(commit.submit(one.submit, item).then((outcome) => [one.submit, item, outcome]));
      }
    }
    while (pending.length) await settleOne(0, true);
    return {
      outcomes: await Promise.all(outcomes),
      acknowledged: [...acknowledged],
      published,
      most: most(),
    };
  };

  it('puts each accepted item into exactly one acknowledged batch, in order, never more than two in flight', async () => {
    const small = { ...limits, waiting: 12 };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 200 }), async (steps) => {
        const { outcomes, acknowledged, published, most } = await play(steps, small);
        const stored = acknowledged.flatMap(({ group, items }) => items.map((item) => `${group} ${item}`));
        const accepted = outcomes.filter(([, , outcome]) => outcome === 'stored');
        expect(stored.toSorted()).toEqual(accepted.map(([group, item]) => `${group} ${item}`).toSorted());
        for (const group of ['n', 'm', 'o']) {
          const sent = published
            .filter((one) => one.group === group)
            .flatMap(({ items }) => items.map(Number));
          expect(sent).toEqual([...new Set(sent)].toSorted((a, b) => a - b));
        }
        expect(most).toBeLessThanOrEqual(small.inFlight);
        expect(Math.max(0, ...published.map(({ items }) => items.length))).toBeLessThanOrEqual(small.items);
      }),
      { numRuns: 300 },
    );
  });
});
