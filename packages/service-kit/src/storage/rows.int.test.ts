import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { newId } from '../ids.ts';
import { transact } from '../messaging/transact.ts';
import { testEnvironment } from '../testing/index.ts';
import { declareCollection, ensureCollections } from './collections.ts';
import { holdsNobody } from './holdings.ts';
import { connectMongo } from './mongo.ts';
import { putIfNewer, rowsIn } from './rows.ts';
import { besideTransaction, type Reader, type Tx } from './transaction.ts';

const environment = testEnvironment();
const notesCollection = declareCollection({
  name: 'notes',
  schema: z.object({ _id: z.string(), version: z.int(), text: z.string().optional() }),
  people: holdsNobody('what this test writes'),
});
const notes = rowsIn(notesCollection);
const network = 'testing';
let client: Awaited<ReturnType<typeof connectMongo>>;
let reader: Reader;

beforeAll(async () => {
  client = await connectMongo(environment.SKEIN_MONGO_URL ?? '', 'test');
  const db = client.db(`${environment.SKEIN_PREFIX}_rows`);
  await ensureCollections(db, [notesCollection]);
  reader = { db, network };
});
afterAll(() => client.close());

const changing = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
  const config = { SKEIN_PREFIX: environment.SKEIN_PREFIX ?? '' };
  return transact({ client, db: reader.db, config }, { network, now: new Date() }, work);
};

describe('in a transaction', () => {
  it('what goes past it is found: a read as much as a write', async () => {
    const beside = 'notes is used beside the transaction that runs';
    await expect(changing(async () => notes(reader).findOne())).rejects.toThrow(beside);
    const write = async () => notes(reader).insertOne({ _id: newId(), version: 1 });
    await expect(changing(write)).rejects.toThrow(beside);
    // Where it waits for something else first, too.
    const later = async (): Promise<void> => {
      await new Promise(setImmediate);
      await Promise.all([notes(reader).countDocuments()]);
    };
    await expect(changing(later)).rejects.toThrow(beside);
    let ended: Tx | undefined;
    await changing(async (tx) => {
      ended = tx;
    });
    await expect(changing(async () => notes(ended ?? reader).findOne())).rejects.toThrow(beside);
    const inside = changing(() => changing((tx) => notes(tx).insertOne({ _id: newId(), version: 1 })));
    await expect(inside).rejects.toThrow('a transaction is begun inside of another');
    expect(await notes(reader).countDocuments()).toBe(0);
  });

  it('all that goes through it is undone with it, but for what is meant to be beside it', async () => {
    const [inside, outside] = [newId(), newId()];
    const work = async (tx: Tx): Promise<void> => {
      await notes(tx).insertOne({ _id: inside, version: 1 });
      expect(await notes(tx).findOne({ _id: inside })).not.toBeNull();
      await besideTransaction(() => notes(reader).insertOne({ _id: outside, version: 1 }));
      throw new Error('no');
    };
    await expect(changing(work)).rejects.toThrow('no');
    expect((await notes(reader).find().toArray()).map(({ _id }) => _id)).toEqual([outside]);
  });

  it('nothing is done that no transaction can hold', async () => {
    await expect(changing(async (tx) => notes(tx).drop())).rejects.toThrow(
      'drop cannot be part of a transaction',
    );
  });
});

it('A newer row of a read model stays where an older one comes after it', async () => {
  const _id = newId();
  for (const [version, text] of [
    [2, 'second'],
    [3, 'third'],
    [1, 'first'],
    [3, 'again'],
  ] as const)
    await changing((tx) => putIfNewer(notes(tx), { _id, version, text }));
  expect(await notes(reader).findOne({ _id })).toEqual({ _id, version: 3, text: 'third' });
});
