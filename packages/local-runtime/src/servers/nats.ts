import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { findNatsServer } from '../find/nats-server.ts';
import { freePort } from '../free-port.ts';
import { claimDataDir } from '../processes/claim.ts';
import { dockerServer } from './docker-server.ts';
import { elsewhere, type ServerHandle, type ServerOptions } from './handle.ts';
import { startOwned } from './owned.ts';

export interface NatsOptions extends ServerOptions {
  /** Port of the monitoring pages on 127.0.0.1; default: none. */
  monitoringPort?: number | undefined;
  /** Most that JetStream may keep on disk, bytes; default: as NATS does, three quarters of what is free. */
  storeBytes?: number | undefined;
}

/**
 * Starts NATS with JetStream on disk, each message synced before it is acknowledged, data in `<dataDir>/nats`, and
 * waits until JetStream answers. Takes the one at SKEIN_NATS_URL instead if that is set.
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
  const inContainer = source.kind === 'docker';
  await writeFile(
    config,
    natsConfig({
      host: inContainer ? '0.0.0.0' : '127.0.0.1',
      port,
      store,
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
  const url = `nats://127.0.0.1:${port}`;
  report(`starting NATS on port ${port} …`);
  return startOwned({
    ...run,
    folders: [store],
    name: 'nats-server',
    url,
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
}): string {
  const { host, port, store, monitoringPort, storeBytes } = options;
  const limit = storeBytes === undefined ? '' : `, max_file_store: ${storeBytes}`;
  return [
    `server_name: skein-local`,
    `listen: "${host}:${port}"`,
    ...(monitoringPort ? [`http: "${host}:${monitoringPort}"`] : []),
    `max_payload: 8MB`,
    // Without it a message acknowledged could be lost with the power for up to two minutes.
    `jetstream { store_dir: ${JSON.stringify(store)}, sync_interval: always${limit} }`,
    '',
  ].join('\n');
}

/** Whether JetStream answers at `url`; throws while the server cannot be reached. */
export async function jetStreamAnswers(url: string): Promise<boolean> {
  const connection = await connect({
    servers: url,
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
