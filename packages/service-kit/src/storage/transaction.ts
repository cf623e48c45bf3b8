import type { EventDefinition } from '@skein/contracts';
import type { ClientSession, Collection, Db, Document, Filter } from 'mongodb';
import type { NewEvent } from '../messaging/outbox.ts';

/** One transaction in progress: everything a handler writes goes through it, and so happens together or not at all. */
export interface Tx {
  readonly session: ClientSession;
  readonly db: Db;
  readonly now: Date;
  /** Ids that the audit line of a request names: those of its events, and what a handler adds. */
  readonly concerned: Set<string>;
  record<D extends EventDefinition>(definition: D, event: NewEvent<D>): void;
}

/**
 * Writes a read model's document unless a newer version of it is there already: events may come again, or late.
 * `set` must hold the whole document.
 */
export const putIfNewer = async <T extends Document & { _id: string; version: number }>(
  collection: Collection<T>,
  document: T,
  tx: Pick<Tx, 'session'>,
): Promise<void> => {
  const { _id, version } = document;
  const current = await collection.findOne({ _id } as Filter<T>, {
    session: tx.session,
    projection: { version: 1 },
  });
  if (current && current.version >= version) return;
  await collection.replaceOne({ _id } as Filter<T>, document as never, { session: tx.session, upsert: true });
};
