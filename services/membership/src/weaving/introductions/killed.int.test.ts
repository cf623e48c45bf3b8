import { newId, startService } from '@skein/service-kit';
import { testEnvironment, until } from '@skein/service-kit/testing';
import { MongoClient } from 'mongodb';
import { expect, it, onTestFinished } from 'vitest';
import { membership } from '../../app.ts';
import { startNetwork } from '../../testing/network.ts';
import { startProcess, zoneAtNoon } from '../../testing/process.ts';

it('asks each weaver once what came of it, though its process is killed in the middle', async () => {
  const environment: Record<string, string> = { ...testEnvironment(), SKEIN_TIME_ZONE: zoneAtNoon() };
  const net = await startNetwork(environment);
  await net.stop();

  const client = await new MongoClient(environment.SKEIN_MONGO_URL ?? '').connect();
  onTestFinished(() => client.close());
  const db = client.db(`${environment.SKEIN_PREFIX}_membership`);
  const at = new Date();
  const rows = Array.from({ length: 600 }, (_, index) => ({
    ...{ _id: newId(), network: 'testing', version: 4, by: newId(), reason: 'Both look after carers.' },
    ...{ people: [{ person: newId() }, { person: newId() }], askedAt: at, expiresAt: at, outcomes: [] },
    // Of those who did not both accept there is nothing to ask.
    ...{ status: index % 2 ? 'connected' : 'declined', followUpOn: '2020-01-01' },
  }));
  await db.collection('introductions').insertMany(rows as never[]);
  const asked = () =>
    db
      .collection('outbox')
      .find({ 'envelope.type': /follow-up-due/ })
      .toArray();

  const { kill } = await startProcess(environment);
  await until('some are asked', async () => (await asked()).length > 0);
  await kill();
  expect((await asked()).length).toBeLessThan(rows.length / 2);

  const service = await startService(membership, environment);
  onTestFinished(() => service.stop());
  const due = () => db.collection('introductions').countDocuments({ followUpOn: { $exists: true } });
  await until('all are followed up', async () => (await due()) === 0, 50_000);
  const connected = rows.filter(({ status }) => status === 'connected');
  const told = (await asked()).map(({ version, envelope: { data } }) => [
    data.introduction,
    data.by,
    version,
  ]);
  expect(told.toSorted()).toEqual(connected.map(({ _id, by }) => [_id, by, 5]).toSorted());
  const versions = await db.collection('introductions').distinct('version', { status: 'declined' });
  expect(versions).toEqual([4]);
});
