import { type FileHandle, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LetterStore } from './store.ts';

export const LETTER_SUFFIX = '.eml';
export const PART_SUFFIX = '.part';

// Beyond this a batch gains nothing more, and its first letter waits too long for its reply.
const MAX_BATCH = 64;

interface Delivery {
  readonly id: string;
  readonly bytes: Buffer;
  readonly done: PromiseWithResolvers<void>;
}

const openDirectory = async (directory: string): Promise<FileHandle | undefined> =>
  // Windows can neither open nor sync a directory, and needs neither.
  process.platform === 'win32' ? undefined : await open(directory, 'r');

const writeDurably = async (path: string, bytes: Buffer): Promise<void> => {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
};

/**
 * Letters as files in a directory. A letter is written aside, synced and renamed, so a file with the
 * letter suffix is always whole; letters that arrive together share the sync of the directory.
 *
 * @param directory must exist
 */
export const directoryStore = async (directory: string): Promise<LetterStore> => {
  const handle = await openDirectory(directory);
  const pathOf = (id: string): string => join(directory, id + LETTER_SUFFIX);
  let waiting: Delivery[] = [];
  let turn: Promise<void> = Promise.resolve();

  const write = async ({ id, bytes }: Delivery): Promise<void> => {
    const part = join(directory, id + PART_SUFFIX);
    try {
      await writeDurably(part, bytes);
      await rename(part, pathOf(id));
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  };

  const writeBatch = async (): Promise<void> => {
    const batch = waiting.slice(0, MAX_BATCH);
    waiting = waiting.slice(MAX_BATCH);
    const written = await Promise.allSettled(batch.map(write));
    const synced = await Promise.allSettled([handle?.sync()]);
    batch.forEach(({ done }, place) => {
      const failure = [written[place], ...synced].find((result) => result?.status === 'rejected');
      if (failure?.status === 'rejected') done.reject(failure.reason);
      else done.resolve();
    });
  };

  // One batch at a time: the next one gathers while the disk is busy, and letters stay in order.
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const result = turn.then(work);
    turn = result.catch(() => {});
    return result;
  };

  return {
    keep: (id, bytes) => {
      const done = Promise.withResolvers<void>();
      waiting.push({ id, bytes, done });
      // Each letter asks for a turn; the first turn takes all who wait, the others then find none.
      void inTurn(async () => (waiting.length > 0 ? await writeBatch() : undefined));
      return done.promise;
    },
    read: async (id) => {
      try {
        return await readFile(pathOf(id));
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      }
    },
    remove: (ids) =>
      inTurn(async () => {
        for (const id of ids) await rm(pathOf(id), { force: true });
        await handle?.sync();
      }),
    close: () => inTurn(async () => await handle?.close()),
  };
};
