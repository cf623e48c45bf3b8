import { startService } from '@skein/service-kit';
import { testEnvironment, tokenFor, until } from '@skein/service-kit/testing';
import { MongoClient } from 'mongodb';
import { expect, it, onTestFinished } from 'vitest';
import { membership } from '../../app.ts';
import { importClient } from '../../testing/import-client.ts';
import { startProcess } from '../../testing/process.ts';

const timeout = 240_000;
const poison = 'poison@nine.example';
const rows = 2_000;
const table = [
  'name,email,interests',
  ...Array.from({ length: rows }, (_, n) => `P ${n},p${n}@nine.example,a`),
  `Q,${poison},a`,
].join('\n');

it('an import that is taken back, and killed in the middle of it, is taken back to the end, and nobody twice', {
  timeout,
}, async () => {
  const environment = testEnvironment();
  const first = await startService(membership, environment);
  const as = await tokenFor(first, { roles: ['admin'] });
  const { id } = await importClient(first.url, as).upload(table);
  await first.stop();
  const mongo = await new MongoClient(environment.SKEIN_MONGO_URL ?? '').connect();
  onTestFinished(() => mongo.close());
  const db = mongo.db(`${environment.SKEIN_PREFIX}_membership`);

  const { kill, url } = await startProcess(environment);
  // The database refuses one address, as a fault of ours would, until a process starts anew.
  const [people] = await db.listCollections({ name: 'people' }, { nameOnly: false }).toArray();
  const validator = people?.options?.validator ?? {};
  await db.command({ collMod: 'people', validator: { $and: [validator, { email: { $ne: poison } }] } });
  await importClient(url, as).apply(id);
  const removed = () => db.collection('outbox').countDocuments({ 'envelope.type': /person\.removed/ });
  await until('some people to be taken out again', async () => (await removed()) > 0, 120_000);
  await kill();
  expect(await db.collection('people').countDocuments()).toBeGreaterThan(0);
  expect(await db.collection('imports').findOne({ _id: id as never })).toMatchObject({
    state: 'taking-back',
  });

  const second = await startService(membership, environment);
  onTestFinished(() => second.stop());
  const failed = await importClient(second.url, as).settled(id, 'failed', 'done');
  expect(failed).toMatchObject({ state: 'failed', applied: { rows: 0, people: 0 } });
  expect(await db.collection('people').countDocuments()).toBe(0);
  expect(await removed()).toBe(rows);
  for (const collection of ['import_taken_in', 'import_rows', 'import_chunks'])
    expect(await db.collection(collection).countDocuments()).toBe(0);
});
