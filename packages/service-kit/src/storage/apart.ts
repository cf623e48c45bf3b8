import type { Collection, Db, Document } from 'mongodb';
import type { z } from 'zod';
import { type CollectionDeclaration, ensureCollections } from './collections.ts';
import { isDuplicateKey } from './mongo.ts';
import { rowsIn } from './rows.ts';
import type { Reader } from './transaction.ts';

/*
 * MongoDB's files keep the second in which each row was written, in the collection and in its indexes, long after the
 * row says nothing of it. Where that second would join two things which nothing else joins, the rows of one matter lie
 * apart while it goes on, in collections of their own. Then they are brought home, which writes them anew in random
 * order, and those apart are dropped with their files.
 */

type Rows<S extends z.ZodType = z.ZodType> = Pick<CollectionDeclaration<S>, 'name' | 'schema'>;
type Where = Pick<Reader, 'db' | 'session'>;

const between = '.apart.';
const apartFrom = <S extends z.ZodType>(
  { name, schema, people, apart = [] }: CollectionDeclaration<S>,
  matter: string,
): CollectionDeclaration<S> => ({
  ...{ name: `${name}${between}${matter}`, schema, people, indexes: apart },
  clustered: true,
});

/** The rows of one matter that lie apart, for the store that owns the collection. */
export const rowsApart =
  <S extends z.ZodType<Document>>(declaration: CollectionDeclaration<S>) =>
  (reader: Where, matter: string): Collection<z.output<S>> =>
    rowsIn<S>(apartFrom(declaration, matter))(reader);

const made = new WeakMap<Db, Set<string>>();

/**
 * Makes the collections in which the rows of a matter lie apart, if they are not there yet; once a process. To be called
 * before something is written there: a transaction would make one without its order and its rules.
 */
export const makeApart = async (
  db: Db,
  declarations: readonly CollectionDeclaration[],
  matter: string,
): Promise<void> => {
  const known = made.get(db) ?? new Set();
  made.set(db, known);
  const missing = declarations
    .map((declaration) => apartFrom(declaration, matter))
    .filter(({ name }) => !known.has(name));
  if (missing.length === 0) return;
  await ensureCollections(db, missing);
  for (const { name } of missing) known.add(name);
};

const atOnce = 1_000;

/** Each is to be there in the end: one that is there already was brought by somebody who was ended in the middle. */
const insertMissing = async (home: Collection<Document>, rows: readonly Document[]): Promise<void> => {
  try {
    await home.insertMany([...rows], { ordered: false });
  } catch (error) {
    const { writeErrors } = error as { writeErrors?: { code: number } | { code: number }[] };
    if (!isDuplicateKey(error) || [writeErrors ?? []].flat().some(({ code }) => code !== 11000)) throw error;
  }
};

/** Writes the rows that lie apart to the collection itself, in random order. It may be ended anywhere and done again. */
export const bringHome = async (
  reader: Pick<Reader, 'db'>,
  declaration: CollectionDeclaration<z.ZodType<Document>>,
  matter: string,
): Promise<void> => {
  const [home, apart] = [rowsIn(declaration)(reader), rowsApart(declaration)(reader, matter)];
  const shuffled = apart.aggregate(
    [{ $set: { ':order': { $rand: {} } } }, { $sort: { ':order': 1 } }, { $unset: ':order' }],
    { allowDiskUse: true, batchSize: atOnce },
  );
  let rows: Document[] = [];
  for await (const row of shuffled) {
    rows.push(row);
    if (rows.length < atOnce) continue;
    await insertMissing(home as Collection<Document>, rows);
    rows = [];
  }
  if (rows.length) await insertMissing(home as Collection<Document>, rows);
};

const namespaceNotFound = 26;

/** Drops the collections in which the rows of a matter lay apart, with their files. */
export const dropApart = async (
  { db }: Pick<Reader, 'db'>,
  declarations: readonly Rows[],
  matter: string,
): Promise<void> => {
  for (const { name } of declarations) {
    const apart = `${name}${between}${matter}`;
    await db.dropCollection(apart).catch((error: { code?: number }) => {
      if (error.code !== namespaceNotFound) throw error;
    });
    made.get(db)?.delete(apart);
  }
};

/** The names of all collections in which rows of this one lie apart. */
export const namesApart = async (
  { db }: Pick<Reader, 'db'>,
  { name }: Pick<Rows, 'name'>,
): Promise<string[]> => {
  const filter = { name: { $regex: `^${name}\\.apart\\.` } };
  return (await db.listCollections(filter, { nameOnly: true }).toArray()).map((one) => one.name);
};
