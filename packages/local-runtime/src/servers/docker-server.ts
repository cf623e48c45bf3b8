import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface DockerServerOptions {
  docker: string;
  image: string;
  name: string;
  /** The only folder the container sees, at the same path as outside. */
  dir: string;
  /** Bound to 127.0.0.1 outside; the same number inside, so that a replica set's address holds in both. */
  port: number;
  /** The program in the image, past a start script that would change to a user who may not write to `dir`. */
  entrypoint?: string;
  args: string[];
}

/**
 * How to run a server in the foreground of a `docker run`: the client passes SIGTERM on; a crash needs `docker kill`.
 * The container's name follows from its data directory, so that one left behind is found and removed first.
 */
export function dockerServer({ docker, image, name, dir, port, entrypoint, args }: DockerServerOptions) {
  const container = `skein-${name}-${createHash('sha256').update(dir).digest('hex').slice(0, 12)}`;
  const { getuid, getgid } = process;
  const user = getuid && getgid ? ['--user', `${getuid()}:${getgid()}`] : [];
  const publish = ['--publish', `127.0.0.1:${port}:${port}`, '--volume', `${dir}:${dir}`];
  const program = entrypoint ? ['--entrypoint', entrypoint] : [];
  return {
    command: [docker, 'run', '--rm', '--name', container, ...user, ...publish, ...program, image, ...args],
    beforeStart: async () => {
      await run(docker, ['rm', '--force', container]).catch(() => {});
    },
    crash: async () => {
      await run(docker, ['kill', '--signal', 'KILL', container]);
    },
    /** Pulling the image on the first run takes as long as the network does. */
    readyWithin: 600_000,
  };
}
