import type { Collection, Document } from 'mongodb';
import type { Reader } from './transaction.ts';

/** The rows of a collection, as `rowsIn` gives them. */
type Rows<T extends Document> = (reader: Pick<Reader, 'db' | 'session'>) => Collection<T>;

/** What a transaction writes last, so that each collection costs it one call, however many rows there are. */
export interface Last {
  insert<T extends Document & { _id: string }>(into: Rows<T>, row: T): void;
  /** A row that is to be inserted, which no query finds yet. */
  find<T extends Document & { _id: string }>(into: Rows<T>, id: string): T | undefined;
}

/** Collects what is written last in one transaction. */
export const collectLast = (): Last & { write(tx: Pick<Reader, 'db' | 'session'>): Promise<void> } => {
  const all = new Map<Rows<never>, Map<string, unknown>>();
  return {
    insert: (into, row) => {
      const rows = all.get(into as never) ?? new Map<string, unknown>();
      all.set(into as never, rows.set(row._id, row));
    },
    find: (into, id) => all.get(into as never)?.get(id) as never,
    write: async (tx) => {
      for (const [into, rows] of all) await into(tx).insertMany([...rows.values()] as never[]);
    },
  };
};
