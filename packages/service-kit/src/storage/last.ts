import type { ClientSession, Collection, Db, Document } from 'mongodb';

interface Within {
  readonly db: Db;
  readonly session?: ClientSession | undefined;
}

/** The rows of a collection, as `rowsIn` gives them. */
type Rows<T extends Document> = (within: Within) => Collection<T>;

/** What a transaction writes last, so that each collection costs it one call, however many rows there are. */
export interface Last {
  insert<T extends Document & { _id: string }>(into: Rows<T>, row: T): void;
  /** A row that is to be inserted, which no query finds yet. */
  find<T extends Document & { _id: string }>(into: Rows<T>, id: string): T | undefined;
}

/** Collects what is written last in one transaction. */
export const collectLast = (): Last & { write(within: Within): Promise<void> } => {
  const all = new Map<Rows<never>, Map<string, unknown>>();
  return {
    insert: (into, row) => {
      const rows = all.get(into as never) ?? new Map<string, unknown>();
      all.set(into as never, rows.set(row._id, row));
    },
    find: (into, id) => all.get(into as never)?.get(id) as never,
    write: async (within) => {
      for (const [into, rows] of all) await into(within).insertMany([...rows.values()] as never[]);
    },
  };
};
