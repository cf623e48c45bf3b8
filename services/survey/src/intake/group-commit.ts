/** What became of an item: acknowledged; refused at once for want of room; or not known to be stored. */
export type Outcome = 'stored' | 'full' | 'failed';

export interface GroupCommitLimits {
  /** Publishes in flight at once. */
  readonly inFlight: number;
  /** Items that may wait; beyond, each is refused at once. */
  readonly waiting: number;
  /** Items in one batch. */
  readonly items: number;
  /** Bytes in one batch; a single larger item goes alone. */
  readonly bytes: number;
}

/** A batch must fit a NATS message (`max_payload`, 1 MiB by default) with its envelope. */
export const usualLimits: GroupCommitLimits = { inFlight: 2, waiting: 20_000, items: 500, bytes: 900_000 };

interface Waiting {
  readonly item: string;
  readonly bytes: number;
  readonly settle: (outcome: Outcome) => void;
}

export interface GroupCommit {
  /** Puts an item, serialized, into a batch of its group; resolves once that batch's fate is known. */
  submit(group: string, item: string): Promise<Outcome>;
}

/**
 * Adaptive group commit: an item that comes while nothing is in flight goes at once; those that come while publishes
 * are in flight share the next one. No timer: the slower the disk, the larger the batches. `publish` resolves on the
 * acknowledgement; where it fails, all in the batch fail, and so do those of its group that wait, since they would
 * most likely wait for nothing while their senders can still try again.
 */
export const createGroupCommit = (
  publish: (group: string, items: readonly string[]) => Promise<void>,
  limits: GroupCommitLimits = usualLimits,
): GroupCommit => {
  const queues = new Map<string, Waiting[]>();
  let waiting = 0;
  let inFlight = 0;

  const takeBatch = (queue: Waiting[]): Waiting[] => {
    let bytes = 0;
    const end = queue.findIndex((next, index) => {
      bytes += next.bytes;
      return index === limits.items || (index > 0 && bytes > limits.bytes);
    });
    return queue.splice(0, end === -1 ? queue.length : end);
  };

  const settle = (items: readonly Waiting[], outcome: Outcome): void => {
    for (const item of items) item.settle(outcome);
  };

  const send = async (group: string, batch: readonly Waiting[]): Promise<void> => {
    inFlight += 1;
    let outcome: Outcome = 'stored';
    try {
      await publish(
        group,
        batch.map(({ item }) => item),
      );
    } catch {
      outcome = 'failed';
    }
    inFlight -= 1;
    settle(batch, outcome);
    if (outcome === 'failed') {
      const left = queues.get(group) ?? [];
      queues.delete(group);
      waiting -= left.length;
      settle(left, outcome);
    }
    pump();
  };

  const pump = (): void => {
    while (inFlight < limits.inFlight) {
      const next = queues.entries().next().value;
      if (!next) return;
      const [group, queue] = next;
      const batch = takeBatch(queue);
      waiting -= batch.length;
      // What is left goes behind the other groups, so that they take turns.
      queues.delete(group);
      if (queue.length) queues.set(group, queue);
      void send(group, batch);
    }
  };

  return {
    submit: (group, item) => {
      if (waiting >= limits.waiting) return Promise.resolve('full');
      return new Promise((resolve) => {
        const queue = queues.get(group) ?? [];
        queue.push({ item, bytes: Buffer.byteLength(item) + 1, settle: resolve });
        queues.set(group, queue);
        waiting += 1;
        pump();
      });
    },
  };
};
