import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A live process: who started it (or who adopted it since) and its command line. */
export interface ProcessInfo {
  parent: number;
  command: string;
}

/** What is known of a process, or undefined when it is gone or only waits to be reaped. */
export async function inspectProcess(pid: number): Promise<ProcessInfo | undefined> {
  if (process.platform === 'linux') {
    const read = (file: string) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
    const [stat, commandLine] = await Promise.all([read('stat'), read('cmdline')]);
    // The name, in brackets, may hold anything; what follows its last bracket is fixed.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (!stat || state === 'Z' || state === 'X') return undefined;
    return {
      parent: Number(parent),
      command: commandLine.replaceAll('\0', ' '),
    };
  }
  const { stdout } = await run('ps', ['-ww', '-o', 'state=,ppid=,command=', '-p', String(pid)]).catch(() => ({
    stdout: '',
  }));
  const match = /^\s*(\S+)\s+(\d+)\s+(.*)$/m.exec(stdout);
  if (!match || match[1]?.startsWith('Z')) return undefined;
  return { parent: Number(match[2]), command: match[3] ?? '' };
}
