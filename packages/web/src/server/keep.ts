import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Adds a build's files to a folder, and leaves those of earlier builds there: a page that was opened before still asks
 * for its own. Each file is there whole or not at all, however many do this at once.
 */
export const addAssets = async (from: string, to: string): Promise<void> => {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) {
    const unfinished = join(to, `.${randomUUID()}`);
    await copyFile(join(from, name), unfinished);
    await rename(unfinished, join(to, name));
  }
};
