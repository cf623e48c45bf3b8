import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { MongoClient } from 'mongodb';
import { expect, it, onTestFinished, vi } from 'vitest';
import { temporaryFolder } from '../fixtures/temporary-folder.ts';
import { startMongo } from './mongo.ts';
import { reached, startNats } from './nats.ts';
import { startServers } from './servers.ts';

// A machine's first run fetches the server.
vi.setConfig({ testTimeout: 120_000 });
// These tests crash servers: they must be their own, whatever the environment lends.
for (const name of ['SKEIN_MONGO_URL', 'SKEIN_NATS_URL', 'SKEIN_TEST_SERVERS']) vi.stubEnv(name, '');

async function withMongo<T>(url: string, use: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 10_000 });
  return use(client).finally(() => client.close());
}

it('keeps an acknowledged document over kill -9', async () => {
  const mongo = await startMongo({ dataDir: await temporaryFolder() });
  onTestFinished(() => mongo.stop());
  await withMongo(mongo.url, (client) => client.db('test').collection('kept').insertOne({ word: 'yarn' }));
  const { pid, port } = mongo;
  await mongo.kill();
  expect(mongo.pid).toBeUndefined();
  await mongo.restart();
  expect(mongo.pid).not.toBe(pid);
  expect(mongo.port).toBe(port);
  const kept = await withMongo(mongo.url, (client) => client.db('test').collection('kept').findOne({}));
  expect(kept).toMatchObject({ word: 'yarn' });
});

it('serves the same data on another port when its own is taken', async () => {
  const dataDir = await temporaryFolder();
  const first = await startMongo({ dataDir });
  await withMongo(first.url, (client) => client.db('test').collection('kept').insertOne({ word: 'yarn' }));
  await first.stop();
  // Most likely another copy of this system.
  const taker = await startMongo({ dataDir: await temporaryFolder(), port: first.port });
  onTestFinished(() => taker.stop());
  expect(taker.port).toBe(first.port);

  const second = await startMongo({ dataDir, port: first.port });
  onTestFinished(() => second.stop());
  expect(second.port).toBeGreaterThan(first.port);
  const count = await withMongo(second.url, (client) =>
    client.db('test').collection('kept').countDocuments(),
  );
  expect(count).toBe(1);
});

it('has transactions and change streams', async () => {
  const mongo = await startMongo({ dataDir: await temporaryFolder() });
  onTestFinished(() => mongo.stop());
  await withMongo(mongo.url, async (client) => {
    const words = client.db('test').collection('words');
    await client.db('test').createCollection('words');
    const changes = words.watch();
    const next = changes.next();
    await client.withSession((session) =>
      session.withTransaction(() => words.insertOne({ word: 'skein' }, { session })),
    );
    expect(await next).toMatchObject({
      operationType: 'insert',
      fullDocument: { word: 'skein' },
    });
    await changes.close();
  });
});

it('keeps an acknowledged message over kill -9', async () => {
  const nats = await startNats({ dataDir: await temporaryFolder() });
  onTestFinished(() => nats.stop());
  const before = await connect({ ...reached(nats.url), reconnect: false });
  await (await jetstreamManager(before)).streams.add({
    name: 'kept',
    subjects: ['kept.>'],
  });
  const { seq } = await jetstream(before).publish('kept.word', 'yarn');
  await nats.kill();
  await before.closed();

  await nats.restart();
  const after = await connect(reached(nats.url));
  onTestFinished(() => after.close());
  const message = await (await jetstreamManager(after)).streams.getMessage('kept', { seq });
  expect(message?.string()).toBe('yarn');
});

it('starts both side by side, and gives an address from the environment as it is', async () => {
  await using servers = await startServers({
    dataDir: await temporaryFolder(),
  });
  const env = {
    SKEIN_MONGO_URL: servers.mongo.url,
    SKEIN_NATS_URL: servers.nats.url,
  };
  const lent = await startServers({ dataDir: '/nowhere', env });
  expect(lent.mongo).toMatchObject({
    url: servers.mongo.url,
    port: servers.mongo.port,
    pid: undefined,
  });
  await lent.stop();
  await expect(lent.nats.kill()).rejects.toThrow('not ours');
  expect(servers.nats.pid).toBeDefined();
  await servers.stop();
});

it('lets nobody in without a password, and each user to what is theirs', async () => {
  const dataDir = await temporaryFolder();
  const mongoUsers = [{ name: 'membership', databases: ['skein_membership'] }];
  const inbox = { allow: ['_INBOX.membership.>'] };
  const natsUsers = [{ name: 'membership', publish: { allow: ['mine.>'] }, subscribe: inbox }];
  await using servers = await startServers({ dataDir, mongoUsers, natsUsers });
  const { mongo, nats } = servers;

  const stranger = new MongoClient(`mongodb://127.0.0.1:${mongo.port}/?replicaSet=rs0`);
  onTestFinished(() => stranger.close());
  await expect(stranger.db('skein_membership').collection('a').findOne()).rejects.toThrow('authentication');
  await withMongo(mongo.urlFor('membership'), async (client) => {
    await client.db('skein_membership').collection('a').insertOne({ word: 'yarn' });
    await expect(client.db('skein_survey').collection('a').findOne()).rejects.toThrow('not authorized');
  });

  await expect(connect({ servers: `127.0.0.1:${nats.port}`, reconnect: false })).rejects.toThrow();
  const membership = await connect({ ...reached(nats.urlFor('membership')), reconnect: false });
  onTestFinished(() => membership.close());
  const operator = await connect(reached(nats.url));
  onTestFinished(() => operator.close());
  const heard = operator.subscribe('>', { max: 1 });
  // Another connection's message may overtake the wish to hear it.
  await operator.flush();
  membership.publish('theirs.word', 'no');
  membership.publish('mine.word', 'yes');
  for await (const message of heard) expect(message.subject).toBe('mine.word');

  for (const file of [
    'mongo/secrets/keyfile',
    'mongo/secrets/membership',
    'nats/nats.conf',
    'nats/secrets/skein',
  ])
    expect((await stat(join(dataDir, file))).mode & 0o777).toBe(0o600);
  for (const folder of ['mongo', 'mongo/secrets', 'nats'])
    expect((await stat(join(dataDir, folder))).mode & 0o777).toBe(0o700);
});

it('refuses an address where no replica set answers', async () => {
  const env = { SKEIN_NATS_URL: 'nats://127.0.0.1:1' };
  await expect(startNats({ dataDir: '/nowhere', env })).rejects.toThrow(
    'NATS at SKEIN_NATS_URL cannot be used',
  );
});
