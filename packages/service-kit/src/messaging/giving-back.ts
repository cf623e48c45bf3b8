import type { JsMsg } from '@nats-io/jetstream';
import type { Log } from '../log.ts';
import { isMongoUnavailable } from '../storage/mongo.ts';
import { bury } from './dead-letters.ts';
import type { Nats } from './nats.ts';

/** How long a failed message waits, by how often it was delivered, in milliseconds: all together a minute and a half. */
export const usualDelaysMs: readonly number[] = [200, 1_000, 5_000, 15_000, 60_000];
/** The part of a consumer's messages that may wait long: beyond it those that wait would leave none to work on. */
const longWaiting = 1 / 16;

interface Ground {
  readonly nats: Nats;
  readonly log: Log;
  readonly prefix: string;
  /** The consumer's. */
  readonly name: string;
  readonly unacknowledged: number;
  readonly delaysMs: readonly number[];
}

/** Gives back messages that failed, to come again later and later; in the end, or where many wait, sets them aside. */
export const givingBack = ({ nats, log, prefix, name, unacknowledged, delaysMs: delays }: Ground) => {
  /** Until when messages wait for longer than a moment, by their numbers. */
  const waits = new Map<number, number>();

  const mayWaitLong = (): boolean => {
    const now = Date.now();
    for (const [sequence, until] of waits) if (until < now) waits.delete(sequence);
    return waits.size < Math.max(1, Math.floor(unacknowledged * longWaiting));
  };

  /** Whether a message that failed has had its time: all of it, or what there is where many fail. */
  const hasHadItsTime = ({ deliveryCount }: JsMsg['info']): boolean =>
    deliveryCount > delays.length || (deliveryCount > 1 && !mayWaitLong());

  const setAside = (message: JsMsg, error: unknown): Promise<void> =>
    bury(nats, prefix, name, message, reasonOf(error)).catch(() => message.nak(5_000));

  return {
    setAside,
    giveBack: async (message: JsMsg, error: unknown): Promise<void> => {
      const { deliveryCount } = message.info;
      if (!isMongoUnavailable(error) && hasHadItsTime(message.info)) {
        log.error({ consumer: name, err: error }, 'a message failed too often and is set aside');
        return setAside(message, error);
      }
      log.warn({ consumer: name, deliveryCount, err: error }, 'a message failed and will come again');
      const wait = delays[Math.min(deliveryCount, delays.length) - 1] ?? 1_000;
      if (deliveryCount > 1) waits.set(message.seq, Date.now() + wait);
      message.nak(wait);
    },
  };
};

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 2_000);
