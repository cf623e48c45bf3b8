import { join, resolve } from 'node:path';
import { findMongod } from '../find/mongod.ts';
import { freePort } from '../free-port.ts';
import { claimDataDir } from '../processes/claim.ts';
import { dockerServer } from './docker-server.ts';
import { elsewhere, type ServerHandle, type ServerOptions } from './handle.ts';
import { startOwned } from './owned.ts';
import { assertReplicaSet, becomePrimary, replicaSet } from './replica-set.ts';

/**
 * Starts MongoDB as a replica set of one, data in `<dataDir>/mongo`, and waits until it is primary; transactions and
 * change streams work. Takes the one at SKEIN_MONGO_URL instead if that is set.
 * `settings` are more of its command line, for a test that needs them.
 * Throws NotToBeHadError if none is to be had, or an Error with the end of its log if it does not come up.
 */
export async function startMongo(
  options: ServerOptions & { readonly settings?: readonly string[] },
): Promise<ServerHandle> {
  const report = options.report ?? (() => {});
  const source = await findMongod(options);
  if (source.kind === 'address') {
    await assertReplicaSet(source.url);
    return elsewhere(source.url, 27_017);
  }
  const dir = resolve(options.dataDir, 'mongo');
  const claim = await claimDataDir(dir, 'mongod', report);
  const port = await freePort(options.port);
  const db = join(dir, 'db');
  const settings = [
    ...['--replSet', replicaSet, '--port', String(port), '--dbpath', db],
    ...['--wiredTigerCacheSizeGB', '0.5', '--oplogSize', '64', '--nounixsocket'],
    // Every collection and every index is a file, which is else held open for ten minutes: a test run, with the
    // databases of some hundred services, would come to the most that a process may have open, and end the server.
    ...['--wiredTigerEngineConfigString', 'file_manager=(close_idle_time=20,close_handle_minimum=250)'],
    ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
    // A process that dies in a transaction leaves its locks behind for this long; ours take milliseconds.
    ...['--setParameter', 'transactionLifetimeLimitSeconds=5'],
    // What a survey's answers lay in while it was open goes from the disk when it is dropped, and not minutes later.
    ...['--setParameter', 'minSnapshotHistoryWindowInSeconds=5'],
    ...(options.settings ?? []),
  ];
  const run =
    source.kind === 'binary'
      ? { command: [source.path, ...settings, '--bind_ip', '127.0.0.1'] }
      : dockerServer({
          ...source,
          name: 'mongod',
          dir,
          port,
          entrypoint: 'mongod',
          args: [...settings, '--bind_ip_all'],
        });
  report(`starting MongoDB on port ${port} …`);
  return startOwned({
    ...run,
    folders: [db],
    name: 'mongod',
    url: `mongodb://127.0.0.1:${port}/?replicaSet=${replicaSet}`,
    port,
    logFile: join(dir, 'mongod.log'),
    tier: 'store',
    claim,
    ready: () => becomePrimary(port),
  });
}
