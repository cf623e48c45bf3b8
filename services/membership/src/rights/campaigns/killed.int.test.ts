import { startService } from '@skein/service-kit';
import { testEnvironment, until } from '@skein/service-kit/testing';
import { MongoClient } from 'mongodb';
import { expect, it, onTestFinished } from 'vitest';
import { membership } from '../../app.ts';
import { startNetwork } from '../../testing/network.ts';
import { startProcess } from '../../testing/process.ts';

it('carries out a deadline once for each person, though its process is killed in the middle', async () => {
  const environment = testEnvironment();
  const net = await startNetwork(environment);
  const people = await net.takeIn(250, ['digest']);
  const campaign = await net.draft();
  await net.start(campaign);
  await until('all are invited', async () => (await net.read(campaign.id)).counts.invited === people.length);
  await net.stop();

  const client = await new MongoClient(environment.SKEIN_MONGO_URL ?? '').connect();
  onTestFinished(() => client.close());
  const db = client.db(`${environment.SKEIN_PREFIX}_membership`);
  const deadline = new Date();
  await db.collection('campaign_people').updateMany({}, { $set: { deadline } });
  await db.collection('campaigns').updateMany({}, { $set: { deadline } });
  const settled = () => db.collection('campaign_people').countDocuments({ settledAt: { $exists: true } });

  const { kill } = await startProcess(environment);
  await until('some are settled', async () => (await settled()) >= 50);
  await kill();
  expect(await settled()).toBeLessThan(people.length);

  const service = await startService(membership, environment);
  onTestFinished(() => service.stop());
  await until(
    'the campaign is closed',
    () => db.collection('campaigns').findOne({ status: 'closed' }),
    50_000,
  );
  const lines = await db.collection('consents').find({ reason: 'silent' }).toArray();
  expect(lines.map(({ person }) => person).toSorted()).toEqual(people.toSorted());
  expect(await db.collection('erasure_requests').countDocuments()).toBe(people.length);
  const closings = await db.collection('outbox').countDocuments({ 'envelope.type': /campaign\.closed/ });
  expect(closings).toBe(1);
});
