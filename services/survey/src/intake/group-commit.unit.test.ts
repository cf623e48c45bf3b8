import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGroupCommit, type GroupCommitLimits, type Outcome, type Publish } from './group-commit.ts';

interface Published {
  readonly group: string;
  readonly items: readonly string[];
  acknowledge(): void;
  fail(): void;
}

const limits: GroupCommitLimits = {
  inFlight: 2,
  waiting: 100,
  waitingBytes: 100_000,
  stalledMs: 1_000,
  items: 3,
  bytes: 1_000,
};

/** The group commit under test, its callbacks as promises. */
const groupCommit = (publish: Publish, some: GroupCommitLimits, now?: () => number) => {
  const commit = createGroupCommit(publish, some, now);
  return {
    submit: (group: string, item: string) =>
      new Promise<Outcome>((resolve) => commit.submit(group, item, resolve)),
  };
};

/** A publisher whose acknowledgements the test gives. */
const publisher = () => {
  const published: Published[] = [];
  const pending: Published[] = [];
  let most = 0;
  const publish = (group: string, items: readonly string[]): Promise<Outcome> => {
    const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
    const one = {
      group,
      items,
      acknowledge: () => resolve('stored'),
      fail: () => reject(new Error('no acknowledgement')),
    };
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
    const commit = groupCommit(publish, limits);
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
    const commit = groupCommit(publish, { ...limits, waiting: 2 });
    for (const item of ['a', 'b', 'c', 'd']) void commit.submit('n', item);
    expect(await commit.submit('n', 'e')).toBe('refused');
  });

  it('refuses at once what would make the bytes that wait too many', async () => {
    const { publish } = publisher();
    const commit = groupCommit(publish, { ...limits, waitingBytes: 20 });
    for (const item of ['a', 'b', 'c'.repeat(12)]) void commit.submit('n', item);
    expect(await commit.submit('n', 'd'.repeat(12))).toBe('refused');
  });

  it('refuses at once while a publish is out for too long, and takes again once it is back', async () => {
    const { publish, published, settle } = publisher();
    let now = 0;
    const commit = groupCommit(publish, limits, () => now);
    const first = commit.submit('n', 'a');
    now = 999;
    const second = commit.submit('n', 'b');
    now = 1_000;
    expect(await commit.submit('n', 'c')).toBe('refused');
    await settle(0, true);
    const last = commit.submit('n', 'd');
    await settle(0, true);
    await settle(0, true);
    expect(await Promise.all([first, second, last])).toEqual(['stored', 'stored', 'stored']);
    expect(published.map(({ items }) => items)).toEqual([['a'], ['b'], ['d']]);
  });

  it('after a failure lets one item through at a time, until one is acknowledged', async () => {
    const { publish, published, settle } = publisher();
    const commit = groupCommit(publish, limits);
    const first = commit.submit('n', 'a');
    await settle(0, false);
    expect(await first).toBe('unknown');
    const probe = commit.submit('m', 'b');
    expect(await commit.submit('n', 'c')).toBe('refused');
    await settle(0, false);
    expect(await probe).toBe('unknown');
    const again = commit.submit('n', 'd');
    expect(await commit.submit('m', 'e')).toBe('refused');
    await settle(0, true);
    expect(await again).toBe('stored');
    for (const item of ['f', 'g', 'h']) void commit.submit('n', item);
    expect(published.map(({ items }) => items)).toEqual([['a'], ['b'], ['d'], ['f'], ['g']]);
  });

  it('passes on what the publisher knows of a batch', async () => {
    const commit = groupCommit(async () => 'refused', limits);
    expect(await commit.submit('n', 'a')).toBe('refused');
  });

  it('does not know of a batch that is not acknowledged, and refuses those that wait behind it', async () => {
    const { publish, pending, settle } = publisher();
    const commit = groupCommit(publish, limits);
    const [first, second, third] = ['a', 'b', 'c'].map((item) => commit.submit('n', item));
    await settle(0, false);
    expect(await first).toBe('unknown');
    expect(await third).toBe('refused');
    await settle(0, true);
    expect(await second).toBe('stored');
    const next = commit.submit('n', 'd');
    expect(pending.map(({ items }) => items)).toEqual([['d']]);
    await settle(0, true);
    expect(await next).toBe('stored');
  });

  it('survives a publish that throws at once', async () => {
    const commit = groupCommit(() => {
      throw new Error('not connected');
    }, limits);
    expect(await commit.submit('n', 'a')).toBe('unknown');
  });

  it('keeps a batch below its bytes, but sends a larger item alone', async () => {
    const { publish, published, settle } = publisher();
    const commit = groupCommit(publish, { ...limits, bytes: 10 });
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
    const commit = groupCommit(publish, small);
    const outcomes: Promise<[group: string, item: string, outcome: Outcome]>[] = [];
    const acknowledged = new Set<Published>();
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
