import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerHandle } from '@skein/local-runtime';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MainJob, prepare, turnOnce } from './main-job.ts';
import { type ProcessName, processNames, type System, startSystem } from './system.ts';
import { until } from './until.ts';

let dataDir: string;
let system: System;
let job: MainJob;
let mongo: MongoClient;
const quiet = () => undefined;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'skein-faults-'));
  const environment = { SKEIN_LOG_LEVEL: 'warn' };
  system = await startSystem({ dataDir, fixedPorts: false, report: quiet, environment });
  job = await prepare(system, { dataDir, members: 50, report: quiet });
  mongo = new MongoClient(system.servers.mongo.url);
});
afterAll(async () => {
  await mongo?.close();
  await system?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

type Victim = ProcessName | 'nats' | 'mongo';
const handleOf = (victim: Victim): Pick<ServerHandle, 'kill' | 'restart'> => {
  if (victim === 'nats' || victim === 'mongo') return system.servers[victim];
  const handle = system.processes.get(victim);
  if (!handle) throw new Error(`${victim} does not run.`);
  return handle;
};

const rows = (service: string, collection: string) => mongo.db(`skein_${service}`).collection(collection);

/** What must hold of the whole installation once it has come to rest. */
const expectSound = async (): Promise<void> => {
  for (const service of ['membership', 'meeting', 'survey', 'notification']) {
    await until(`${service} to publish all it recorded`, async () =>
      (await rows(service, 'outbox').countDocuments({ published: null })) === 0 ? true : undefined,
    );
  }
  const emails = await rows('membership', 'people').distinct('email');
  expect(await rows('membership', 'people').countDocuments()).toBe(emails.length);
  const responses = await rows('survey', 'responses')
    .aggregate([{ $group: { _id: '$survey', count: { $sum: 1 } } }])
    .toArray();
  expect(responses.length).toBeGreaterThan(0);
};

describe('kill -9 in the middle of the main job', () => {
  const victims: Victim[] = [...processNames, 'nats', 'mongo'];

  it.each(victims)('of %s, at every stage of it, loses nothing and applies nothing twice', async (victim) => {
    let kills = 0;
    let last: Promise<void> = Promise.resolve();
    // Not awaited by the job: the process dies while requests are on their way, and comes back on the same data.
    const strike = (): void => {
      const { kill, restart } = handleOf(victim);
      last = last.then(async () => {
        await kill();
        kills += 1;
        await restart();
      });
      last.catch(quiet);
    };
    const outcome = await turnOnce(system, job, `without-${victim}`, strike);
    await last;
    expect(kills).toBe(4);
    expect(outcome.checks.filter(({ holds }) => !holds)).toEqual([]);
    await expectSound();
  });
});
