import { join, resolve } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { findNatsServer } from '../find/nats-server.ts';
import { freePort } from '../free-port.ts';
import { claimDataDir } from '../processes/claim.ts';
import { dockerServer } from './docker-server.ts';
import { elsewhere, type ServerHandle, type ServerOptions } from './handle.ts';
import { startOwned } from './owned.ts';
import { secretIn, signedIn, writePrivate } from './secrets.ts';

export interface NatsOptions extends ServerOptions {
  /** Port of the monitoring pages on 127.0.0.1; default: none. */
  monitoringPort?: number | undefined;
  /** Most that JetStream may keep on disk, bytes; default: as NATS does, three quarters of what is free. */
  storeBytes?: number | undefined;
  /** Who else may use it, each with a password of their own. */
  users?: readonly NatsUser[] | undefined;
}

/** Somebody who may use the server, for these subjects alone. */
export interface NatsUser {
  readonly name: string;
  readonly publish: { readonly allow: readonly string[]; readonly deny?: readonly string[] };
  readonly subscribe: { readonly allow: readonly string[]; readonly deny?: readonly string[] };
}

/** The user who may do all. */
const operator = 'skein';

/**
 * Starts NATS with JetStream on disk, each message synced before it is acknowledged, data in `<dataDir>/nats`, and
 * waits until JetStream answers. Nobody gets in without a password, which are made once, in `<dataDir>/nats/secrets`. Takes the one at SKEIN_NATS_URL instead if that is set.
 * Throws NotToBeHadError if none is to be had, or an Error with the end of its log if it does not come up.
 */
export async function startNats(options: NatsOptions): Promise<ServerHandle> {
  const report = options.report ?? (() => {});
  const source = await findNatsServer(options);
  if (source.kind === 'address') {
    await jetStreamAnswers(source.url).catch((error: Error) => {
      throw new Error(`NATS at SKEIN_NATS_URL cannot be used: ${error.message}`);
    });
    return elsewhere(source.url, 4_222);
  }
  const dir = resolve(options.dataDir, 'nats');
  const claim = await claimDataDir(dir, 'nats-server', report);
  const port = await freePort(options.port);
  const store = join(dir, 'jetstream');
  const config = join(dir, 'nats.conf');
  const password = await secretIn(dir, operator);
  const users = await Promise.all(
    (options.users ?? []).map(async (user) => ({ ...user, password: await secretIn(dir, user.name) })),
  );
  const inContainer = source.kind === 'docker';
  await writePrivate(
    config,
    natsConfig({
      host: inContainer ? '0.0.0.0' : '127.0.0.1',
      port,
      store,
      users: [{ name: operator, password }, ...users],
      ...monitoring(options),
      ...(options.storeBytes !== undefined && { storeBytes: options.storeBytes }),
    }),
  );
  const run = inContainer
    ? dockerServer({
        ...source,
        name: 'nats-server',
        dir,
        port,
        args: ['-c', config],
      })
    : { command: [source.path, '-c', config] };
  const address = `nats://127.0.0.1:${port}`;
  const url = signedIn(address, operator, password);
  const urls = new Map(users.map((user) => [user.name, signedIn(address, user.name, user.password)]));
  report(`starting NATS on port ${port} …`);
  return startOwned({
    ...run,
    folders: [store],
    name: 'nats-server',
    url,
    urls,
    port,
    logFile: join(dir, 'nats-server.log'),
    tier: 'messages',
    claim,
    ready: () => jetStreamAnswers(url),
  });
}

/** The configuration of a lone server with JetStream; `store` is its folder. */
export function natsConfig(options: {
  host: string;
  port: number;
  store: string;
  monitoringPort?: number;
  storeBytes?: number;
  users?: readonly (Partial<NatsUser> & { readonly name: string; readonly password: string })[];
}): string {
  const { host, port, store, monitoringPort, storeBytes, users } = options;
  const limit = storeBytes === undefined ? '' : `, max_file_store: ${storeBytes}`;
  return [
    `server_name: skein-local`,
    `listen: "${host}:${port}"`,
    ...(monitoringPort ? [`http: "${host}:${monitoringPort}"`] : []),
    `max_payload: 8MB`,
    // Without it a message acknowledged could be lost with the power for up to two minutes.
    ...(users ? [`authorization { users: ${JSON.stringify(users.map(natsUser))} }`] : []),
    `jetstream { store_dir: ${JSON.stringify(store)}, sync_interval: always${limit} }`,
    '',
  ].join('\n');
}

const natsUser = ({
  name: user,
  password,
  publish,
  subscribe,
}: Partial<NatsUser> & { name: string; password: string }) => ({
  ...{ user, password },
  ...(publish && { permissions: { publish, subscribe } }),
});

/** How a client connects to an address that may say whom it signs in as. */
export const reached = (url: string): { servers: string; user?: string; pass?: string } => {
  const { host, username, password } = new URL(url.split(',')[0] ?? url);
  if (!username) return { servers: url };
  return { servers: host, user: decodeURIComponent(username), pass: decodeURIComponent(password) };
};

/** Whether JetStream answers at `url`; throws while the server cannot be reached. */
export async function jetStreamAnswers(url: string): Promise<boolean> {
  const connection = await connect({
    ...reached(url),
    timeout: 2_000,
    reconnect: false,
  });
  try {
    await jetstreamManager(connection, { timeout: 2_000 });
    return true;
  } finally {
    await connection.close();
  }
}

function monitoring({ monitoringPort }: NatsOptions): {
  monitoringPort?: number;
} {
  return monitoringPort ? { monitoringPort } : {};
}
