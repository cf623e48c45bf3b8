import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createLog } from '../log.ts';
import { testEnvironment } from '../testing/index.ts';
import { declareCollection, ensureCollections } from './collections.ts';
import { holdsNobody } from './holdings.ts';
import { type Migration, migrate, migrationCollection, misfits } from './migrations.ts';
import { connectMongo } from './mongo.ts';
import { rowsIn } from './rows.ts';

const environment = testEnvironment();
const people = holdsNobody('what this test writes');
const log = createLog('test', 'silent');
let client: Awaited<ReturnType<typeof connectMongo>>;
let made = 0;

beforeAll(async () => {
  client = await connectMongo(environment.SKEIN_MONGO_URL ?? '', 'test');
});
afterAll(() => client.close());

/** A database as an earlier version left it: words without the length that this version declares. */
const earlier = async (words: readonly string[]) => {
  made += 1;
  const db = client.db(`${environment.SKEIN_PREFIX}_migrations_${made}`);
  const before = declareCollection({ name: 'words', schema: z.object({ _id: z.string() }), people });
  await ensureCollections(db, [before, migrationCollection]);
  if (words.length) await rowsIn(before)({ db }).insertMany(words.map((_id) => ({ _id })));
  return { db, log };
};

const wordsCollection = declareCollection({
  name: 'words',
  schema: z.object({ _id: z.string(), length: z.int() }),
  people,
});
const words = rowsIn(wordsCollection);

/** Measures one word after the other; `stopAt` is where the process dies. */
const measuring = (stopAt?: string): Migration<Awaited<ReturnType<typeof earlier>>> => ({
  number: 1,
  what: 'Words have their length',
  run: async ({ db }) => {
    const open = await words({ db })
      .find({ length: { $exists: false } } as never)
      .sort({ _id: 1 })
      .toArray();
    for (const { _id } of open) {
      if (_id === stopAt) throw new Error('the power went');
      await words({ db }).updateOne({ _id }, { $set: { length: _id.length } });
    }
  },
});

describe('a migration', () => {
  it('is made once, and what changes later is left to its writers', async () => {
    const context = await earlier(['yarn']);
    await ensureCollections(context.db, [wordsCollection]);
    await migrate(context, [measuring()]);
    await words(context).updateOne({ _id: 'yarn' }, { $set: { length: 0 } });
    await migrate(context, [measuring()]);
    expect(await words(context).find({}).toArray()).toEqual([{ _id: 'yarn', length: 0 }]);
  });

  it('that is stopped in the middle says so, and goes on at the next start', async () => {
    const context = await earlier(['a', 'bb', 'ccc']);
    const changed = await ensureCollections(context.db, [wordsCollection]);
    expect(changed.map(({ name }) => name)).toEqual(['words']);
    await expect(migrate(context, [measuring('bb')])).rejects.toThrow(
      'Migration 1 (“Words have their length”) stopped: the power went',
    );
    expect(await misfits(context.db, changed)).toEqual(['words']);
    await migrate(context, [measuring()]);
    expect(await misfits(context.db, changed)).toEqual([]);
    expect((await words(context).find({}).toArray()).map(({ length }) => length)).toEqual([1, 2, 3]);
  });

  it('of a higher number waits for those of lower ones, and no number is given twice', async () => {
    const context = await earlier([]);
    const order: number[] = [];
    const numbered = (number: number, fails = false): Migration<typeof context> => ({
      number,
      what: `${number}`,
      run: async () => {
        if (fails) throw new Error('not yet');
        order.push(number);
      },
    });
    await expect(migrate(context, [numbered(3), numbered(2, true), numbered(1)])).rejects.toThrow(
      'Migration 2',
    );
    await migrate(context, [numbered(3), numbered(2), numbered(1)]);
    expect(order).toEqual([1, 2, 3]);
    await expect(migrate(context, [numbered(4), numbered(4)])).rejects.toThrow('the number 4');
  });

  it('may be made by several processes at once', async () => {
    const context = await earlier(['a', 'bb']);
    await ensureCollections(context.db, [wordsCollection]);
    await Promise.all([1, 2, 3].map(() => migrate(context, [measuring()])));
    expect(await misfits(context.db, [wordsCollection])).toEqual([]);
  });
});

describe('an index that an earlier version declared otherwise', () => {
  it.each([
    [
      { key: { at: 1 }, expireAfterSeconds: 60 },
      { key: { at: 1 }, expireAfterSeconds: 120 },
    ],
    [{ key: { at: 1 } }, { key: { at: 1 }, unique: true }],
    [
      { key: { at: 1 }, name: 'expiry' },
      { key: { at: -1 }, name: 'expiry' },
    ],
  ] as const)('%o becomes %o at the next start', async (before, after) => {
    const { db } = await earlier([]);
    const declared = (index: object) =>
      declareCollection({
        name: 'dated',
        schema: z.object({ _id: z.string(), at: z.date() }),
        indexes: [index as never],
        people,
      });
    await ensureCollections(db, [declared(before)]);
    await Promise.all([1, 2].map(() => ensureCollections(db, [declared(after)])));
    const there = await db.collection('dated').indexes();
    expect(there).toContainEqual(expect.objectContaining(after));
    expect(there).toHaveLength(2);
  });

  it('and that rows stand against is refused with the collection’s name', async () => {
    const { db } = await earlier(['a', 'bb']);
    const unique = { ...wordsCollection, indexes: [{ key: { length: 1 }, unique: true }] };
    await expect(ensureCollections(db, [unique])).rejects.toThrow(
      'words: an index allows one row where there are two',
    );
  });
});
