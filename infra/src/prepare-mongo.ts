import { setTimeout as delay } from 'node:timers/promises';
import { type ServiceName, serviceNames } from '@skein/contracts';
import { loadConfig } from '@skein/service-kit';
import { type Db, MongoClient, MongoServerError } from 'mongodb';
import { PrepareMongoConfig } from './config.ts';

const upper = <N extends string>(name: N): Uppercase<N> => name.toUpperCase() as Uppercase<N>;

const isCode = (error: unknown, code: number): boolean =>
  error instanceof MongoServerError && error.code === code;
const authenticationFailed = 18;
const alreadyInitialized = 23;
const unauthorized = 13;
const userExists = 51003;
const userNotFound = 11;

/** All that a service does with its database: read, write, and declare collections with their rules and indexes. */
const rolesOf = (service: ServiceName, prefix: string): { role: string; db: string }[] => [
  ...['readWrite', 'dbAdmin'].map((role) => ({ role, db: `${prefix}_${service}` })),
  // It sees how far back the replication log reaches, and keeps it short (docs/anonymity.md).
  ...(service === 'survey' ? [{ role: 'clusterMonitor', db: 'admin' }] : []),
];

/** The one user of all services that there was in earlier versions. */
const ofEarlier = 'skein';

const untilPrimary = async (admin: Db): Promise<void> => {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await delay(200)) {
    if ((await admin.command({ hello: 1 })).isWritablePrimary) return;
  }
  throw new Error('MongoDB did not become primary within 60 s.');
};

/** Makes the replica set and the first user, which a server with no users allows from its own host alone. */
const begin = async (admin: Db, config: PrepareMongoConfig): Promise<void> => {
  const set = { _id: config.SKEIN_MONGO_REPLICA_SET, members: [{ _id: 0, host: config.SKEIN_MONGO_MEMBER }] };
  await admin.command({ replSetInitiate: set }).catch((error) => {
    if (!isCode(error, alreadyInitialized)) throw error;
  });
  await untilPrimary(admin);
  await admin.command({ createUser: 'root', pwd: config.SKEIN_MONGO_ROOT_PASSWORD, roles: ['root'] });
};

/** Makes the user whose name and password a service's address holds, or brings them to what it says. */
const ensureServiceUser = async (
  admin: Db,
  url: string,
  roles: { role: string; db: string }[],
): Promise<void> => {
  const { username, password } = new URL(url);
  const user = { pwd: decodeURIComponent(password), roles };
  const name = decodeURIComponent(username);
  await admin.command({ createUser: name, ...user }).catch(async (error) => {
    if (!isCode(error, userExists)) throw error;
    await admin.command({ updateUser: name, ...user });
  });
};

const dropEarlierUser = async (admin: Db): Promise<void> => {
  await admin.command({ dropUser: ofEarlier }).catch((error) => {
    if (!isCode(error, userNotFound)) throw error;
  });
};

const within = async <T>(credentials: object, work: (admin: Db) => Promise<T>): Promise<T> => {
  const client = new MongoClient('mongodb://127.0.0.1:27017', { directConnection: true, ...credentials });
  try {
    return await work(client.db('admin'));
  } finally {
    await client.close();
  }
};

// Runs beside MongoDB, in its network, whenever the installation comes up: what is done already is left as it is.
const config = loadConfig(PrepareMongoConfig, process.env);
const root = { auth: { username: 'root', password: config.SKEIN_MONGO_ROOT_PASSWORD } };
const addressOf = (service: ServiceName): string => config[`SKEIN_MONGO_URL_${upper(service)}`];
const isBegun = (): Promise<boolean> =>
  within(root, async (admin) => {
    await admin.command({ ping: 1 });
    return true;
  }).catch((error) => {
    if (isCode(error, authenticationFailed)) return false;
    throw error;
  });
try {
  if (!(await isBegun())) await within({}, (admin) => begin(admin, config));
  await within(root, async (admin) => {
    await untilPrimary(admin);
    for (const service of serviceNames)
      await ensureServiceUser(admin, addressOf(service), rolesOf(service, config.SKEIN_PREFIX));
    await dropEarlierUser(admin);
  });
  console.log(
    `MongoDB is the primary of ${config.SKEIN_MONGO_REPLICA_SET}, and each service may use its own database.`,
  );
} catch (error) {
  const remedy = isCode(error, unauthorized)
    ? ' Its root user has another password than SKEIN_MONGO_ROOT_PASSWORD says: give the one that its data was made with.'
    : '';
  console.error(`MongoDB cannot be prepared: ${(error as Error).message}.${remedy}`);
  process.exit(1);
}
