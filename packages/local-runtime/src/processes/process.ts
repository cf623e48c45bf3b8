import { setTimeout as delay } from 'node:timers/promises';
import { type Child, type ChildOptions, type ExitStatus, spawnChild } from './child.ts';

export interface ProcessOptions extends ChildOptions {
  /** Told the pid of each run as soon as there is one. */
  onSpawn?: (pid: number) => void;
  /** Asked again and again until it answers true; a rejection counts as false. Default: ready once spawned. */
  ready?: () => Promise<boolean>;
  /** Milliseconds to wait for `ready`; default 60,000. */
  readyWithin?: number;
}

export interface ProcessHandle extends AsyncDisposable {
  readonly name: string;
  /** Undefined while it does not run. */
  readonly pid: number | undefined;
  /** Settles when the run now going (or the last one) has ended, for whatever reason. */
  readonly exited: Promise<ExitStatus>;
  /** The last lines that this run, or the last one, logged. */
  readonly lastLines: () => string;
  /** SIGTERM, SIGKILL after the grace; resolves when it has ended. */
  stop: () => Promise<void>;
  /** SIGKILL; resolves when it has ended. */
  kill: () => Promise<void>;
  /** Stops it if it runs, starts it anew and waits until it is ready. */
  restart: () => Promise<void>;
}

/**
 * Starts a process, waits until it is ready and looks after it.
 *
 * It gets a session of its own, so that Ctrl-C in a terminal reaches only this process, which then stops what it
 * started in order. It ends when this process does, however that ends.
 * Throws, with the last lines of its log, when it exits before it is ready or is not ready in time.
 */
export async function startProcess(options: ProcessOptions): Promise<ProcessHandle> {
  let current = await begin(options);
  const stop = () => current.end('SIGTERM');
  return {
    name: options.name,
    get pid() {
      return current.pid();
    },
    get exited() {
      return current.exited;
    },
    lastLines: () => current.lastLines(),
    stop,
    kill: () => current.end('SIGKILL'),
    restart: async () => {
      await stop();
      current = await begin(options);
    },
    [Symbol.asyncDispose]: stop,
  };
}

/** A probe for `ready`: whether a GET of `url` answers 200 within a second. */
export function httpProbe(url: string): () => Promise<boolean> {
  return () => fetch(url, { signal: AbortSignal.timeout(1_000) }).then(({ status }) => status === 200);
}

async function begin(options: ProcessOptions): Promise<Child> {
  const child = spawnChild(options);
  try {
    const pid = child.pid();
    if (pid) options.onSpawn?.(pid);
    await untilReady(child, options);
    return child;
  } catch (error) {
    await child.end('SIGKILL');
    throw new Error(`${(error as Error).message}${child.lastLines()}`);
  }
}

async function untilReady(child: Child, options: ProcessOptions): Promise<void> {
  const { name, ready = async () => true, readyWithin = 60_000 } = options;
  const deadline = Date.now() + readyWithin;
  // Quick at first: a server that is up in half a second should not cost a whole one.
  for (let pause = 10; Date.now() < deadline; pause = Math.min(pause * 1.5, 50)) {
    const probe = ready().catch(() => false);
    const outcome = await Promise.race([
      probe,
      child.exited,
      delay(deadline - Date.now(), false, { ref: false }),
    ]);
    if (outcome === true) return;
    if (outcome !== false) {
      throw new Error(`${name} ended before it was ready (code ${outcome.code}, signal ${outcome.signal}).`);
    }
    await Promise.race([child.exited, delay(pause)]);
  }
  throw new Error(`${name} was not ready within ${readyWithin / 1000} s.`);
}
