import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../folders.ts';
import { inspectProcess } from './inspect.ts';

/** Also read by `npm run reset`, which runs without anything installed: the process's number and nothing else. */
const fileOf = (dataDir: string): string => join(dataDir, 'running.pid');

/** That this process runs on a folder of data. */
export interface Hold {
  /** Takes the note away, if it is this process's. */
  release(): void;
}

/**
 * Notes in `dataDir` that this process runs on it, so that no second one does and nobody removes it meanwhile. A note
 * whose process is gone, or is none of this repository's any more, counts for nothing.
 * Throws where a living process has noted itself, and leaves its note alone.
 */
export async function holdDataDir(dataDir: string): Promise<Hold> {
  await mkdir(dataDir, { recursive: true });
  const file = fileOf(dataDir);
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    while (!linked(mine, file)) {
      const pid = notedIn(file);
      if (pid !== undefined && pid !== process.pid && (await isOurs(pid))) {
        throw new Error(
          `${dataDir} is in use by process ${pid}; stop that first (Ctrl-C where it runs), or use it: it is up already.`,
        );
      }
      // Only what was looked at: another start may have put its own note there meanwhile.
      if (notedIn(file) === pid) rmSync(file, { force: true });
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return {
    release: () => {
      if (notedIn(file) === process.pid) rmSync(file, { force: true });
    },
  };
}

/** A link is made whole or not at all: no reader finds a note half written. */
const linked = (from: string, to: string): boolean => {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};

const notedIn = (file: string): number | undefined => {
  try {
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
    return pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
};

/** However it was started: by the whole path, as npm does, or from inside of the repository. */
const entry = /packages\/demo\/src\/\w+\.ts/;

const isOurs = async (pid: number): Promise<boolean> => {
  const command = (await inspectProcess(pid))?.command ?? '';
  return command.includes(repository) || entry.test(command);
};
