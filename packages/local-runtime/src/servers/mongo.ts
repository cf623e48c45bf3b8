import { join, resolve } from 'node:path';
import { findMongod } from '../find/mongod.ts';
import { freePort } from '../free-port.ts';
import { claimDataDir } from '../processes/claim.ts';
import { dockerServer } from './docker-server.ts';
import { elsewhere, type ServerHandle, type ServerOptions } from './handle.ts';
import { startOwned } from './owned.ts';
import { assertReplicaSet, becomePrimary, ensureUsers, type MongoUser, replicaSet } from './replica-set.ts';
import { secretFile, secretIn, signedIn } from './secrets.ts';

export interface MongoOptions extends ServerOptions {
  /** Who else may use it, each with a password of their own. */
  users?: readonly MongoUser[] | undefined;
  /** More of its command line, for a test that needs it. */
  settings?: readonly string[] | undefined;
}

/** The user who may do all. */
const operator = 'skein';

/**
 * Starts MongoDB as a replica set of one, data in `<dataDir>/mongo`, and waits until it is primary; transactions and
 * change streams work, and nobody gets in without a password, which are made once, in `<dataDir>/mongo/secrets`. Takes the one at SKEIN_MONGO_URL instead if that is set.
 * Throws NotToBeHadError if none is to be had, or an Error with the end of its log if it does not come up.
 */
export async function startMongo(options: MongoOptions): Promise<ServerHandle> {
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
  const key = await secretIn(dir, 'keyfile');
  const users = await Promise.all(
    [{ name: operator }, ...(options.users ?? [])].map(async (user) => ({
      ...user,
      password: await secretIn(dir, user.name),
    })),
  );
  const settings = [
    ...['--replSet', replicaSet, '--port', String(port), '--dbpath', db],
    ...['--keyFile', secretFile(dir, 'keyfile')],
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
  const address = `mongodb://127.0.0.1:${port}/?replicaSet=${replicaSet}&authSource=admin`;
  const urls = new Map(users.map(({ name, password }) => [name, signedIn(address, name, password)]));
  let known = false;
  const ready = async (): Promise<boolean> => {
    if (!(await becomePrimary(port, key))) return false;
    if (!known) await ensureUsers(port, key, users);
    known = true;
    return true;
  };
  return startOwned({
    ...run,
    folders: [db],
    name: 'mongod',
    url: urls.get(operator) ?? address,
    urls,
    port,
    logFile: join(dir, 'mongod.log'),
    tier: 'store',
    claim,
    ready,
  });
}
