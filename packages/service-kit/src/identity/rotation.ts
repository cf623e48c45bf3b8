import type { ServiceName } from '@skein/contracts';
import type { Db } from 'mongodb';
import { z } from 'zod';
import type { Log } from '../log.ts';
import type { Background } from '../loop.ts';
import type { Nats } from '../messaging/nats.ts';
import { issuerOf, keysOf, loadKey, replaceKey, type SigningKey, withdrawKey } from './keys.ts';

interface Ground {
  readonly db: Db;
  readonly nats: Nats;
  readonly prefix: string;
  readonly service: ServiceName;
  readonly log: Log;
}

/** Subject on which the operator's command orders a change of a service's key. */
export const keyOrderSubject = (prefix: string, service: ServiceName): string =>
  `${prefix}-operations.${service}.keys`;

/** Subject on which all processes of a service are told to look for their key again. */
const keyChangedSubject = (prefix: string, service: ServiceName): string =>
  `${prefix}-operations.${service}.key-changed`;

export const KeyOrder = z.discriminatedUnion('does', [
  z.object({ does: z.literal('list') }),
  z.object({ does: z.literal('rotate') }),
  z.object({ does: z.literal('withdraw'), kid: z.uuid() }),
]);
export type KeyOrder = z.infer<typeof KeyOrder>;

/** The keys whose signatures hold, and which of them the service signs with. */
export interface KeyState {
  readonly keys: readonly string[];
  readonly current: string;
}

/** The service's key, taken up anew when it was replaced. A process that misses that signs with the one before. */
export const followSigningKey = async (ground: Ground): Promise<SigningKey & Background> => {
  const { db, nats, prefix, service, log } = ground;
  let key = await loadKey(db, nats, prefix, service);
  const subscription = nats.connection.subscribe(keyChangedSubject(prefix, service), {
    callback: (failure) => {
      if (failure) return;
      loadKey(db, nats, prefix, service).then(
        (current) => {
          key = current;
        },
        (error: unknown) => log.error({ err: error }, 'the new signing key could not be taken up'),
      );
    },
  });
  return { issuer: issuerOf(service), current: () => key, stop: () => subscription.drain() };
};

const obey = async ({ db, nats, prefix, service }: Ground, order: KeyOrder): Promise<KeyState> => {
  if (order.does === 'rotate') {
    await replaceKey(db, nats, prefix, service);
    nats.connection.publish(keyChangedSubject(prefix, service));
  }
  const { kid: current } = await loadKey(db, nats, prefix, service);
  if (order.does === 'withdraw') {
    if (order.kid === current)
      throw new Error(`${service} signs with ${current}: rotate first, then withdraw it.`);
    await withdrawKey(nats, prefix, service, order.kid);
  }
  return { keys: await keysOf(nats, prefix, service), current };
};

/** Lets the command `npm run keys` reach this service's key. */
export const serveKeyOrders = (ground: Ground): Background => {
  const { nats, prefix, service } = ground;
  const subscription = nats.connection.subscribe(keyOrderSubject(prefix, service), {
    queue: service,
    callback: (failure, message) => {
      if (failure) return;
      const order = KeyOrder.safeParse(message.json());
      const work = order.success
        ? obey(ground, order.data)
        : Promise.reject(new Error('Say list, rotate, or withdraw with the id of a key.'));
      work.then(
        (state) => message.respond(JSON.stringify(state)),
        (error: Error) => message.respond(JSON.stringify({ failure: error.message })),
      );
    },
  });
  return { stop: () => subscription.drain() };
};
