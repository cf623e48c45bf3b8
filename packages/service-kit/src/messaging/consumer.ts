import type { ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import {
  Envelope,
  type EventDefinition,
  type EventOf,
  eventCatalogue,
  eventStream,
  eventSubject,
} from '@skein/contracts';
import type { Db, MongoClient } from 'mongodb';
import { z } from 'zod';
import type { Log } from '../log.ts';
import { declareCollection } from '../storage/collections.ts';
import { holdsNobody } from '../storage/holdings.ts';
import { inTransaction, isMongoUnavailable } from '../storage/mongo.ts';
import { rowsIn } from '../storage/rows.ts';
import { inNetwork, type Tx } from '../storage/transaction.ts';
import { withTrace } from '../trace.ts';
import { type Applicable, nextBatch, type Readable, type Received } from './batches.ts';
import { bury } from './dead-letters.ts';
import { ackWaitMs, ensureConsumer, type Nats } from './nats.ts';
import { createRecorder } from './outbox.ts';

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

/** A durable reader of one stream. */
export interface ConsumerDeclaration<A extends Applicable = Applicable> {
  readonly name: string;
  readonly stream: (prefix: string) => string;
  readonly filters: (prefix: string) => string[];
  /** Reads a message; throws with the reason where it cannot be one of ours. */
  readonly read: (message: JsMsg) => A;
  /** Applies all that shares a transaction at once, where that is cheaper than one after the other. */
  applyAll?(items: readonly A[], tx: Tx): Promise<void>;
  /** How many messages may be out with all its readers at once, 5,000 unless said: a bound on memory where they are large. */
  readonly unacknowledged?: number;
  /** How many messages one reader may hold at once, 1,000 unless said. */
  readonly held?: number;
  /**
   * How many transactions one reader may have under way at once, one unless said. With more, messages are applied in no
   * order, as they are by several readers; a further one begins only once it would be full.
   */
  readonly together?: number;
}

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

const defaultDelays = [200, 1_000, 5_000, 15_000, 60_000];
type Handlers = Record<string, (event: never, tx: Tx) => Promise<void>>;

/** Pairs an event with what a consumer does on it, keeping the event's exact type. */
export const on = <D extends EventDefinition>(
  definition: D,
  handle: (event: EventOf<D>, tx: Tx) => Promise<void>,
) => [definition, handle] as const;

type Subscription = readonly [EventDefinition, (event: never, tx: Tx) => Promise<void>];

/** Declares a consumer of one service's events. */
export const eventConsumer = (name: string, ...subscriptions: Subscription[]): ConsumerDeclaration => {
  const [publisher, ...others] = new Set(subscriptions.map(([{ service }]) => service));
  if (!publisher || others.length) throw new Error(`${name} must follow the events of one service`);
  const handlers: Handlers = Object.fromEntries(
    subscriptions.map(([definition, handle]) => [definition.type, handle]),
  );
  return {
    name,
    stream: (prefix) => eventStream(prefix, publisher),
    filters: (prefix) =>
      subscriptions.map(([d]) => `${prefix}.*.${d.service}.${d.aggregate}.${d.event}.v${d.version}`),
    read: (message) => {
      const event = readEvent(message);
      const handle = handlers[event.type];
      if (!handle) throw new Error(`${name} does not read ${event.type}`);
      return {
        key: event.id,
        traceparent: event.traceparent,
        apply: (tx) => handle(event as never, inNetwork(tx, event.network)),
      };
    },
  };
};

/** Parses a message by the envelope's schema and its event's, and holds it to its subject; the error says what is wrong. */
export const readEvent = (message: Pick<JsMsg, 'json' | 'subject'>): Envelope => {
  const envelope = Envelope.parse(message.json());
  const definition = eventCatalogue.get(envelope.type);
  if (!definition) throw new Error(`no event has the type ${envelope.type}`);
  const [, ...named] = message.subject.split('.');
  if (`.${named.join('.')}` !== eventSubject('', envelope.network, definition))
    throw new Error('the subject and the envelope disagree on the network, or on what it is');
  return { ...envelope, data: definition.data.parse(envelope.data) };
};

export interface RunningConsumer {
  readonly name: string;
  stop(): Promise<void>;
}

/**
 * Reads the stream and applies each message once: what a handler writes and the message's key in the inbox are one
 * transaction. Messages that wait while a transaction runs share the next one; where that fails, each goes alone, so
 * that one bad message holds up no other.
 */
export const startConsumer = async (
  host: ConsumerHost,
  declaration: ConsumerDeclaration,
): Promise<RunningConsumer> => {
  const { db, client, nats, log, prefix, retryDelaysMs: delays = defaultDelays } = host;
  const { name, unacknowledged = 5_000, held = 1_000, together = 1 } = declaration;
  let stopping = false;
  let messages: ConsumerMessages | undefined;
  let waiting: Received[] = [];
  const inWork = new Map<readonly Received[], Promise<void>>();

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

  const giveBack = async (message: JsMsg, error: unknown): Promise<void> => {
    const { deliveryCount } = message.info;
    if (!isMongoUnavailable(error) && deliveryCount > delays.length) {
      log.error({ consumer: name, err: error }, 'a message failed too often and is set aside');
      await bury(nats, prefix, name, message, reasonOf(error)).catch(() => message.nak(5_000));
      return;
    }
    log.warn({ consumer: name, deliveryCount, err: error }, 'a message failed and will come again');
    message.nak(delays[Math.min(deliveryCount, delays.length) - 1] ?? 1_000);
  };

  const process = async (batch: readonly Received[]): Promise<void> => {
    const readable = batch.filter((one): one is Readable => one.item !== undefined);
    for (const { message, item, error } of batch) {
      if (item) continue;
      log.error({ consumer: name, sequence: message.seq }, 'a message does not parse and is set aside');
      await bury(nats, prefix, name, message, reasonOf(error)).catch(() => message.nak(5_000));
    }
    try {
      if (readable.length) await applyTogether(readable);
      for (const { message } of readable) message.ack();
    } catch {
      for (const one of readable) {
        await applyTogether([one]).then(
          () => one.message.ack(),
          (error: unknown) => giveBack(one.message, error),
        );
      }
    }
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
        }),
      );
    }
  };

  const declare = (): Promise<void> =>
    ensureConsumer(nats, declaration.stream(prefix), name, declaration.filters(prefix), unacknowledged);

  const consume = async (declared: boolean): Promise<ConsumerMessages> => {
    // Whatever ended the reading before may have taken the consumer with it.
    if (!declared) await declare();
    const consumer = await nats.js.consumers.get(declaration.stream(prefix), name);
    return consumer.consume({
      max_messages: Math.min(held, unacknowledged),
      abort_on_missing_resource: true,
      callback: (message) => {
        waiting.push(receive(message));
        begin();
      },
    });
  };

  const read = async (): Promise<void> => {
    for (let declared = true; !stopping; declared = false) {
      try {
        messages = await consume(declared);
        if (stopping) messages.stop();
        await messages.closed();
      } catch (error) {
        if (!stopping) log.warn({ consumer: name, err: error }, 'the stream cannot be read yet');
      }
      if (!stopping) await new Promise((resolve) => setTimeout(resolve, 250));
    }
  };

  await declare();
  // What is in hand, or waits behind it, must not be taken for a dead reader's and given to another.
  const alive = setInterval(() => {
    for (const { message } of [...[...inWork.keys()].flat(), ...waiting]) message.working();
  }, ackWaitMs / 3);
  const reading = read();
  return {
    name,
    stop: async () => {
      stopping = true;
      await messages?.close();
      await Promise.all(inWork.values());
      clearInterval(alive);
      for (const { message } of waiting) message.nak();
      await reading;
    },
  };
};

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 2_000);
