import { type bucketName, eventStream, prefixed, type ServiceName } from '@skein/contracts';
import type { Db } from 'mongodb';
import { z } from 'zod';
import type { Log } from '../log.ts';
import { type Loop, startLoop } from '../loop.ts';
import { declareCollection } from '../storage/collections.ts';
import { holdsNobody } from '../storage/holdings.ts';
import { rowsIn } from '../storage/rows.ts';
import { ensureStreams, type Nats, streamInfo } from './nats.ts';
import { outbox } from './outbox.ts';

const FilledRow = z.object({ _id: z.string(), created: z.string() });

export const filledCollection = declareCollection({
  name: 'filled_streams',
  schema: FilledRow,
  grows: 'one for each stream and bucket',
  people: holdsNobody('which of its streams and buckets the service has filled, by when they were made'),
});

const filled = rowsIn(filledCollection);

/** A bucket that a service fills, and how that is done again after it was lost. */
export interface Refill {
  readonly bucket: Parameters<typeof bucketName>[1];
  /** Has every entry written anew from the records; it may stop anywhere, and is then called again. */
  readonly refill: () => Promise<void>;
}

/** A bucket whose entries are kept nowhere else, by intent. */
export interface Irrecoverable extends Pick<Refill, 'bucket'> {
  readonly irrecoverable: string;
}

interface Source {
  readonly stream: string;
  readonly fill: () => Promise<void>;
}

interface Ground {
  readonly db: Db;
  readonly nats: Nats;
  readonly log: Log;
  readonly prefix: string;
  readonly service: ServiceName;
}

/** What is published already goes out once more: the consumers know by their inboxes what they have applied. */
const publishAgain = async (db: Db): Promise<void> => {
  await outbox({ db }).updateMany({ published: { $ne: null } }, { $set: { published: null } });
};

const look = async ({ db, nats, log }: Ground, { stream, fill }: Source): Promise<void> => {
  const info = await streamInfo(nats, stream);
  if (!info) throw new Error(`the stream ${stream} is not there`);
  const { created } = info;
  const known = await filled({ db }).findOne({ _id: stream });
  if (known?.created === created) return;
  // A service that never noted it yet: what an earlier version filled is full.
  const isFull = !known && info.state.messages > 0;
  if (!isFull) {
    if (known) log.warn({ stream }, 'a stream was lost and is filled again');
    await fill();
  }
  await filled({ db }).updateOne({ _id: stream }, { $set: { created } }, { upsert: true });
};

/**
 * Fills the service's stream and its buckets again where they were lost, as with NATS' folder: events from the outbox,
 * entries from the records. It looks at the start, before anything is published, and again and again while the service
 * runs. A stream tells by when it was made that it is not the one that was filled.
 */
export const startRefilling = async (ground: Ground, refills: readonly Refill[]): Promise<Loop> => {
  const { db, nats, log, prefix, service } = ground;
  const sources: readonly Source[] = [
    { stream: eventStream(prefix, service), fill: () => publishAgain(db) },
    ...refills.map(({ bucket, refill }) => ({ stream: `KV_${prefixed(prefix, bucket)}`, fill: refill })),
  ];
  const round = async (): Promise<boolean> => {
    const there = await Promise.all(sources.map(({ stream }) => streamInfo(nats, stream)));
    if (there.includes(undefined)) await ensureStreams(nats, prefix);
    for (const source of sources) await look(ground, source);
    return false;
  };
  await round();
  return startLoop('refilling', log, 5_000, round);
};
