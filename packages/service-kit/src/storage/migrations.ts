import type { Db } from 'mongodb';
import { z } from 'zod';
import type { Log } from '../log.ts';
import { type CollectionDeclaration, declareCollection, mongoSchema } from './collections.ts';
import { holdsNobody } from './holdings.ts';
import { rowsIn } from './rows.ts';

const MigrationRow = z.object({ _id: z.string(), number: z.int(), what: z.string(), at: z.date() });

export const migrationCollection = declareCollection({
  name: 'migrations',
  schema: MigrationRow,
  grows: 'one for each migration',
  people: holdsNobody('which changes of what is stored were made, and when'),
});

const migrations = rowsIn(migrationCollection);

/**
 * Brings what an earlier version stored to what this one declares. It is made once in each database, before anything
 * else of the service runs; several processes may be at it at once, and one may die in the middle: so it looks for what
 * is still to do, does that in batches that are whole in themselves, and does nothing where all is done.
 */
export interface Migration<Context> {
  /** In a service, migrations are made in the order of their numbers, and a number is never used twice. */
  readonly number: number;
  /** What is so after it: “People can be found by what is on their rows”. */
  readonly what: string;
  readonly run: (context: Context) => Promise<void>;
}

/** Makes the migrations that this database has not had yet, the lowest number first. Throws with the one that failed. */
export const migrate = async <Context extends { readonly db: Db; readonly log: Log }>(
  context: Context,
  declared: readonly Migration<Context>[],
): Promise<void> => {
  const { db, log } = context;
  const inOrder = declared.toSorted((a, b) => a.number - b.number);
  const twice = inOrder.find(({ number }, index) => inOrder[index + 1]?.number === number);
  if (twice) throw new Error(`Two migrations have the number ${twice.number}; give the newer one the next.`);
  const rows = await migrations({ db }).find({}).toArray();
  const done = new Set(rows.map(({ number }) => number));
  for (const { number, what, run } of inOrder.filter((one) => !done.has(one.number))) {
    log.info({ migration: number, what }, 'a migration begins');
    try {
      await run(context);
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error);
      throw new Error(
        `Migration ${number} (“${what}”) stopped: ${cause}\n` +
          'What it did holds; it goes on from there at the next start, once the cause is mended.',
        { cause: error },
      );
    }
    const row = { number, what, at: new Date() };
    await migrations({ db }).updateOne({ _id: String(number) }, { $setOnInsert: row }, { upsert: true });
  }
};

/**
 * Says which collections have rows that their schema refuses: no change of such a row would pass. To be asked after a
 * schema changed, once the migrations are made.
 */
export const misfits = async (
  db: Db,
  declarations: readonly Pick<CollectionDeclaration, 'name' | 'schema'>[],
): Promise<string[]> => {
  const found = await Promise.all(
    declarations.map(async (declaration) => {
      const refused = { $nor: [{ $jsonSchema: mongoSchema(declaration.schema) }] };
      const one = await rowsIn(declaration as never)({ db }).findOne(refused, { projection: { _id: 1 } });
      return one ? [declaration.name] : [];
    }),
  );
  return found.flat();
};
