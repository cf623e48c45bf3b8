import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { dataFolder } from '../servers/data-folder.ts';
import { startServers } from '../servers/servers.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    mongoUrl: string;
    natsUrl: string;
  }
}

/** One MongoDB and one NATS for a whole test run; each test file takes a prefix of its own in them. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const dataDir = await dataFolder('skein-test-');
  const servers = await startServers({ dataDir, report: (line) => console.log(line) });
  project.provide('mongoUrl', servers.mongo.url);
  project.provide('natsUrl', servers.nats.url);
  return async () => {
    await servers.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
};
