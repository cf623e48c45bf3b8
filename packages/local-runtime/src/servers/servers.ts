import { startContainers } from './containers.ts';
import type { ServerHandle, ServerOptions } from './handle.ts';
import { startMongo } from './mongo.ts';
import { type NatsUser, startNats } from './nats.ts';
import type { MongoUser } from './replica-set.ts';

export interface ServersOptions extends Omit<ServerOptions, 'port'> {
  mongoPort?: number | undefined;
  natsPort?: number | undefined;
  /** See `NatsOptions.storeBytes`. */
  natsStoreBytes?: number | undefined;
  /** Who may use them, beside whoever may do all. */
  mongoUsers?: readonly MongoUser[] | undefined;
  natsUsers?: readonly NatsUser[] | undefined;
}

export interface Servers extends AsyncDisposable {
  mongo: ServerHandle;
  nats: ServerHandle;
  /** NATS first, MongoDB last. */
  stop: () => Promise<void>;
}

/**
 * Starts MongoDB and NATS side by side: in containers if SKEIN_TEST_SERVERS=containers, else as the machine allows.
 * If one cannot be had the other is stopped again, and the error is thrown.
 */
export async function startServers(options: ServersOptions): Promise<Servers> {
  const { mongo, nats } = await start(options);
  const stop = async () => {
    await nats.stop();
    await mongo.stop();
  };
  return { mongo, nats, stop, [Symbol.asyncDispose]: stop };
}

async function start(asked: ServersOptions) {
  const { mongoPort, natsPort, natsStoreBytes, mongoUsers, natsUsers, ...options } = asked;
  if ((options.env ?? process.env).SKEIN_TEST_SERVERS === 'containers')
    return startContainers(options.report);
  const [mongo, nats] = await Promise.allSettled([
    startMongo({ ...options, port: mongoPort, users: mongoUsers }),
    startNats({ ...options, port: natsPort, storeBytes: natsStoreBytes, users: natsUsers }),
  ]);
  if (mongo.status === 'fulfilled' && nats.status === 'fulfilled')
    return { mongo: mongo.value, nats: nats.value };
  const failures: Error[] = [];
  for (const one of [mongo, nats]) {
    if (one.status === 'fulfilled') await one.value.stop();
    else failures.push(one.reason);
  }
  throw failures.length === 1 ? failures[0] : new AggregateError(failures, failures.map(String).join('\n\n'));
}
