import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { deadLetterStream, eventStream } from '@skein/contracts';
import { dataFolder, type ServerHandle } from '@skein/local-runtime';
import { natsAddress } from '@skein/service-kit';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MainJob, prepare, turnOnce } from './main-job.ts';
import { type ProcessName, processNames, type System, startSystem } from './system.ts';
import { until } from './until.ts';

let dataDir: string;
let system: System;
let job: MainJob;
let mongo: MongoClient;
let nats: NatsConnection;
let jsm: JetStreamManager;
const quiet = () => undefined;

beforeAll(async () => {
  dataDir = await dataFolder('skein-faults-');
  const environment = { SKEIN_LOG_LEVEL: 'warn' };
  system = await startSystem({ dataDir, fixedPorts: false, report: quiet, environment });
  job = await prepare(system, { dataDir, members: 50, report: quiet });
  mongo = new MongoClient(system.servers.mongo.url);
  nats = await connect({ ...natsAddress(system.servers.nats.url), maxReconnectAttempts: -1 });
  jsm = await jetstreamManager(nats);
});
afterAll(async () => {
  await nats?.close();
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

const services = ['membership', 'meeting', 'survey', 'notification'] as const;

/** Every event that a service recorded is in its stream, and none is there twice. */
const expectEventsOnce = async (service: (typeof services)[number]): Promise<void> => {
  await until(`${service} to publish all it recorded`, async () =>
    (await rows(service, 'outbox').countDocuments({ published: null })) === 0 ? true : undefined,
  );
  const recorded = (await rows(service, 'outbox').distinct('_id')).map(String);
  const stream = eventStream('skein', service);
  const { state } = await jsm.streams.info(stream);
  const published: string[] = [];
  for (let seq = state.first_seq; seq <= state.last_seq; seq += 1) {
    published.push((await jsm.streams.getMessage(stream, { seq }))?.json<{ id: string }>().id ?? '');
  }
  expect(published.toSorted(), stream).toEqual(recorded.toSorted());
};

/** The tallies of every survey are what a recount of its responses gives. */
const expectTalliesExact = async (): Promise<void> => {
  // Those of open surveys that are not named lie apart.
  const named = { name: /^responses\.apart\./ };
  const apart = await mongo.db('skein_survey').listCollections(named, { nameOnly: true }).toArray();
  const recount = await rows('survey', 'responses')
    .aggregate([
      ...apart.map(({ name }) => ({ $unionWith: name })),
      { $group: { _id: '$survey', responses: { $sum: 1 } } },
      { $sort: { _id: 1 } },
    ])
    .toArray();
  const tallied = await rows('survey', 'tallies')
    .aggregate([
      { $match: { question: '' } },
      { $group: { _id: '$survey', responses: { $sum: '$answered' } } },
      { $sort: { _id: 1 } },
    ])
    .toArray();
  expect(tallied).toEqual(recount);
};

/** Each letter that the ledger calls sent is in the mailbox, and no letter is there twice. */
const expectLettersOnce = async (): Promise<void> => {
  expect(await job.mailbox.duplicates()).toEqual([]);
  const sent = await rows('notification', 'letters').countDocuments({ status: 'sent' });
  const unsettled = () =>
    rows('notification', 'letters')
      .find(
        // Who was to decide hears nothing of what another decided meanwhile.
        { status: { $in: ['queued', 'failed'] }, reason: { $ne: 'it is decided' } },
        { projection: { _id: 0, status: 1, campaign: 1, kind: 1, reason: 1, attempts: 1, due: 1 } },
      )
      .toArray();
  // A letter that asked a dead service whether it still waits is tried again a little later.
  await expect.poll(unsettled, { timeout: 120_000 }).toEqual([]);
  expect((await job.mailbox.summary()).letters).toBeGreaterThanOrEqual(sent);
};

/** What must hold of the whole installation once it has come to rest. */
const expectSound = async (): Promise<void> => {
  for (const service of services) await expectEventsOnce(service);
  await expectTalliesExact();
  await expectLettersOnce();
  const { state } = await jsm.streams.info(deadLetterStream('skein'));
  expect(state.messages).toBe(0);
};

/** A turn that fails says what the services took for bugs, for their logs go with the test's folder. */
const withBugsLogged = async (error: Error): Promise<never> => {
  const logs = await Promise.all(
    processNames.map((name) => readFile(join(dataDir, 'log', `${name}.log`), 'utf8')),
  );
  const bugs = logs.flatMap((log) => log.split('\n').filter((line) => line.includes('"level":50')));
  throw new Error([error.message, ...bugs.slice(-5).map((line) => line.slice(0, 1_000))].join('\n'), {
    cause: error,
  });
};

/** One stage of the job after the other, each with the process that dies in it. */
const stages = 4;
const victims: Victim[] = [...processNames, 'nats', 'mongo'];
const everyStage = victims.map((victim) => Array<Victim>(stages).fill(victim));
/** Each of them once, in whichever stage it comes to; what is over strikes twice. */
const once = Array.from({ length: Math.ceil(victims.length / stages) }, (_, turn) =>
  Array.from({ length: stages }, (_, stage) => victims[(turn * stages + stage) % victims.length] as Victim),
);

describe('kill -9 in the middle of the main job', () => {
  const turns = process.env.SKEIN_TESTS === 'all' ? everyStage : once;

  it.each(turns)('of %s, %s, %s and %s loses nothing and applies nothing twice', async (...dying) => {
    let kills = 0;
    let last: Promise<void> = Promise.resolve();
    // Not awaited by the job: the process dies while requests are on their way, and comes back on the same data.
    const strike = (): void => {
      const { kill, restart } = handleOf(dying[kills] as Victim);
      last = last.then(async () => {
        await kill();
        await restart();
      });
      kills += 1;
      last.catch(quiet);
    };
    const outcome = await turnOnce(system, job, `without-${dying[0]}`, strike).catch(withBugsLogged);
    await last;
    expect(kills).toBe(stages);
    expect(outcome.checks.filter(({ holds }) => !holds)).toEqual([]);
    await expectSound();
  });
});
