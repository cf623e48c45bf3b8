import { chmod, copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Puts the binary that `fetch` leaves somewhere in the folder it is given at `target` in `binDir`, whole or not at all.
 *
 * Two processes may do so at once: each works in a folder of its own and the last rename wins with the same content.
 * `check` runs before the rename, so what is at `target` has run on this machine. Returns the path of the binary.
 */
export async function stageBinary(
  binDir: string,
  target: string,
  fetch: (stage: string) => Promise<string>,
  check: (path: string) => Promise<unknown>,
): Promise<string> {
  await mkdir(binDir, { recursive: true });
  const stage = await mkdtemp(join(binDir, '.fetch-'));
  try {
    const fetched = await fetch(stage);
    const ready = join(stage, 'ready');
    // What a downloader found in a cache of its own stays there.
    await (fetched.startsWith(stage) ? rename(fetched, ready) : copyFile(fetched, ready));
    await chmod(ready, 0o755);
    await check(ready);
    await rename(ready, join(binDir, target));
    return join(binDir, target);
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

/** Throws unless the maker's download may be used and its address answers within two seconds. */
export async function assertReachable(address: string, env: NodeJS.ProcessEnv): Promise<void> {
  if (env.SKEIN_OFFLINE) throw new Error('SKEIN_OFFLINE is set');
  const answer = await fetch(address, {
    method: 'HEAD',
    signal: AbortSignal.timeout(2_000),
  }).catch((error) => {
    const cause = (error as Error).cause;
    throw new Error(`${new URL(address).host} is not reachable: ${(cause ?? error) as Error}`);
  });
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
}
