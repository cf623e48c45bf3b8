import { writeFileSync } from 'node:fs';
import { chmod, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Report } from '../find/ways.ts';
import { inspectProcess } from './inspect.ts';

interface Owner {
  pid: number;
  parent: number;
}

/** A data directory that one server at a time may hold. */
export interface Claim {
  /** Notes the server's pid, so that a later run can tell it was left behind. */
  note: (pid: number) => void;
  release: () => Promise<void>;
}

/**
 * Makes `dir` and claims it for a server called `name`, after stopping one that a crashed run left behind.
 *
 * A server counts as left behind when the process that started it is no longer its parent. A noted pid that has since
 * gone to another program is left alone: the server's command line must name `dir`.
 * Throws when a living run holds the directory.
 */
export async function claimDataDir(dir: string, name: string, report: Report = () => {}): Promise<Claim> {
  const file = join(dir, `${name}.pid`);
  await mkdir(dir, { recursive: true, mode: 0o700 });
  await chmod(dir, 0o700);
  const owner = await readFile(file, 'utf8').then(parseOwner, () => undefined);
  const server = owner && (await inspectProcess(owner.pid));
  if (owner && server?.command.includes(dir)) {
    if (server.parent === owner.parent) {
      throw new Error(
        `${dir} is in use by ${name} ${owner.pid}, which process ${owner.parent} runs; stop that first`,
      );
    }
    report(`stopping ${name} ${owner.pid}, left behind by an earlier run`);
    await end(owner.pid);
  }
  return {
    note: (pid) => writeFileSync(file, JSON.stringify({ pid, parent: process.pid } satisfies Owner)),
    release: () => rm(file, { force: true }),
  };
}

function parseOwner(text: string): Owner | undefined {
  try {
    const { pid, parent } = JSON.parse(text) as Partial<Owner>;
    return Number.isInteger(pid) && Number.isInteger(parent) ? ({ pid, parent } as Owner) : undefined;
  } catch {
    // Cut short by the crash: no owner to be told from it.
    return undefined;
  }
}

async function end(pid: number): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
      throw error;
    }
    for (const deadline = Date.now() + 10_000; Date.now() < deadline; await delay(20)) {
      if (!(await inspectProcess(pid))) return;
    }
  }
  throw new Error(`process ${pid} does not end`);
}
