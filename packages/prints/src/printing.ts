import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { PrintDocument } from './document.ts';
import type { PrintDone, PrintTask } from './printing-thread.ts';

/** A document as PDF, tagged as PDF/UA-1 asks; `tag` is the same for the same content. */
export interface Print {
  readonly tag: string;
  readonly pdf: Buffer;
}

interface Waiting {
  resolve(pdf: Buffer): void;
  reject(error: Error): void;
}

const waiting = new Map<number, Waiting>();
let worker: Worker | undefined;
let last = 0;

const gone = (thread: Worker, error: Error): void => {
  // One that ends after its error has been replaced by then.
  if (worker !== thread) return;
  worker = undefined;
  for (const { reject } of waiting.values()) reject(error);
  waiting.clear();
};

/** Drawing a long document holds a core for a while, so it is done apart from the event loop, by one thread. */
const started = (): Worker => {
  const thread = new Worker(new URL('./printing-thread.ts', import.meta.url));
  thread.on('message', ({ id, pdf, failed }: PrintDone) => {
    const one = waiting.get(id);
    waiting.delete(id);
    // A process that waits for nothing more may end.
    if (waiting.size === 0) thread.unref();
    if (pdf) one?.resolve(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength));
    else one?.reject(new Error(`the document could not be drawn: ${failed}`));
  });
  thread.on('error', (error: Error) => gone(thread, error));
  thread.on('exit', () => gone(thread, new Error('the printing thread is gone')));
  thread.unref();
  return thread;
};

const drawn = (document: PrintDocument): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    worker ??= started();
    worker.ref();
    last += 1;
    waiting.set(last, { resolve, reject });
    worker.postMessage({ id: last, document } satisfies PrintTask);
  });

/** So many of the last prints are kept, so that what many open after a meeting is drawn once. */
const mostKept = 20;
const kept = new Map<string, Promise<Buffer>>();

export const print = async (document: PrintDocument): Promise<Print> => {
  const tag = createHash('sha256').update(JSON.stringify(document)).digest('base64url');
  const before = kept.get(tag);
  const now = before ?? drawn(document);
  kept.delete(tag);
  kept.set(tag, now);
  for (const key of [...kept.keys()].slice(0, -mostKept)) kept.delete(key);
  try {
    return { tag, pdf: await now };
  } catch (error) {
    kept.delete(tag);
    throw error;
  }
};
