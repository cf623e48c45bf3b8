import { access, constants, mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startServers } from '../servers/servers.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    mongoUrl: string;
    natsUrl: string;
  }
}

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

/** One MongoDB and one NATS for a whole test run; each test file takes a prefix of its own in them. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const dataDir = await mkdtemp(join(await roomForData(), 'skein-test-'));
  const servers = await startServers({ dataDir, report: (line) => console.log(line) });
  project.provide('mongoUrl', servers.mongo.url);
  project.provide('natsUrl', servers.nats.url);
  return async () => {
    await servers.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
};
