import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where who runs on the data is noted: the start itself, and each server that may outlive it for a moment. */
const notes = ['running.pid', 'mongo/mongod.pid', 'nats/nats-server.pid'];

/** The process that runs on the data of this copy of the repository, or undefined if none does. */
export function holderOf(root) {
  return notes.map((note) => notedPid(join(root, '.skein', note))).find((pid) => pid && isOurs(pid, root));
}

function notedPid(file) {
  if (!existsSync(file)) return undefined;
  const pid = Number(/\d+/.exec(readFileSync(file, 'utf8'))?.[0]);
  return pid > 0 ? pid : undefined;
}

/** A start by hand, from inside of the repository, names no whole path. */
const entry = /packages\/demo\/src\/\w+\.ts/;

/** After a crash the number may be another program's; ours name the repository or its data in their command line. */
function isOurs(pid, root) {
  const command = commandOf(pid);
  return command === undefined ? isAlive(pid) : command.includes(join(root, '/')) || entry.test(command);
}

/** A process's command line, empty if it is gone; undefined where this machine does not tell. */
function commandOf(pid) {
  try {
    if (process.platform === 'linux') {
      return existsSync(`/proc/${pid}`) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : '';
    }
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch (error) {
    // What ps answers of a process that is gone.
    return error.status === 1 ? '' : undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
