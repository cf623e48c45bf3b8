import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { UnsuitableError } from './ways.ts';

const run = promisify(execFile);

export interface Version {
  major: number;
  minor: number;
  text: string;
}

/** How to ask a binary for its version and which versions will do. */
export interface VersionRule {
  /** Captures major, minor and the rest of the version from the output of `--version`. */
  pattern: RegExp;
  suits: (version: Version) => boolean;
  wanted: string;
}

/** The full path of the first of `names` on the PATH of `env`; throws if there is none. */
export async function onPath(names: string[], env: NodeJS.ProcessEnv): Promise<string> {
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, name);
      if (
        await access(path, constants.X_OK).then(
          () => true,
          () => false,
        )
      )
        return path;
    }
  }
  throw new Error(`no ${names.join(', ')} on PATH`);
}

/**
 * Runs `path --version` and returns the version found.
 * Throws UnsuitableError when it does not run (a library missing, another processor) or its version will not do.
 */
export async function suitableVersion(
  path: string,
  rule: VersionRule,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  let output: string;
  try {
    const { stdout, stderr } = await run(path, ['--version'], {
      timeout: 15_000,
      env,
    });
    output = stdout + stderr;
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    throw new UnsuitableError(`${path} does not run: ${(stderr || message).trim().split('\n')[0]}`);
  }
  const match = rule.pattern.exec(output);
  if (!match) throw new UnsuitableError(`${path} tells no version`);
  const version = {
    major: Number(match[1]),
    minor: Number(match[2]),
    text: match.slice(1).join('.'),
  };
  if (!rule.suits(version)) throw new UnsuitableError(`${path} is ${version.text}; wanted: ${rule.wanted}`);
  return version.text;
}
