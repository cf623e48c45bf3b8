import { setTimeout as delay } from 'node:timers/promises';
import type { Consumer, ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import type { Log } from '../log.ts';
import type { Nats } from './nats.ts';

interface Reader {
  readonly nats: Nats;
  readonly log: Log;
  readonly stream: string;
  /** The consumer's. */
  readonly name: string;
  /** How many messages are held at most. */
  readonly most: number;
  /** How many are held now. */
  held(): number;
  /** Makes the consumer where it is missing. */
  declare(): Promise<void>;
  /** Is handed each message as it comes. */
  take(message: JsMsg): void;
}

/** So much room there is to be before more is asked for: else each message would be asked for alone. */
const worthAsking = 1 / 4;

/**
 * Reads a stream for as long as it is not stopped, and asks for no more messages than there is room for: the client's
 * library alone asks for more as soon as it has handed some over, however many are held by then.
 */
export const startReading = ({ nats, log, stream, name, most, held, declare, take }: Reader) => {
  let stopping = false;
  let messages: ConsumerMessages | undefined;
  let room = Promise.withResolvers<void>();
  const least = Math.max(1, most * worthAsking);

  const untilRoom = async (): Promise<void> => {
    while (!stopping && most - held() < least) await room.promise;
  };

  /** Hands over as many as there is room for, or those that come until the server ends the request. */
  const readSome = async (consumer: Consumer): Promise<void> => {
    const asked = most - held();
    messages = await consumer.fetch({ max_messages: asked });
    if (stopping) return messages.stop();
    let come = 0;
    for await (const message of messages) {
      take(message);
      come += 1;
      // After a lost connection the library asks for all of them once more.
      if (come === asked) break;
    }
  };

  /** Reads until it is stopped, or cannot. */
  const readOn = async (): Promise<void> => {
    const consumer = await nats.js.consumers.get(stream, name);
    for (await untilRoom(); !stopping; await untilRoom()) await readSome(consumer);
  };

  const readAgain = async (): Promise<void> => {
    await delay(250);
    if (stopping) return;
    // Whatever ended the reading before may have taken the consumer with it.
    await declare();
    await readOn();
  };

  const read = async (): Promise<void> => {
    for (let on = readOn; !stopping; on = readAgain) {
      await on().catch((error: unknown) => {
        if (!stopping) log.warn({ consumer: name, err: error }, 'the stream cannot be read yet');
      });
    }
  };
  const reading = read();

  return {
    /** To be called once fewer are held. */
    makeRoom: (): void => {
      room.resolve();
      room = Promise.withResolvers();
    },
    stop: async (): Promise<void> => {
      stopping = true;
      room.resolve();
      await messages?.close();
      await reading;
    },
  };
};
