import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { SigningDone, SigningTask } from './signing-thread.ts';

/** Signs apart from the event loop: a signature holds a core for a third of a millisecond. */
export interface Signing {
  /** Signatures in the order of what was to be signed; undefined for what is no number below the modulus. */
  sign(key: string, blinded: readonly Uint8Array[]): Promise<readonly (Uint8Array | undefined)[]>;
  stop(): Promise<void>;
}

interface Waiting {
  resolve(signatures: SigningDone['signatures']): void;
  reject(error: Error): void;
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

const startThread = (gone: (thread: Thread) => void): Thread => {
  const worker = new Worker(new URL('./signing-thread.ts', import.meta.url));
  const thread: Thread = { worker, waiting: new Map() };
  const fail = (error: Error): void => {
    gone(thread);
    for (const { reject } of thread.waiting.values()) reject(error);
    thread.waiting.clear();
  };
  worker.on('message', ({ id, signatures }: SigningDone) => {
    thread.waiting.get(id)?.resolve(signatures);
    thread.waiting.delete(id);
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('the signing thread is gone')));
  return thread;
};

/**
 * Threads are started with the first ballots, at most one for each core: with fewer, the moments in which the event loop
 * and the database leave a core idle would be lost. A thread that died is replaced with the next.
 */
export const createSigning = (most = availableParallelism()): Signing => {
  let threads: Thread[] = [];
  let next = 0;

  const idlest = (): Thread => {
    const [first] = threads.toSorted((a, b) => a.waiting.size - b.waiting.size);
    if (first && (first.waiting.size === 0 || threads.length >= most)) return first;
    const thread = startThread((gone) => {
      threads = threads.filter((one) => one !== gone);
    });
    threads.push(thread);
    return thread;
  };

  return {
    sign: (key, blinded) =>
      new Promise((resolve, reject) => {
        const { worker, waiting } = idlest();
        next += 1;
        waiting.set(next, { resolve, reject });
        worker.postMessage({ id: next, key, blinded } satisfies SigningTask);
      }),
    stop: async () => {
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
};
