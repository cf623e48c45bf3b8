import { newId, startService } from '@skein/service-kit';
import { testEnvironment, until } from '@skein/service-kit/testing';
import { MongoClient } from 'mongodb';
import { expect, it, onTestFinished } from 'vitest';
import { membership } from '../../app.ts';
import { startNetwork } from '../../testing/network.ts';
import { startProcess, zoneAtNoon } from '../../testing/process.ts';

it('reminds each contacter once, though its process is killed in the middle', async () => {
  const environment: Record<string, string> = { ...testEnvironment(), SKEIN_TIME_ZONE: zoneAtNoon() };
  const net = await startNetwork(environment);
  await net.stop();

  const client = await new MongoClient(environment.SKEIN_MONGO_URL ?? '').connect();
  onTestFinished(() => client.close());
  const db = client.db(`${environment.SKEIN_PREFIX}_membership`);
  const [addedAt, forgetAt] = [new Date(), new Date(Date.now() + 86_400_000)];
  const owners = Array.from({ length: 300 }, newId);
  const rows = owners.flatMap((owner) =>
    [1, 2].map(() => ({
      ...{ _id: newId(), network: 'testing', version: 1, name: 'Ida', source: 'a workshop', owner },
      ...{ due: '2020-01-01', remindOn: '2020-01-01', contacts: [], addedAt, forgetAt },
    })),
  );
  await db.collection('prospects').insertMany(rows as never[]);
  const reminders = () =>
    db
      .collection('outbox')
      .find({ 'envelope.type': /contact-reminder/ })
      .toArray();

  const { kill } = await startProcess(environment);
  await until('some are reminded', async () => (await reminders()).length >= 20);
  await kill();
  expect((await reminders()).length).toBeLessThan(owners.length);

  const service = await startService(membership, environment);
  onTestFinished(() => service.stop());
  await until('all are reminded', async () => (await reminders()).length >= owners.length, 50_000);
  const told = (await reminders()).map(({ envelope: { data } }) => data);
  expect(told.map(({ person }) => person).toSorted()).toEqual(owners.toSorted());
  const named = told.flatMap(({ prospects }) => prospects);
  expect(named.toSorted()).toEqual(rows.map(({ _id }) => _id).toSorted());
});
