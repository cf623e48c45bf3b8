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
  waiting: 100,
  waitingBytes: 100_000,
  stalledMs: 1_000,
  items: 3,
  bytes: 1_000,
  turns: 3,
};

/** The group commit under test, its callbacks as promises. */
const groupCommit = (publish: Publish, some: GroupCommitLimits, now?: () => number) => {
  const commit = createGroupCommit(publish, some, now, queueMicrotask);
  return {
    submit: (group: string, item: string) =>
      new Promise<Outcome>((resolve) => commit.submit(group, item, resolve)),
  };
};

/** What is put off to the end of this turn has run after it; settling takes some more of the queue of promises. */
const turn = async (): Promise<void> => {
  for (let step = 0; step < 6; step += 1) await Promise.resolve();
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
  const settle = async (acknowledged: boolean): Promise<void> => {
    const one = pending.shift();
    if (acknowledged) one?.acknowledge();
    else one?.fail();
    await turn();
  };
  return { publish, published, pending, settle, most: () => most };
};

describe('group commit', () => {
  it('sends what comes in one turn together, and gathers what comes while a publish is in flight', async () => {
    const { publish, published, settle } = publisher();
    const commit = groupCommit(publish, limits);
    const outcomes = ['a', 'b'].map((item) => commit.submit('n', item));
    expect(published).toEqual([]);
    await turn();
    outcomes.push(...['c', 'd', 'e', 'f'].map((item) => commit.submit('n', item)));
    await turn();
    expect(published.map(({ items }) => items)).toEqual([['a', 'b']]);
    await settle(true);
    expect(published.at(-1)?.items).toEqual(['c', 'd', 'e']);
    await settle(true);
    await settle(true);
    expect(await Promise.all(outcomes)).toEqual(Array(6).fill('stored'));
  });

  it('gathers while each turn brings more, up to a number of turns, and not beyond a full batch', async () => {
    const { publish, published, settle } = publisher();
    const due: (() => void)[] = [];
    const endTurn = () => due.shift()?.();
    const commit = createGroupCommit(publish, { ...limits, items: 5 }, undefined, (run) => due.push(run));
    const submit = (item: string) => commit.submit('n', item, () => undefined);
    for (const item of ['a', 'b', 'c', 'd']) {
      submit(item);
      endTurn();
    }
    expect(published.map(({ items }) => items)).toEqual([['a', 'b', 'c', 'd']]);
    await settle(true);
    submit('e');
    endTurn();
    expect(published).toHaveLength(1);
    endTurn();
    expect(published.at(-1)?.items).toEqual(['e']);
    await settle(true);
    for (const item of ['f', 'g', 'h', 'i', 'j']) submit(item);
    endTurn();
    expect(published.at(-1)?.items).toEqual(['f', 'g', 'h', 'i', 'j']);
  });

  it('refuses at once what finds no room', async () => {
    const { publish } = publisher();
    const commit = groupCommit(publish, { ...limits, waiting: 2 });
    for (const item of ['a', 'b']) void commit.submit('n', item);
    expect(await commit.submit('n', 'c')).toBe('refused');
    await turn();
    for (const item of ['d', 'e']) void commit.submit('n', item);
    expect(await commit.submit('n', 'f')).toBe('refused');
  });

  it('refuses at once what would make the bytes that wait too many', async () => {
    const { publish } = publisher();
    const commit = groupCommit(publish, { ...limits, waitingBytes: 20 });
    for (const item of ['a', 'b'.repeat(12)]) void commit.submit('n', item);
    expect(await commit.submit('n', 'c'.repeat(12))).toBe('refused');
  });

  it('refuses at once while a publish is out for too long, and takes again once it is back', async () => {
    const { publish, published, settle } = publisher();
    let now = 0;
    const commit = groupCommit(publish, limits, () => now);
    const first = commit.submit('n', 'a');
    await turn();
    now = 999;
    const second = commit.submit('n', 'b');
    now = 1_000;
    expect(await commit.submit('n', 'c')).toBe('refused');
    await settle(true);
    const last = commit.submit('n', 'd');
    await settle(true);
    await settle(true);
    expect(await Promise.all([first, second, last])).toEqual(['stored', 'stored', 'stored']);
    expect(published.map(({ items }) => items)).toEqual([['a'], ['b'], ['d']]);
  });

  it('after a failure lets one item through at a time, until one is acknowledged', async () => {
    const { publish, published, settle } = publisher();
    const commit = groupCommit(publish, limits);
    const first = commit.submit('n', 'a');
    await turn();
    await settle(false);
    expect(await first).toBe('unknown');
    const probe = commit.submit('m', 'b');
    expect(await commit.submit('n', 'c')).toBe('refused');
    await turn();
    expect(await commit.submit('n', 'c')).toBe('refused');
    await settle(false);
    expect(await probe).toBe('unknown');
    const again = commit.submit('n', 'd');
    await turn();
    expect(await commit.submit('m', 'e')).toBe('refused');
    await settle(true);
    expect(await again).toBe('stored');
    for (const item of ['f', 'g', 'h']) void commit.submit('n', item);
    await turn();
    expect(published.map(({ items }) => items)).toEqual([['a'], ['b'], ['d'], ['f', 'g', 'h']]);
  });

  it('passes on what the publisher knows of a batch', async () => {
    const commit = groupCommit(async () => 'refused', limits);
    expect(await commit.submit('n', 'a')).toBe('refused');
  });

  it('does not know of a batch that is not acknowledged, and refuses those that wait behind it', async () => {
    const { publish, pending, settle } = publisher();
    const commit = groupCommit(publish, limits);
    const first = commit.submit('n', 'a');
    await turn();
    const [second, third] = ['b', 'c'].map((item) => commit.submit('n', item));
    await settle(false);
    expect(await first).toBe('unknown');
    expect(await Promise.all([second, third])).toEqual(['refused', 'refused']);
    const next = commit.submit('n', 'd');
    await turn();
    expect(pending.map(({ items }) => items)).toEqual([['d']]);
    await settle(true);
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
    for (const item of ['aaaa', 'bbbb', 'c'.repeat(50), 'd']) void commit.submit('n', item);
    await turn();
    for (let round = 0; round < 3; round += 1) await settle(true);
    expect(published.map(({ items }) => items)).toEqual([['aaaa', 'bbbb'], ['c'.repeat(50)], ['d']]);
  });

  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ submit: fc.constantFrom('n', 'm', 'o') }) },
    { weight: 1, arbitrary: fc.constant('turn' as const) },
    { weight: 1, arbitrary: fc.record({ acknowledged: fc.boolean() }) },
  );
  type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

  /** Plays the steps, then acknowledges what is left. */
  const play = async (steps: readonly Step[], small: GroupCommitLimits) => {
    const { publish, published, pending, settle, most } = publisher();
    const commit = groupCommit(publish, small);
    const outcomes: Promise<[group: string, item: string, outcome: Outcome]>[] = [];
    const acknowledged = new Set<Published>();
    const settleOne = async (ok: boolean): Promise<void> => {
      const [one] = pending;
      if (!one) return;
      if (ok) acknowledged.add(one);
      await settle(ok);
    };
    for (const one of steps) {
      if (one === 'turn') await turn();
      else if ('acknowledged' in one) await settleOne(one.acknowledged);
      else {
        const item = String(outcomes.length);
        outcomes.push(commit.submit(one.submit, item).then((outcome) => [one.submit, item, outcome]));
      }
    }
    await turn();
    while (pending.length) await settleOne(true);
    return {
      outcomes: await Promise.all(outcomes),
      acknowledged: [...acknowledged],
      published,
      most: most(),
    };
  };

  it('puts each accepted item into exactly one acknowledged batch, in order, never more than one in flight', async () => {
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
        expect(most).toBeLessThanOrEqual(1);
        expect(Math.max(0, ...published.map(({ items }) => items.length))).toBeLessThanOrEqual(small.items);
      }),
      { numRuns: 300 },
    );
  });
});
