import { randomBytes } from 'node:crypto';
import type { MongoClient, Timestamp } from 'mongodb';
import { z } from 'zod';
import { declareCollection } from './collections.ts';
import { holdsNobody } from './holdings.ts';
import { rowsIn } from './rows.ts';
import type { Reader } from './transaction.ts';

/*
 * MongoDB's replication log has every write with its moment. It is bounded in size and, by its settings, in time only
 * from below: on a quiet server a write stays in it for weeks. So what is older than some time is written out of it.
 */

const Filler = z.object({ _id: z.string(), bytes: z.custom<Uint8Array>().optional() });

export const replicationFillerCollection = declareCollection({
  name: 'replication_filler',
  schema: Filler,
  grows: 'one row',
  people: holdsNobody('random bytes, or none'),
});

const filler = rowsIn(replicationFillerCollection);

/** A log larger than this, in bytes, would take too much writing. */
const largest = 256 * 1024 * 1024;
const piece = 1024 * 1024;
/** Part of the log that one step writes. */
const parts = 16;

/** How far back the log reaches: to that moment at most, further, or further and too large to change that. */
export type LogReach = 'short' | 'long' | 'too-large';

/** Writes some of the replication log over where it reaches back beyond a moment. To be called until it does not. */
export const shortenReplicationLog = async (
  client: MongoClient,
  reader: Pick<Reader, 'db'>,
  until: Date,
): Promise<LogReach> => {
  // Asked of the server and not of the log itself: whoever may read that reads every service's writes.
  const { oplog } = await client.db('admin').command({ serverStatus: 1, oplog: 1 });
  const earliest = oplog?.earliestOptime as Timestamp | undefined;
  if (!earliest || earliest.getHighBits() * 1000 >= until.getTime()) {
    await filler(reader).updateOne({ bytes: { $exists: true } }, { $unset: { bytes: '' } });
    return 'short';
  }
  const { maxSize } = await client.db('local').command({ collStats: 'oplog.rs' });
  if (maxSize > largest) return 'too-large';
  for (let written = 0; written < maxSize / parts; written += piece) {
    const change = { $set: { bytes: randomBytes(piece) } };
    await filler(reader).updateOne({ _id: 'filler' }, change, { upsert: true });
  }
  return 'long';
};
