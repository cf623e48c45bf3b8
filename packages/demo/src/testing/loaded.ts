import { cp, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { dataFolder } from '@skein/local-runtime';
import { MongoClient } from 'mongodb';
import { inject } from 'vitest';
import { prepare } from '../main-job.ts';
import { startSystem } from '../system.ts';
import { until } from '../until.ts';

const members = 50;
const report = () => undefined;
const start = (dataDir: string) =>
  startSystem({
    dataDir,
    fixedPorts: false,
    together: true,
    report,
    environment: { SKEIN_LOG_LEVEL: 'warn' },
  });

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Loads the demonstration network into a folder of its own, and stops what ran on it. */
const load = async (dataDir: string): Promise<void> => {
  const system = await start(dataDir);
  try {
    await prepare(system, { dataDir, members, report });
    // Each copy signs people in anew, so often an hour as one that was never copied.
    const mongo = await MongoClient.connect(system.servers.mongo.url);
    await mongo.db('skein_membership').collection('limits').deleteMany({});
    await mongo.close();
  } finally {
    await system.stop();
  }
};

/**
 * The folder that holds the demonstration network as it was loaded. Whichever file of a run comes first loads it, while
 * others that need it wait: loading takes as long as most of what is tried on it.
 */
const loadedFolder = async (): Promise<string> => {
  const shared = inject('demonstrationDir');
  const loaded = join(shared, 'loaded');
  const turn = join(shared, 'turn');
  const mine = (): Promise<true | undefined> =>
    mkdir(turn).then(
      () => true as const,
      () => undefined,
    );
  const isMine = await until(
    'the demonstration network to be loaded by another file',
    async () => ((await isThere(loaded)) ? { loads: false } : (await mine()) && { loads: true }),
    240_000,
  );
  if (!isMine.loads) return loaded;
  try {
    // Named last, so that nobody takes one that is half loaded.
    const making = await mkdtemp(join(shared, 'making-'));
    await load(making);
    await rename(making, loaded);
  } finally {
    await rm(turn, { recursive: true });
  }
  return loaded;
};

/** The whole installation on a copy of the demonstration network, with its administrator signed in. */
export const startDemonstration = async () => {
  const loaded = await loadedFolder();
  const dataDir = await dataFolder('skein-demonstration-');
  await cp(loaded, dataDir, { recursive: true });
  const system = await start(dataDir);
  const job = await prepare(system, { dataDir, members, report });
  return {
    dataDir,
    system,
    job,
    stop: async (): Promise<void> => {
      await system.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
