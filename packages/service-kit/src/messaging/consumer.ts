import type { JsMsg } from '@nats-io/jetstream';
import type { Db, MongoClient } from 'mongodb';
import { z } from 'zod';
import type { Log } from '../log.ts';
import { attempt, endedTwice } from '../storage/attempts.ts';
import { declareCollection } from '../storage/collections.ts';
import { holdsNobody } from '../storage/holdings.ts';
import { inTransaction } from '../storage/mongo.ts';
import { rowsIn } from '../storage/rows.ts';
import type { Tx } from '../storage/transaction.ts';
import { withTrace } from '../trace.ts';
import { type Applicable, nextBatch, type Readable, type Received } from './batches.ts';
import type { ConsumerDeclaration } from './event-consumer.ts';
import { givingBack, usualDelaysMs } from './giving-back.ts';
import { ackWaitMs, ensureConsumer, type Nats } from './nats.ts';
import { createRecorder } from './outbox.ts';
import { startReading } from './reading.ts';

const InboxRow = z.object({ _id: z.string(), consumer: z.string(), at: z.date() });

export const inboxCollection = declareCollection({
  name: 'inbox',
  schema: InboxRow,
  indexes: [{ key: { consumer: 1 } }, { key: { at: 1 }, expireAfterSeconds: 90 * 24 * 60 * 60 }],
  people: holdsNobody('ids of events'),
});

const inbox = rowsIn(inboxCollection);

/** Lets a consumer apply again what it has applied, as when its read model is built anew. */
export const forgetApplied = async (db: Db, consumer: string): Promise<void> => {
  await inbox({ db }).deleteMany({ consumer });
};

export interface ConsumerHost {
  readonly db: Db;
  readonly client: MongoClient;
  readonly nats: Nats;
  readonly log: Log;
  readonly prefix: string;
  /** Waits before a failed message comes again, by the number of deliveries so far; its length is how often it may fail. */
  readonly retryDelaysMs?: readonly number[];
}

/** Messages of several networks may share a transaction: each is handed it in its own, and none is called this. */
const ofNone = '';

/** After so many failures in a row each message goes alone. */
const hopeless = 8;

/** From this delivery on it is noted that a message is being applied. */
const suspicious = 3;

const hasFailed = ({ message }: Readable): boolean => message.info.deliveryCount > 1;

export interface RunningConsumer {
  readonly name: string;
  stop(): Promise<void>;
}

/**
 * Reads the stream and applies each message once: what a handler writes and the message's key in the inbox are one
 * transaction. Messages that wait while a transaction runs share the next one; where that fails, it is halved until the
 * bad ones are alone. Those come again, later and later; where many do, they are set aside sooner, for while they wait
 * the stream gives as many others less.
 */
export const startConsumer = async (
  host: ConsumerHost,
  declaration: ConsumerDeclaration,
): Promise<RunningConsumer> => {
  const { db, client, nats, log, prefix, retryDelaysMs: delaysMs = usualDelaysMs } = host;
  const { name, unacknowledged = 5_000, held = 1_000, together = 1 } = declaration;
  let stopping = false;
  let waiting: Received[] = [];
  const inWork = new Map<readonly Received[], Promise<void>>();
  const { giveBack, setAside } = givingBack({ nats, log, prefix, name, unacknowledged, delaysMs });

  // Read on arrival, while the database is busy with those before.
  const receive = (message: JsMsg): Received => {
    try {
      return { message, item: declaration.read(message) };
    } catch (error) {
      return { message, error };
    }
  };

  const applyFresh = async (items: readonly Applicable[], tx: Tx): Promise<void> => {
    if (declaration.applyAll) await declaration.applyAll(items, tx);
    else for (const item of items) await withTrace(item.traceparent, () => item.apply(tx));
  };

  const applyTogether = (batch: readonly Readable[]): Promise<void> =>
    inTransaction(client, async (session) => {
      const mine = inbox({ db, session });
      const now = new Date();
      const recorder = createRecorder(prefix, now);
      const keyOf = (item: Applicable): string => `${name}:${item.key}`;
      const keys = batch.map(({ item }) => keyOf(item));
      const applied = new Set((await mine.find({ _id: { $in: keys } }).toArray()).map(({ _id }) => _id));
      const fresh = new Map(
        batch.filter(({ item }) => !applied.has(keyOf(item))).map(({ item }) => [keyOf(item), item]),
      );
      if (fresh.size) {
        await applyFresh([...fresh.values()], { session, db, now, network: ofNone, ...recorder });
        await mine.insertMany([...fresh.keys()].map((_id) => ({ _id, consumer: name, at: now })));
      }
      await recorder.write({ db, session });
    });

  /** How many have failed alone, one after the other: where all do, looking for good ones by halves costs more. */
  let failedInARow = 0;

  /** Applies one; what has come again and again without a failure may be what ends the process each time. */
  const applyNoted = async (one: Readable): Promise<true | undefined> => {
    const work = () => applyTogether([one]).then(() => true as const);
    if (one.message.info.deliveryCount < suspicious) return work();
    const noted = { id: `${name} ${one.item.key}`, place: '' };
    return attempt({ db, log, now: () => new Date() }, noted, work);
  };

  const applyAlone = async (one: Readable): Promise<void> => {
    try {
      if (await applyNoted(one)) one.message.ack();
      else await setAside(one.message, new Error(endedTwice));
      failedInARow = 0;
    } catch (error) {
      failedInARow += 1;
      await giveBack(one.message, error);
    }
  };

  /** Applies a batch; halves it where that fails, since most of it may be good. */
  const applyOrHalve = async (batch: readonly Readable[]): Promise<void> => {
    const [first, ...others] = batch;
    if (!first) return;
    if (others.length === 0) return applyAlone(first);
    try {
      if (failedInARow >= hopeless) throw new Error('the next ones will fail too');
      await applyTogether(batch);
      for (const { message } of batch) message.ack();
    } catch {
      const middle = Math.ceil(batch.length / 2);
      await applyOrHalve(batch.slice(0, middle));
      await applyOrHalve(batch.slice(middle));
    }
  };

  const process = async (batch: readonly Received[]): Promise<void> => {
    const readable = batch.filter((one): one is Readable => one.item !== undefined);
    for (const { message, item, error } of batch) {
      if (item) continue;
      log.error({ consumer: name, sequence: message.seq }, 'a message does not parse and is set aside');
      await setAside(message, error);
    }
    // One that has failed before would most likely take others with it.
    const [again, fresh] = [readable.filter(hasFailed), readable.filter((one) => !hasFailed(one))];
    await applyOrHalve(fresh);
    for (const one of again) await applyAlone(one);
  };

  const mayBegin = (): boolean =>
    waiting.length > 0 &&
    !stopping &&
    (inWork.size === 0 || (inWork.size < together && nextBatch(waiting).isFull));

  const begin = (): void => {
    while (mayBegin()) {
      const { size } = nextBatch(waiting);
      const batch = waiting.slice(0, size);
      waiting = waiting.slice(size);
      inWork.set(
        batch,
        process(batch).finally(() => {
          inWork.delete(batch);
          begin();
          reading.makeRoom();
        }),
      );
    }
  };

  const declare = (): Promise<void> =>
    ensureConsumer(nats, declaration.stream(prefix), name, declaration.filters(prefix), unacknowledged);

  await declare();
  // What is in hand, or waits behind it, must not be taken for a dead reader's and given to another.
  const alive = setInterval(() => {
    for (const { message } of [...[...inWork.keys()].flat(), ...waiting]) message.working();
  }, ackWaitMs / 3);
  const reading = startReading({
    ...{ nats, log, stream: declaration.stream(prefix), name, declare },
    most: Math.min(held, unacknowledged),
    held: () => [...inWork.keys()].reduce((all, batch) => all + batch.length, waiting.length),
    take: (message) => {
      waiting.push(receive(message));
      begin();
    },
  });
  return {
    name,
    stop: async () => {
      stopping = true;
      await reading.stop();
      await Promise.all(inWork.values());
      clearInterval(alive);
      for (const { message } of waiting) message.nak();
    },
  };
};
