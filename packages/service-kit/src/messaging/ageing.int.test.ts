import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../ids.ts';
import { createLog } from '../log.ts';
import { ensureCollections } from '../storage/collections.ts';
import { connectMongo } from '../storage/mongo.ts';
import { testEnvironment, until } from '../testing/index.ts';
import { watchOutbox } from './ageing.ts';
import { outbox, outboxCollection } from './outbox.ts';

const environment = testEnvironment();
let client: Awaited<ReturnType<typeof connectMongo>>;
const db = () => client.db(`${environment.SKEIN_PREFIX}_ageing`);
const log = createLog('test', 'silent');

beforeAll(async () => {
  client = await connectMongo(environment.SKEIN_MONGO_URL ?? '', 'test');
  await ensureCollections(db(), [outboxCollection]);
});
afterAll(() => client.close());

/** An event that is dated an hour from now, as by a clock that was put back since. */
const record = async (): Promise<string> => {
  const _id = newId();
  const envelope = {
    specversion: '1.0' as const,
    id: _id,
    source: '/skein/testing/membership',
    type: 'skein.membership.person.joined.v1',
    subject: _id,
    time: new Date(Date.now() + 3_600_000).toISOString(),
    datacontenttype: 'application/json' as const,
    network: 'testing',
    aggregateversion: 1,
    data: {},
  };
  const row = { _id, aggregate: `person:${_id}`, version: 1, subject: 'x', envelope, published: null };
  await outbox({ db: db() }).insertOne(row);
  return _id;
};

const publish = (_id: string) => outbox({ db: db() }).updateOne({ _id }, { $set: { published: new Date() } });

it('tells of an event that waits too long, whatever the clocks say, and of none once it is published', async () => {
  const ageing = watchOutbox({ db: db(), log }, { lateMs: 100, everyMs: 10 });
  const late = () =>
    ageing.check().then(
      () => '',
      (error: Error) => error.message,
    );
  try {
    expect(await late()).toBe('');
    const first = await record();
    expect(await until('the event to be late', late)).toContain(first);
    await publish(first);
    await until('nothing to be late', async () => (await late()) === '');
  } finally {
    await ageing.stop();
  }
});

it('tells of none while those before it are published one after the other', async () => {
  const ids = [await record(), await record(), await record()];
  const ageing = watchOutbox({ db: db(), log }, { lateMs: 60_000, everyMs: 10 });
  for (const id of ids) {
    await ageing.check();
    await publish(id);
  }
  await ageing.stop();
});
