import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { MongoClient } from 'mongodb';
import { expect, it, onTestFinished, vi } from 'vitest';
import { findMongod } from '../find/mongod.ts';
import { findNatsServer } from '../find/nats-server.ts';
import { temporaryFolder } from '../fixtures/temporary-folder.ts';
import { freePort } from '../free-port.ts';
import { startProcess } from '../processes/process.ts';
import { jetStreamAnswers, natsConfig, reached } from './nats.ts';
import { becomePrimary, replicaSet } from './replica-set.ts';
import { privateFolder } from './secrets.ts';
import { startServers } from './servers.ts';

// A machine's first run fetches the servers.
vi.setConfig({ testTimeout: 120_000 });
for (const name of ['SKEIN_MONGO_URL', 'SKEIN_NATS_URL', 'SKEIN_TEST_SERVERS']) vi.stubEnv(name, '');

const binaryOf = (source: { kind: string; path?: string }): string => {
  if (source.kind !== 'binary' || !source.path) throw new Error('this test starts the binaries itself');
  return source.path;
};

/** Starts MongoDB as earlier versions did: whoever was on the machine got in. */
const mongoOfBefore = async (dataDir: string) => {
  const dir = join(dataDir, 'mongo');
  const db = join(dir, 'db');
  await privateFolder(db);
  const port = await freePort();
  const settings = [
    '--replSet',
    replicaSet,
    '--port',
    String(port),
    '--dbpath',
    db,
    '--bind_ip',
    '127.0.0.1',
  ];
  const running = await startProcess({
    name: 'mongod',
    command: [binaryOf(await findMongod({})), ...settings, '--nounixsocket'],
    logFile: join(dir, 'mongod.log'),
    tier: 'store',
    ready: () => becomePrimary(port),
  });
  return { url: `mongodb://127.0.0.1:${port}/?replicaSet=${replicaSet}`, stop: running.stop };
};

const natsOfBefore = async (dataDir: string) => {
  const dir = join(dataDir, 'nats');
  const config = join(dir, 'nats.conf');
  await privateFolder(join(dir, 'jetstream'));
  const port = await freePort();
  await writeFile(config, natsConfig({ host: '127.0.0.1', port, store: join(dir, 'jetstream') }));
  const url = `nats://127.0.0.1:${port}`;
  const running = await startProcess({
    name: 'nats-server',
    command: [binaryOf(await findNatsServer({})), '-c', config],
    logFile: join(dir, 'nats-server.log'),
    tier: 'messages',
    ready: () => jetStreamAnswers(url),
  });
  return { url, stop: running.stop };
};

it('takes up the data of an installation that had no secrets yet, and lets nobody else into them any more', async () => {
  const dataDir = await temporaryFolder();
  const [mongoBefore, natsBefore] = await Promise.all([mongoOfBefore(dataDir), natsOfBefore(dataDir)]);
  const writing = new MongoClient(mongoBefore.url);
  await writing.db('skein_membership').collection('people').insertOne({ word: 'yarn' });
  await writing.close();
  const sending = await connect({ servers: natsBefore.url });
  await (await jetstreamManager(sending)).streams.add({ name: 'KEPT', subjects: ['skein.kept'] });
  const { seq } = await jetstream(sending).publish('skein.kept', 'yarn');
  await sending.close();
  await Promise.all([mongoBefore.stop(), natsBefore.stop()]);

  const reading = ['INFO', 'STREAM.INFO.KEPT', 'STREAM.MSG.GET.KEPT'].map((name) => `$JS.API.${name}`);
  const servers = await startServers({
    dataDir,
    mongoUsers: [{ name: 'membership', databases: ['skein_membership'] }],
    natsUsers: [
      { name: 'membership', publish: { allow: reading }, subscribe: { allow: ['_INBOX.membership.>'] } },
    ],
  });
  onTestFinished(() => servers.stop());
  const { mongo, nats } = servers;
  const membership = new MongoClient(mongo.urlFor('membership'));
  onTestFinished(() => membership.close());
  expect(await membership.db('skein_membership').collection('people').findOne()).toMatchObject({
    word: 'yarn',
  });
  const service = await connect({ ...reached(nats.urlFor('membership')), inboxPrefix: '_INBOX.membership' });
  onTestFinished(() => service.close());
  const message = await (await jetstreamManager(service)).streams.getMessage('KEPT', { seq });
  expect(message?.string()).toBe('yarn');

  const stranger = new MongoClient(`mongodb://127.0.0.1:${mongo.port}/?replicaSet=${replicaSet}`);
  onTestFinished(() => stranger.close());
  await expect(stranger.db('skein_membership').collection('people').findOne()).rejects.toThrow(
    'authentication',
  );
  await expect(connect({ servers: `127.0.0.1:${nats.port}`, reconnect: false })).rejects.toThrow();
});
