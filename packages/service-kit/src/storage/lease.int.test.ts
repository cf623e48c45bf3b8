import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLog } from '../log.ts';
import { testEnvironment } from '../testing/index.ts';
import { ensureCollections } from './collections.ts';
import { dropLease, leaseCollection, startLeasedLoop, takeLease } from './lease.ts';
import { connectMongo, inTransaction } from './mongo.ts';
import { rowsIn } from './rows.ts';

const environment = testEnvironment();
const leases = rowsIn(leaseCollection);
let client: Awaited<ReturnType<typeof connectMongo>>;
const db = () => client.db(`${environment.SKEIN_PREFIX}_leases`);
const minute = 60_000;

beforeAll(async () => {
  client = await connectMongo(environment.SKEIN_MONGO_URL ?? '', 'test');
  await ensureCollections(db(), [leaseCollection]);
});
afterAll(() => client.close());

/** A lease that a process took for a minute and then died; it ends so long from now, by the database's clock. */
const heldBy = (holder: string, endsInMs: number) => {
  const until = new Date(Date.now() + endsInMs);
  const taken = new Date(until.getTime() - minute);
  return leases({ db: db() }).replaceOne({ _id: 'work' }, { holder, taken, until }, { upsert: true });
};

it('is one process’s until it runs out or is given back', async () => {
  expect(await takeLease(db(), 'work', 'one', minute)).toBe(true);
  expect(await takeLease(db(), 'work', 'other', minute)).toBe(false);
  expect(await takeLease(db(), 'work', 'one', minute)).toBe(true);
  await dropLease(db(), 'work', 'one');
  expect(await takeLease(db(), 'work', 'other', minute)).toBe(true);
  await heldBy('other', -1);
  expect(await takeLease(db(), 'work', 'one', minute)).toBe(true);
});

it('is kept from those who take it for a shorter time', async () => {
  await heldBy('other', -1);
  expect(await takeLease(db(), 'work', 'one', minute)).toBe(true);
  expect(await takeLease(db(), 'work', 'other', 1_000)).toBe(false);
});

it('of a dead process is free at once where the clock was put back by an hour after it was taken', async () => {
  await heldBy('dead', 60 * minute);
  expect(await takeLease(db(), 'work', 'one', minute)).toBe(true);
  expect(await takeLease(db(), 'work', 'other', minute)).toBe(false);
});

it('lets a loop rest where nothing is written, and has it look soon after something is', async () => {
  let rounds = 0;
  const log = createLog('test', 'silent');
  const loop = startLeasedLoop({ db: db(), log }, 'resting', { idleMs: 20, leaseMs: minute }, async () => {
    rounds += 1;
    return false;
  });
  await expect.poll(() => rounds).toBe(1);
  const begun = performance.now();
  await inTransaction(client, (session) => leases({ db: db(), session }).findOne({}));
  await expect.poll(() => rounds, { interval: 5 }).toBe(2);
  // Long before it would look of itself.
  expect(performance.now() - begun).toBeLessThan(1_000);
  await loop.stop();
});
