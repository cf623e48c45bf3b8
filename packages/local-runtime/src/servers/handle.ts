import type { FindOptions } from '../find/ways.ts';
import type { Supervised } from '../processes/supervise.ts';

export interface ServerOptions extends FindOptions {
  /** The server's data, log and pid file go into a folder of its own in here; it is made. */
  dataDir: string;
  /** Taken if free, else the next free one; 0 or none: of the operating system's choosing. */
  port?: number | undefined;
}

/** A running server. One that someone else runs (address in the environment) can only be used: the rest throws. */
export interface ServerHandle extends AsyncDisposable {
  /** For whoever may do all. */
  readonly url: string;
  /** The address for a user, with their password; the one above for who is none, and for a server of others. */
  urlFor: (user: string) => string;
  /** The same over restarts. */
  readonly port: number;
  /** Undefined while it does not run, and for a server in a container or elsewhere. */
  readonly pid: number | undefined;
  /** How whoever looks after it sees it; undefined for a server that someone else runs or that is a test's alone. */
  readonly supervised?: Supervised | undefined;
  /** Orderly, the data stays. Nothing for a server someone else runs. */
  stop: () => Promise<void>;
  /** SIGKILL, as in a crash. */
  kill: () => Promise<void>;
  /** Same data, same port; resolves when it answers again. */
  restart: () => Promise<void>;
}

/** The handle of a server at an address from the environment. */
export function elsewhere(url: string, defaultPort: number): ServerHandle {
  const refuse = async () => {
    throw new Error(`the server at ${url.replace(/\/\/[^@/]*@/, '//')} is not ours to stop or start`);
  };
  const stop = async () => {};
  // A list of hosts is no URL to Node; the first host's port is the one to name.
  const port = Number(/:(\d+)(?=[,/?]|$)/.exec(url)?.[1] ?? defaultPort);
  return {
    url,
    urlFor: () => url,
    port,
    pid: undefined,
    stop,
    kill: refuse,
    restart: refuse,
    [Symbol.asyncDispose]: stop,
  };
}
