import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { compileCache } from '../folders.ts';
import { remember, type Tier } from './running.ts';

export interface ChildOptions {
  name: string;
  /** A TypeScript or JavaScript file run by this Node. Give this or `command`. */
  entry?: string;
  /** A program and its arguments. */
  command?: [string, ...string[]];
  /** Arguments after `entry`. */
  args?: string[];
  /** Added to this process's environment. */
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** Gets standard output and error, appended; its folder is made. */
  logFile: string;
  /** Milliseconds between SIGTERM and SIGKILL; default 10,000. */
  graceMs?: number;
  /** When it is stopped among the others; default 'service'. */
  tier?: Tier;
}

export interface ExitStatus {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** One run of a program, from spawn to exit. */
export interface Child {
  pid: () => number | undefined;
  exited: Promise<ExitStatus>;
  /** Sends the signal, SIGKILL after the grace; resolves when it has ended. */
  end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>;
  /** The last 20 lines this run logged, with a heading; empty if there are none. */
  lastLines: () => string;
}

/** Starts a program in a session of its own, its output appended to a file, remembered until it ends. */
export function spawnChild(options: ChildOptions): Child {
  const { name, logFile, graceMs = 10_000, tier = 'service' } = options;
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'a');
  const logStart = statSync(logFile).size;
  const [program, ...args] = commandOf(options);
  const child = spawn(program, args, {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: { ...(options.entry !== undefined && compileCache()), ...process.env, ...options.env },
    detached: true,
    stdio: options.entry === undefined ? ['ignore', log, log] : ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  let ended = false;
  let failure = '';
  const exited = new Promise<ExitStatus>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', (error) => {
      failure = error.message;
      if (child.pid === undefined) resolve({ code: 127, signal: null });
    });
  });
  const pid = () => (ended ? undefined : child.pid);
  const end: Child['end'] = async (signal) => {
    if (!pid()) return;
    child.kill(signal);
    const overdue = setTimeout(() => child.kill('SIGKILL'), graceMs);
    await exited;
    clearTimeout(overdue);
  };
  const forget = remember({ tier, pid, stop: () => end('SIGTERM') });
  void exited.then(() => {
    ended = true;
    forget();
  });
  const lastLines = () => {
    const text = endOf(logFile, logStart);
    const lines = [failure, ...text.trim().split('\n').slice(-20)].filter(Boolean);
    return lines.length ? `\nLast lines of ${name}, ${logFile}:\n${lines.join('\n')}` : '';
  };
  return { pid, exited, end, lastLines };
}

/** The end of a log, from where this run's part of it begins; logs may be larger than memory. */
function endOf(logFile: string, start: number): string {
  const { size } = statSync(logFile);
  const from = Math.max(start, size - 64 * 1024);
  const buffer = Buffer.alloc(Math.max(0, size - from));
  const log = openSync(logFile, 'r');
  try {
    return buffer.subarray(0, readSync(log, buffer, 0, buffer.length, from)).toString();
  } finally {
    closeSync(log);
  }
}

function commandOf({ entry, command, args = [] }: ChildOptions): [string, ...string[]] {
  if (entry !== undefined) {
    return [
      process.execPath,
      '--import',
      new URL('./die-with-parent.ts', import.meta.url).href,
      entry,
      ...args,
    ];
  }
  if (!command) throw new Error('a process needs an entry or a command');
  return diesWithParent() ? ['setpriv', '--pdeathsig', 'TERM', ...command] : command;
}

let setpriv: boolean | undefined;

/** Whether Linux can be told to end a foreign program with its parent; elsewhere the next run stops what is left. */
function diesWithParent(): boolean {
  if (setpriv !== undefined) return setpriv;
  try {
    execFileSync('setpriv', ['--pdeathsig', 'TERM', 'true'], {
      stdio: 'ignore',
      timeout: 2_000,
    });
    setpriv = true;
  } catch {
    setpriv = false;
  }
  return setpriv;
}
