import { mkdir } from 'node:fs/promises';
import type { Claim } from '../processes/claim.ts';
import { startProcess } from '../processes/process.ts';
import type { Tier } from '../processes/running.ts';
import type { ServerHandle } from './handle.ts';

export interface OwnedServer {
  name: string;
  command: string[];
  /** Made before the first start. */
  folders: string[];
  url: string;
  /** The addresses of users, by their names. */
  urls: ReadonlyMap<string, string>;
  port: number;
  logFile: string;
  tier: Tier;
  claim: Claim;
  ready: () => Promise<boolean>;
  readyWithin?: number;
  beforeStart?: () => Promise<void>;
  /** How to end it without notice where killing the process is not enough. */
  crash?: () => Promise<void>;
}

/** Starts a server that this process owns and waits until it answers. Throws with the end of its log if it does not. */
export async function startOwned(server: OwnedServer): Promise<ServerHandle> {
  const { name, url, urls, port, logFile, tier, claim, crash, ready, readyWithin = 60_000 } = server;
  await Promise.all(server.folders.map((folder) => mkdir(folder, { recursive: true })));
  await server.beforeStart?.();
  const command = server.command as [string, ...string[]];
  const onSpawn = claim.note;
  const running = await startProcess({
    name,
    command,
    logFile,
    tier,
    ready,
    readyWithin,
    graceMs: 30_000,
    onSpawn,
  });
  const stop = async () => {
    await running.stop();
    await claim.release();
  };
  const restart = async () => {
    await running.stop();
    await server.beforeStart?.();
    await running.restart();
  };
  return {
    url,
    urlFor: (user) => urls.get(user) ?? url,
    port,
    supervised: {
      name,
      get exited() {
        return running.exited;
      },
      answers: ready,
      restart,
      lastLines: () => running.lastLines(),
    },
    get pid() {
      return running.pid;
    },
    stop,
    kill: async () => {
      await crash?.();
      await running.kill();
    },
    restart,
    [Symbol.asyncDispose]: stop,
  };
}
