import { duplicatesContract, erasureContract, ReceiptLine, type ServiceName } from '@skein/contracts';
import { z } from 'zod';
import { type ConsumerDeclaration, eventConsumer, on } from '../messaging/event-consumer.ts';
import { declareCollection } from '../storage/collections.ts';
import { holds, showsNothing } from '../storage/holdings.ts';
import { rowsIn } from '../storage/rows.ts';
import type { Reader, Tx } from '../storage/transaction.ts';

const keptMs = 90 * 24 * 60 * 60_000;

const Counts = z.object({ removed: z.int(), changed: z.int(), kept: z.int() });
export type Counts = z.infer<typeof Counts>;

/** How far a sweep is in one collection, by its name: which others there are, and in what order, may change meanwhile. */
const SweptCollection = Counts.extend({
  collection: z.string(),
  /** The last row that was gone over; absent once all were. */
  after: z.string().optional(),
});
export type SweptCollection = z.infer<typeof SweptCollection>;

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
  /** How far the present sweep is, in the collections that it has come to. */
  swept: z.array(SweptCollection).optional(),
  /** What a sweep has instead that an earlier version began: places in the list of collections that it knew. */
  place: z.int().optional(),
  after: z.string().optional(),
  counts: z.array(Counts).optional(),
  /** What there was outside of the database: looked for first, while what leads there is still known. */
  elsewhere: z.array(ReceiptLine).optional(),
  /** An erased person's id is forgotten too. That of a merged one stays: it leads to who they are. */
  forgetAt: z.date().optional(),
});
export type DepartureRow = z.infer<typeof DepartureRow>;

export const departureCollection = declareCollection({
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
});

const departures = rowsIn(departureCollection);

export const findDeparture = (reader: Reader, person: string): Promise<DepartureRow | null> =>
  departures(reader).findOne({ _id: person, network: reader.network });

export const putDeparture = async (tx: Tx, row: DepartureRow): Promise<void> => {
  await departures(tx).replaceOne({ _id: row._id, network: tx.network }, row);
};

/** Notes what there was outside of the database. */
export const noteElsewhere = async (reader: Reader, person: string, lines: ReceiptLine[]): Promise<void> => {
  await departures(reader).updateOne(
    { _id: person, network: reader.network },
    { $set: { elsewhere: lines } },
  );
};

/** Lets the others go first, until then. */
export const putOff = async (reader: Reader, person: string, dueAt: Date): Promise<void> => {
  await departures(reader).updateOne({ _id: person, network: reader.network }, { $set: { dueAt } });
};

/** Whose turn it is, of all networks. */
export const dueInAllNetworks = (
  { db }: Pick<Reader, 'db'>,
  now: Date,
  limit: number,
): Promise<DepartureRow[]> =>
  departures({ db })
    .find({ dueAt: { $lte: now } })
    .sort({ dueAt: 1 })
    .limit(limit)
    .toArray();

/** Who somebody is now, where they were merged; undefined where they never left, or were erased. */
export const whoIsNow = async (reader: Reader, person: string): Promise<string | undefined> => {
  const row = await findDeparture(reader, person);
  if (!row?.kept) return undefined;
  return (await whoIsNow(reader, row.kept)) ?? row.kept;
};

/** Notes that somebody left for good, for the loop that goes over what there is of them. */
export const depart = async (tx: Tx, person: string, kept?: string): Promise<void> => {
  const { now, network } = tx;
  const row = {
    ...(kept ? { kept } : { forgetAt: new Date(now.getTime() + keptMs) }),
    sweeps: 0,
    dueAt: now,
    swept: [],
  };
  await departures(tx).updateOne({ _id: person, network }, { $setOnInsert: row }, { upsert: true });
};

/**
 * Notes who has left, for the loop that then goes over what this service holds. Every service follows these, as every
 * one answers what it holds of a person: were it each one's own to say so, one could forget it.
 */
export const departureConsumer = (service: ServiceName): ConsumerDeclaration =>
  eventConsumer(
    `${service}-departures`,
    on(erasureContract.events.personErased, ({ data }, tx) => depart(tx, data.person)),
    on(duplicatesContract.events.personMerged, ({ data }, tx) => depart(tx, data.person, data.kept)),
  );

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
