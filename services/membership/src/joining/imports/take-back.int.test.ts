import { consentText, type Import } from '@skein/contracts';
import { dropLease, type RunningService, startService, takeLease } from '@skein/service-kit';
import { call, testEnvironment, tokenFor, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { membership } from '../../app.ts';
import { importClient } from '../../testing/import-client.ts';
import { applyImport } from './apply.ts';
import { findImport } from './store.ts';

const timeout = 240_000;
const poison = 'poison@five.example';
let service: RunningService;
let admin: string;
let client: ReturnType<typeof importClient>;
let community: string;
beforeAll(async () => {
  service = await startService(membership, testEnvironment());
  admin = await tokenFor(service, { roles: ['admin'] });
  client = importClient(service.url, admin, 120_000);
  const body = { slug: 'falls', name: 'Falls', domain: 'x', description: '', joining: 'open' };
  community = (await call<{ id: string }>(service.url, 'POST', '/communities', { as: admin, body })).body.id;
});
afterAll(() => service.stop());

const db = () => service.context.db;
const countOf = (collection: string, filter: object = {}) =>
  db().collection(collection).countDocuments(filter);
const personOf = (email: string) => db().collection('people').findOne({ email });

/** Lets the database refuse one address, as a fault of ours would: whatever is tried, it does not go in. */
const poisoned = async (work: () => Promise<void>): Promise<void> => {
  const [people] = await db().listCollections({ name: 'people' }, { nameOnly: false }).toArray();
  const validator = people?.options?.validator ?? {};
  await db().command({ collMod: 'people', validator: { $and: [validator, { email: { $ne: poison } }] } });
  await work().finally(() => db().command({ collMod: 'people', validator }));
};

/** A list of more than two batches, whose last line but one is the poisoned address. */
const list = (...first: string[]): string =>
  [
    'name,email,communities,digest',
    ...first,
    ...Array.from({ length: 1_100 }, (_, n) => `P ${n},p${n}@five.example,falls,yes`),
    `Q,${poison},falls,`,
    'R,r@five.example,falls,',
  ].join('\n');

const checked = async (file: string): Promise<string> => {
  const { id } = await client.upload(file);
  const consents = { basis: 'consent', textVersion: consentText.version };
  expect((await client.again(id, { consents })).status).toBe(202);
  await client.settled(id, 'checked');
  return id;
};

it('of which one row cannot go in is taken back as a whole, and can be made again', { timeout }, async () => {
  const people = [{ name: 'Known', email: 'known@five.example' }];
  await call(service.url, 'POST', '/people/import', { as: admin, body: { people } });
  const before = await personOf('known@five.example');
  const file = list('Known,known@five.example,falls,yes');
  await poisoned(async () => {
    const id = await checked(file);
    await client.apply(id);
    const failed = await client.settled(id, 'failed', 'done');
    expect(failed).toMatchObject({
      state: 'failed',
      applied: { rows: 0, people: 0, memberships: 0, consents: 0 },
      failure: { line: expect.any(Number), detail: expect.stringContaining('taken back') },
    });
  });
  expect(await countOf('people')).toBe(1);
  expect(await countOf('memberships', { role: { $exists: true } })).toBe(0);
  expect(await countOf('consents', { person: { $ne: before?._id } })).toBe(0);
  for (const collection of ['import_taken_in', 'import_rows', 'import_chunks'])
    expect(await countOf(collection)).toBe(0);
  expect(await countOf('outbox', { 'envelope.type': /person\.removed/ })).toBe(1_000 - 1);
  expect(await countOf('outbox', { 'envelope.type': /membership\.ended/ })).toBe(1_000);
  const ledger = await db().collection('consents').find({ person: before?._id }).sort({ _id: 1 }).toArray();
  expect(ledger).toMatchObject([{ given: true }, { given: false, reason: 'taken-back', channel: 'import' }]);
  await until('nobody is left to be told of', async () => (await countOf('directory_outbox')) === 0, 120_000);

  const again = await checked(file);
  await client.apply(again);
  const done = await client.settled(again, 'done', 'failed');
  expect(done.applied).toEqual({ rows: 1_103, people: 1_102, memberships: 1_103, consents: 1_101 });
  const place = await db().collection('memberships').findOne({ person: before?._id });
  expect(place).toMatchObject({ role: 'member', version: 3 });
  expect(place).not.toHaveProperty('takenBack');
});

it('of good rows keeps those that are in, and says from where on the others are missing', {
  timeout,
}, async () => {
  const file = list().replaceAll('five.example', 'six.example').replace('poison@six', 'poison@five');
  await db().collection('people').deleteMany({ email: poison });
  await poisoned(async () => {
    const id = await checked(file);
    await client.apply(id, 'good-rows-only');
    const failed = await client.settled(id, 'failed', 'done');
    expect(failed).toMatchObject({ state: 'failed', applied: { rows: 1_000 }, failure: { line: 1_001 } });
  });
  expect(await countOf('people', { email: /@six/ })).toBe(1_000);
});

it('leaves those who have done something since', { timeout }, async () => {
  const lease = ['imports', 'the test'] as const;
  const id = await checked(list().replaceAll('five.example', 'seven.example'));
  await until('nobody else works on imports', () => takeLease(db(), ...lease, 120_000));
  const { body: applying } = await client.apply(id);
  expect(applying.state).toBe('applying');
  const row = await findImport(service.context.readerOf('testing'), id);
  // One batch, and then as if the process had ended.
  await applyImport(service.context, row as never, async () => false);
  expect(await countOf('people', { email: /@seven/ })).toBe(500);
  const edited = await personOf('p7@seven.example');
  const edit = { as: admin, body: { region: 'North' }, ifMatch: 1 };
  expect((await call(service.url, 'PATCH', `/people/${edited?._id}`, edit)).status).toBe(200);
  const refused = await call(service.url, 'DELETE', `/imports/${id}`, { as: admin });
  expect(refused.problem.code).toBe('conflict');
  await db()
    .collection('imports')
    .updateOne({ _id: id as never }, { $set: { state: 'taking-back' } });
  await dropLease(db(), ...lease);
  const failed: Import = await client.settled(id, 'failed');
  expect(failed).toMatchObject({
    applied: { people: 1 },
    failure: { detail: expect.stringContaining('1 ') },
  });
  expect(await countOf('people', { email: /@seven/ })).toBe(1);
  expect(await countOf('memberships', { person: edited?._id, community, role: 'member' })).toBe(1);
});
