import { createConnection } from 'node:net';
import { type Document, MongoClient, MongoServerError } from 'mongodb';

export const replicaSet = 'rs0';

/**
 * Makes the `mongod` on this port the primary of a replica set of one, whatever its data says: initiates it if it is
 * new, gives it its new address if the data were last served on another port. Safe to call again and again.
 * Returns true once it is primary.
 */
export async function becomePrimary(port: number, key?: string): Promise<boolean> {
  // The driver would wait half a second before it tried a refused connection again.
  if (!(await listening(port))) return false;
  const client = asServer(port, key);
  try {
    const admin = client.db('admin');
    const hello = await admin.command({ hello: 1 });
    if (hello.isWritablePrimary === true) return true;
    const host = `127.0.0.1:${port}`;
    const config = await currentConfig(client);
    if (!config) {
      await admin.command({
        replSetInitiate: { _id: replicaSet, members: [{ _id: 0, host }] },
      });
    } else if (config.members[0].host !== host) {
      const members = [{ ...config.members[0], host }];
      await admin.command({
        replSetReconfig: { ...config, version: config.version + 1, members },
        force: true,
      });
    }
    return (await admin.command({ hello: 1 })).isWritablePrimary === true;
  } finally {
    await client.close();
  }
}

/** Who has the key of the set's members may do all, before there are users too. */
function asServer(port: number, key: string | undefined): MongoClient {
  return new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 1_000,
    maxPoolSize: 1,
    ...(key && {
      auth: { username: '__system', password: key },
      authSource: 'local',
      authMechanism: 'SCRAM-SHA-256',
    }),
  });
}

/** Somebody who may use the server: all of it, or these databases alone. */
export interface MongoUser {
  readonly name: string;
  readonly databases?: readonly string[];
}

/** All that a service does with its database: read, write, and declare collections with their rules and indexes. */
const rolesOf = ({ databases }: MongoUser) =>
  databases && [
    ...databases.flatMap((db) => ['readWrite', 'dbAdmin'].map((role) => ({ role, db }))),
    // The survey service sees how far back the replication log reaches, and keeps it short (docs/anonymity.md).
    ...(databases.some((db) => db.endsWith('_survey')) ? [{ role: 'clusterMonitor', db: 'admin' }] : []),
  ];

/** Makes users, or brings those that are there to what they may do and to their password. */
export async function ensureUsers(
  port: number,
  key: string,
  users: readonly (MongoUser & { readonly password: string })[],
): Promise<void> {
  const client = asServer(port, key);
  try {
    const admin = client.db('admin');
    const { users: there } = await admin.command({ usersInfo: 1 });
    const known = new Set((there as { user: string }[]).map(({ user }) => user));
    for (const { password: pwd, ...user } of users) {
      const does = known.has(user.name) ? 'updateUser' : 'createUser';
      await admin.command({ [does]: user.name, pwd, roles: rolesOf(user) ?? ['root'] });
    }
  } finally {
    await client.close();
  }
}

async function currentConfig(client: MongoClient): Promise<Document | undefined> {
  try {
    return (await client.db('admin').command({ replSetGetConfig: 1 })).config;
  } catch (error) {
    if (error instanceof MongoServerError && error.codeName === 'NotYetInitialized') return undefined;
    throw error;
  }
}

/** Throws unless a replica set answers at `url` within five seconds: a lone server has no transactions. */
export async function assertReplicaSet(url: string): Promise<void> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 5_000 });
  try {
    const hello = await client.db('admin').command({ hello: 1 });
    // A router in front of shards has transactions and change streams too, and no set of its own.
    if (!hello.setName && hello.msg !== 'isdbgrid') throw new Error('it is no member of a replica set');
  } catch (error) {
    throw new Error(`MongoDB at SKEIN_MONGO_URL cannot be used: ${(error as Error).message}`);
  } finally {
    await client.close();
  }
}

function listening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
