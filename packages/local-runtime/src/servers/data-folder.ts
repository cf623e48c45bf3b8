import { access, constants, mkdtemp, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const memory = '/dev/shm';
const enoughBytes = 4 * 1024 ** 3;

/**
 * Where the tests' servers keep their data: in memory where there is room, since hundreds of databases are made and
 * dropped in a run, and each waits for the disk dozens of times. The servers do as they would on a disk.
 */
const roomForData = async (): Promise<string> => {
  try {
    await access(memory, constants.W_OK);
    const { bavail, bsize } = await statfs(memory);
    return bavail * bsize > enoughBytes ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
};

/** A new folder for the data of servers under test; whoever asks for it removes it. */
export const dataFolder = async (prefix: string): Promise<string> =>
  mkdtemp(join(await roomForData(), prefix));
