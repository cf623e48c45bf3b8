import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { onPath, suitableVersion, type VersionRule } from '../find/binary.ts';
import { type FindOptions, firstWay, type Report } from '../find/ways.ts';
import { defaultBinDir } from '../folders.ts';

const run = promisify(execFile);

/** A browser to launch and what its environment must hold beyond ours. */
export interface Chromium {
  path: string;
  version: string;
  env: Record<string, string>;
}

const rule: VersionRule = {
  pattern: /(?:Chromium|Chrome\S*|HeadlessChrome)\D*(\d+)\.(\d+)\.(\S+)/,
  suits: ({ major }) => major >= 120,
  wanted: '120 or later',
};

/**
 * Finds Chromium: SKEIN_CHROMIUM (a path), one on PATH, the one from the npm registry, unpacked once.
 * Throws NotToBeHadError with each reason and remedy.
 */
export async function findChromium(options: FindOptions = {}): Promise<Chromium> {
  const { binDir = defaultBinDir(), env = process.env, report = () => {} } = options;
  const plain = async (path: string) => ({
    path,
    version: await suitableVersion(path, rule),
    env: {},
  });
  return firstWay<Chromium>(
    'Chromium',
    [
      {
        name: 'path in the environment',
        remedy: 'set SKEIN_CHROMIUM to the path of a Chromium or Chrome',
        find: async () => {
          if (!env.SKEIN_CHROMIUM) throw new Error('SKEIN_CHROMIUM is not set');
          return plain(env.SKEIN_CHROMIUM);
        },
      },
      {
        name: 'binary on PATH',
        remedy: 'install Chromium or Chrome so that it is on PATH',
        find: async () =>
          plain(await onPath(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'], env)),
      },
      {
        name: 'package from the npm registry',
        remedy: 'run npm ci; on Linux, install libnss3, libexpat1 if they are named above',
        find: () => fromPackage(binDir, report),
      },
    ],
    report,
  );
}

async function fromPackage(binDir: string, report: Report): Promise<Chromium> {
  if (process.platform !== 'linux') throw new Error('the package holds a browser for Linux only');
  const manifest = new URL('../package.json', import.meta.resolve('@sparticuz/chromium'));
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as {
    version: string;
  };
  const folder = join(binDir, `chromium-${version}`);
  const path = join(folder, 'chromium');
  const there = await access(path).then(
    () => true,
    () => false,
  );
  if (!there) {
    report(`unpacking Chromium ${version} …`);
    await unpack(binDir, folder);
  }
  const env = { FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  try {
    return { path, version: await suitableVersion(path, rule), env };
  } catch {
    // A bare machine lacks libraries that the package brings along; they come last, being older than a system's own.
    const own = join(folder, 'al2023', 'lib');
    const withLibraries = {
      ...env,
      LD_LIBRARY_PATH: [process.env.LD_LIBRARY_PATH, own].filter(Boolean).join(':'),
    };
    const found = await suitableVersion(path, rule, {
      ...process.env,
      ...withLibraries,
    });
    return { path, version: found, env: withLibraries };
  }
}

async function unpack(binDir: string, folder: string): Promise<void> {
  await mkdir(binDir, { recursive: true });
  const stage = await mkdtemp(join(binDir, '.unpack-'));
  try {
    // The variable makes the package unpack its libraries too, as it does on the cloud function it was made for.
    const env = {
      ...process.env,
      TMPDIR: stage,
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    };
    await run(process.execPath, [fileURLToPath(new URL('./unpack-chromium.ts', import.meta.url))], { env });
    await writeFile(join(stage, 'fonts.conf'), fontsConfig(folder));
    await rename(stage, folder).catch((error: NodeJS.ErrnoException) => {
      // Another process was quicker: what it unpacked is the same.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

/** The system's fonts if it has any, and the package's one family, so that text shows on a machine with none. */
function fontsConfig(folder: string): string {
  return [
    '<?xml version="1.0"?>',
    '<fontconfig>',
    '  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>',
    `  <dir>${folder}/fonts</dir>`,
    `  <cachedir>${folder}/fonts-cache</cachedir>`,
    '</fontconfig>',
    '',
  ].join('\n');
}
