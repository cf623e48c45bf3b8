import type { Collection, Document, Filter } from 'mongodb';
import type { z } from 'zod';
import type { CollectionDeclaration } from './collections.ts';
import { checkInside, type Reader } from './transaction.ts';

/** At which place each call of the driver takes its options. */
const optionsAt: Readonly<Record<string, number>> = {
  aggregate: 1,
  bulkWrite: 1,
  countDocuments: 1,
  deleteMany: 1,
  deleteOne: 1,
  distinct: 2,
  find: 1,
  findOne: 1,
  findOneAndDelete: 1,
  findOneAndReplace: 2,
  findOneAndUpdate: 2,
  insertMany: 1,
  insertOne: 1,
  replaceOne: 2,
  updateMany: 2,
  updateOne: 2,
};

type Method = (...args: unknown[]) => unknown;

/** The driver's collection, each of whose calls goes through the session. */
const through = <T extends Document>(
  collection: Collection<T>,
  session: NonNullable<Reader['session']>,
): Collection<T> =>
  new Proxy(collection, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      const place = optionsAt[String(name)];
      return (...args: unknown[]): unknown => {
        if (place === undefined) throw new Error(`${String(name)} cannot be part of a transaction`);
        const given = [...args, ...Array(Math.max(0, place - args.length)).fill(undefined)];
        given[place] = { ...(args[place] as object | undefined), session };
        return (value as Method).apply(target, given);
      };
    },
  });

/**
 * The rows of a collection, for the store that owns it: `rowsIn(peopleCollection)(reader)` is the driver's collection,
 * whose every call goes through the reader's transaction, if it is one.
 */
export const rowsIn =
  <S extends z.ZodType<Document>>(declaration: Pick<CollectionDeclaration<S>, 'name' | 'schema'>) =>
  ({ db, session }: Pick<Reader, 'db' | 'session'>): Collection<z.output<S>> => {
    checkInside(session, declaration.name);
    const collection = db.collection<z.output<S>>(declaration.name);
    return session ? through(collection, session) : collection;
  };

/**
 * Writes a read model's document unless a newer version of it is there already: events may come again, or late.
 * `row` must be the whole document.
 */
export const putIfNewer = async <T extends Document & { _id: string; version: number }>(
  rows: Collection<T>,
  row: T,
): Promise<void> => {
  const { _id, version } = row;
  const current = await rows.findOne({ _id } as Filter<T>, { projection: { version: 1 } });
  if (current && current.version >= version) return;
  await rows.replaceOne({ _id } as Filter<T>, row as never, { upsert: true });
};
