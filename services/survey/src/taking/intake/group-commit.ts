/**
 * What became of an item: acknowledged; not stored, for want of room or because the stream takes nothing; or not known
 * to be stored.
 */
export type Outcome = 'stored' | 'refused' | 'unknown';

export interface GroupCommitLimits {
  /** Items that may wait; beyond, each is refused at once. */
  readonly waiting: number;
  /** Bytes that may wait; beyond, each item is refused at once. */
  readonly waitingBytes: number;
  /** Milliseconds that the publish may be out before items are refused at once rather than wait behind it. */
  readonly stalledMs: number;
  /** Items in one batch. */
  readonly items: number;
  /** Bytes in one batch; a single larger item goes alone. */
  readonly bytes: number;
  /** Turns of the event loop that a batch gathers for, as long as each brings more. */
  readonly turns: number;
}

/** A batch must fit a NATS message (`max_payload`, 1 MiB by default) with its envelope. */
export const usualLimits: GroupCommitLimits = {
  waiting: 20_000,
  waitingBytes: 32 * 1024 * 1024,
  stalledMs: 2_500,
  items: 500,
  bytes: 900_000,
  turns: 16,
};

type Settled = (outcome: Outcome) => void;

interface Waiting {
  readonly item: string;
  readonly bytes: number;
  readonly settled: Settled;
}

export interface GroupCommit {
  /** Puts an item, serialized, into a batch of its group; calls back once that batch's fate is known, or at once. */
  submit(group: string, item: string, settled: Settled): void;
}

/** Publishes a batch, and tells what became of it: never by throwing what it can tell. */
export type Publish = (group: string, items: readonly string[]) => Promise<Outcome>;

/**
 * Adaptive group commit: one publish is in flight at a time, and all items that come meanwhile share the next, as do those
 * that come while each turn of the event loop brings more: under load that halves the publishes, and where nothing else
 * comes it costs one turn. No timer: the slower the disk, the larger the batches. (A second publish in flight was
 * measured: it halves the batches, and each has its own sync of the disk.)
 *
 * Where a publish fails, those that wait are refused, since their senders can still try again; and until one is
 * acknowledged, a single item at a time is let through, to find out whether the stream is back. `now` in milliseconds;
 * `soon` runs what it is given once the turn's other work is done.
 */
export const createGroupCommit = (
  publish: Publish,
  limits: GroupCommitLimits = usualLimits,
  now: () => number = performance.now.bind(performance),
  soon: (run: () => void) => void = setImmediate,
): GroupCommit => {
  const queues = new Map<string, Waiting[]>();
  /** When the publish in flight went out. */
  let sentAt: number | undefined;
  let isDue = false;
  let waiting = 0;
  let waitingBytes = 0;
  let failing = false;

  const takeBatch = (queue: Waiting[]): Waiting[] => {
    let bytes = 0;
    let end = 0;
    for (const next of queue) {
      if (end === limits.items || (end > 0 && bytes + next.bytes > limits.bytes)) break;
      bytes += next.bytes;
      end += 1;
    }
    waiting -= end;
    waitingBytes -= bytes;
    return queue.splice(0, end);
  };

  const settle = (items: readonly Waiting[], outcome: Outcome): void => {
    for (const { settled } of items) settled(outcome);
  };

  const refuseWaiting = (): void => {
    const left = [...queues.values()].flat();
    queues.clear();
    waiting = 0;
    waitingBytes = 0;
    settle(left, 'refused');
  };

  const send = async (group: string, batch: readonly Waiting[]): Promise<void> => {
    sentAt = now();
    let outcome: Outcome;
    try {
      outcome = await publish(
        group,
        batch.map(({ item }) => item),
      );
    } catch {
      outcome = 'unknown';
    }
    sentAt = undefined;
    failing = outcome !== 'stored';
    settle(batch, outcome);
    if (failing) refuseWaiting();
    pumpSoon();
  };

  const pump = (): void => {
    isDue = false;
    if (sentAt !== undefined) return;
    const next = queues.entries().next().value;
    if (!next) return;
    const [group, queue] = next;
    const batch = takeBatch(queue);
    // What is left goes behind the other groups, so that they take turns.
    queues.delete(group);
    if (queue.length) queues.set(group, queue);
    void send(group, batch);
  };

  const gather = (before: number, turns: number): void => {
    const seen = waiting;
    if (turns === 0 || seen <= before || seen >= limits.items || failing) pump();
    else soon(() => gather(seen, turns - 1));
  };

  const pumpSoon = (): void => {
    if (isDue || sentAt !== undefined) return;
    isDue = true;
    soon(() => gather(0, limits.turns));
  };

  const hasRoomFor = (bytes: number): boolean => {
    if (failing) return waiting === 0 && sentAt === undefined;
    if (waiting >= limits.waiting || waitingBytes + bytes > limits.waitingBytes) return false;
    return sentAt === undefined || now() - sentAt < limits.stalledMs;
  };

  return {
    submit: (group, item, settled) => {
      const bytes = Buffer.byteLength(item) + 1;
      if (!hasRoomFor(bytes)) return settled('refused');
      const queue = queues.get(group);
      if (queue) queue.push({ item, bytes, settled });
      else queues.set(group, [{ item, bytes, settled }]);
      waiting += 1;
      waitingBytes += bytes;
      pumpSoon();
    },
  };
};
