import type { Db, MongoClient } from 'mongodb';
import type { Pace } from '../loop.ts';

const listening = new WeakMap<MongoClient, Set<() => void>>();

/** Tells the loops of this process that a transaction was committed: there may be something to do. */
export const tellWritten = (client: MongoClient): void => {
  for (const listen of listening.get(client) ?? []) listen();
};

const onWritten =
  (client: MongoClient) =>
  (listen: () => void): (() => void) => {
    const listeners = listening.get(client) ?? new Set();
    listening.set(client, listeners.add(listen));
    return () => listeners.delete(listen);
  };

// What another process wrote is waited for this long; asking more often would keep an idle installation busy.
const restMs = 2_000;

/** The pace of a loop over a database: it looks again soon after this process wrote something, and else now and then. */
export const paceIn = ({ client }: Db, idleMs: number): Pace => ({
  idleMs,
  restMs: Math.max(restMs, idleMs),
  onWritten: onWritten(client),
});
