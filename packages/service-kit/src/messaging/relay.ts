import { headers } from '@nats-io/transport-node';
import { eventContentType } from '@skein/contracts';
import type { Db } from 'mongodb';
import type { Log } from '../log.ts';
import type { Loop } from '../loop.ts';
import { startLeasedLoop } from '../storage/lease.ts';
import type { Nats } from './nats.ts';
import { type OutboxRow, outbox } from './outbox.ts';

const leaseName = 'outbox-relay';
const leaseMs = 3_000;
const batchSize = 500;

/** Rows in an order in which each aggregate's events follow their versions. */
const unpublished = async (db: Db): Promise<OutboxRow[]> => {
  const rows = await outbox({ db }).find({ published: null }).sort({ _id: 1 }).limit(batchSize).toArray();
  if (rows.length < batchSize) return rows;
  // Processes' clocks differ, so an earlier event of an aggregate may have a later id, beyond this batch.
  const aggregates = [...new Set(rows.map(({ aggregate }) => aggregate))];
  const seen = rows.map(({ _id }) => _id);
  const earlier = await outbox({ db })
    .find({ published: null, aggregate: { $in: aggregates }, _id: { $nin: seen } })
    .toArray();
  return [...rows, ...earlier];
};

const byAggregate = (rows: readonly OutboxRow[]): OutboxRow[][] =>
  [...Map.groupBy(rows, ({ aggregate }) => aggregate).values()].map((group) =>
    group.toSorted((a, b) => a.version - b.version),
  );

/**
 * Publishes what is in the outbox. One process of a service does so at a time, by lease; the change stream only wakes
 * it, the sweep over unpublished rows is the truth. A row published twice is dropped by the stream (`Nats-Msg-Id`),
 * and, past the stream's memory, by each consumer's inbox.
 */
export const startRelay = async (db: Db, nats: Nats, log: Log): Promise<Loop> => {
  const publish = async (row: OutboxRow): Promise<void> => {
    const header = headers();
    header.set('Content-Type', eventContentType);
    await nats.js.publish(row.subject, JSON.stringify(row.envelope), { msgID: row._id, headers: header });
  };
  const publishGroup = async (group: readonly OutboxRow[]): Promise<string[]> => {
    const done: string[] = [];
    for (const row of group) {
      try {
        await publish(row);
      } catch (error) {
        // What follows in this aggregate must not overtake what failed.
        log.warn({ event: row._id, err: error }, 'an event could not be published yet');
        break;
      }
      done.push(row._id);
    }
    return done;
  };
  const loop = startLeasedLoop({ db, log }, leaseName, { idleMs: 1_000, leaseMs }, async (mine) => {
    // Most often there is nothing, and no lease to be written for it.
    if (!(await outbox({ db }).findOne({ published: null }, { projection: { _id: 1 } }))) return false;
    if (!(await mine())) return false;
    const rows = await unpublished(db);
    const published = (await Promise.all(byAggregate(rows).map(publishGroup))).flat();
    await outbox({ db }).updateMany({ _id: { $in: published } }, { $set: { published: new Date() } });
    if (published.length < rows.length)
      throw new Error(`${rows.length - published.length} events are not published`);
    return rows.length >= batchSize;
  });
  const changes = watchInserts(db, loop.wake);
  return {
    wake: loop.wake,
    stop: async () => {
      await changes.close();
      await loop.stop();
    },
  };
};

const watchInserts = (db: Db, wake: () => void) => {
  const changes = outbox({ db }).watch([{ $match: { operationType: 'insert' } }, { $project: { _id: 1 } }], {
    maxAwaitTimeMS: 10_000,
  });
  changes.on('change', wake);
  // Without it the sweep still comes round every second.
  changes.on('error', () => undefined);
  return changes;
};
