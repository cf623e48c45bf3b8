import type { JsMsg } from '@nats-io/jetstream';
import {
  Envelope,
  type EventDefinition,
  type EventOf,
  eventCatalogue,
  eventStream,
  eventSubject,
} from '@skein/contracts';
import { inNetwork, type Tx } from '../storage/transaction.ts';
import type { Applicable } from './batches.ts';

/** A durable reader of one stream. */
export interface ConsumerDeclaration<A extends Applicable = Applicable> {
  readonly name: string;
  readonly stream: (prefix: string) => string;
  readonly filters: (prefix: string) => string[];
  /** Reads a message; throws with the reason where it cannot be one of ours. */
  readonly read: (message: JsMsg) => A;
  /** Applies all that shares a transaction at once, where that is cheaper than one after the other. */
  applyAll?(items: readonly A[], tx: Tx): Promise<void>;
  /** How many messages may be out with all its readers at once, and wait to come again, 5,000 unless said. */
  readonly unacknowledged?: number;
  /** How many messages one reader may hold at once, 1,000 unless said: a bound on memory where they are large. */
  readonly held?: number;
  /**
   * How many transactions one reader may have under way at once, one unless said. With more, messages are applied in no
   * order, as they are by several readers; a further one begins only once it would be full.
   */
  readonly together?: number;
}

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
