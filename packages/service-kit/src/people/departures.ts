import { duplicatesContract, erasureContract, ReceiptLine, type ServiceName } from '@skein/contracts';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';
import { type ConsumerDeclaration, eventConsumer, on } from '../messaging/consumer.ts';
import type { CollectionDeclaration } from '../storage/collections.ts';
import { holds, showsNothing } from '../storage/holdings.ts';
import type { Tx } from '../storage/transaction.ts';
import type { Held, Swept } from './sweep.ts';

const minute = 60_000;
/** What comes late (a message read again, a request that was under way) is swept up by going over all again then. */
const againAfterMs = [minute, 60 * minute, 24 * 60 * minute];
const keptMs = 90 * 24 * 60 * minute;

/** Somebody who left for good: their id, and how far this service has got with what it held of them. */
export const DepartureRow = z.object({
  /** The person's id. */
  _id: z.string(),
  network: z.string(),
  /** Who they are now, where they were in the network twice. */
  kept: z.string().optional(),
  sweeps: z.int(),
  /** Absent once there is nothing more to do. */
  dueAt: z.date().optional(),
  /** How far the present sweep is: the place among the collections, and the last row there. */
  place: z.int(),
  after: z.string().optional(),
  /** What there was outside of the database: looked for first, while what leads there is still known. */
  elsewhere: z.array(ReceiptLine).optional(),
  counts: z.array(z.object({ removed: z.int(), changed: z.int(), kept: z.int() })),
  /** An erased person's id is forgotten too. That of a merged one stays: it leads to who they are. */
  forgetAt: z.date().optional(),
});
export type DepartureRow = z.infer<typeof DepartureRow>;

export const departureCollection: CollectionDeclaration = {
  name: 'departures',
  schema: DepartureRow,
  indexes: [
    { key: { dueAt: 1 } },
    { key: { network: 1, kept: 1 } },
    { key: { forgetAt: 1 }, expireAfterSeconds: 0 },
  ],
  people: holds<DepartureRow>({
    title: 'That you were forgotten',
    at: ['_id', 'kept'],
    show: showsNothing,
    erase: { does: 'keep', why: 'An id alone, so that what arrives late is erased too; for 90 days.' },
    merge: { does: 'stay' },
  }),
};

export const departures = (db: Db) => db.collection<DepartureRow>('departures');

/** Who somebody is now, where they were merged; undefined where they never left, or were erased. */
export const whoIsNow = async (
  db: Db,
  network: string,
  person: string,
  session?: ClientSession,
): Promise<string | undefined> => {
  const row = await departures(db).findOne({ _id: person, network }, session ? { session } : {});
  if (!row?.kept) return undefined;
  return (await whoIsNow(db, network, row.kept, session)) ?? row.kept;
};

/** Notes that somebody left for good, for the loop that goes over what there is of them. */
export const depart = async (tx: Tx, network: string, person: string, kept?: string): Promise<void> => {
  const { now } = tx;
  const row = {
    network,
    ...(kept ? { kept } : { forgetAt: new Date(now.getTime() + keptMs) }),
    sweeps: 0,
    dueAt: now,
    place: 0,
    counts: [],
  };
  await departures(tx.db).updateOne(
    { _id: person },
    { $setOnInsert: row },
    { session: tx.session, upsert: true },
  );
};

/** Notes who has left, for the loop that then goes over what this service holds. */
export const departureConsumer = (service: ServiceName): ConsumerDeclaration =>
  eventConsumer(
    `${service}-departures`,
    on(erasureContract.events.personErased, ({ data, network }, tx) => depart(tx, network, data.person)),
    on(duplicatesContract.events.personMerged, ({ data, network }, tx) =>
      depart(tx, network, data.person, data.kept),
    ),
  );

const noCounts = { removed: 0, changed: 0, kept: 0 };

/** The row after a step in the collection it was at. */
export const advanced = (row: DepartureRow, { after, erased: _erased, ...did }: Swept): DepartureRow => {
  const { after: _, ...rest } = row;
  const before = row.counts[row.place] ?? noCounts;
  const sum = {
    removed: before.removed + did.removed,
    changed: before.changed + did.changed,
    kept: before.kept + did.kept,
  };
  const counts = [...row.counts.slice(0, row.place), sum];
  return after === undefined ? { ...rest, counts, place: row.place + 1 } : { ...rest, counts, after };
};

/** The row once everything was gone over; there may be a next time. */
export const finished = (row: DepartureRow, now: Date): DepartureRow => {
  const { dueAt: _, after: __, ...rest } = row;
  const wait = againAfterMs[row.sweeps];
  return {
    ...rest,
    sweeps: row.sweeps + 1,
    place: 0,
    counts: [],
    ...(wait !== undefined && { dueAt: new Date(now.getTime() + wait) }),
  };
};

/** What there was, of the places that held anything. */
export const linesOf = (service: ServiceName, row: DepartureRow, held: readonly Held[]): ReceiptLine[] =>
  held.flatMap(({ holding }, place): ReceiptLine[] => {
    const { removed, changed, kept } = row.counts[place] ?? noCounts;
    if (removed + changed + kept === 0) return [];
    const { erase } = holding;
    const stays = changed + kept > 0 && 'why' in erase;
    return [{ service, what: holding.title, removed, changed, kept, ...(stays && { why: erase.why }) }];
  });

/** Tells, once, that everything was gone over. */
export const tellCarriedOut = (
  tx: Tx,
  service: ServiceName,
  { _id: person, network, kept }: DepartureRow,
  lines: ReceiptLine[],
): void => {
  const data = { person, ...(kept && { kept }), lines };
  tx.record(erasureContract.events.carriedOut[service], { network, subject: person, version: 1, data });
};
