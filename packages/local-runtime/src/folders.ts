import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where this copy of the repository lies. */
export const repository = fileURLToPath(new URL('../../..', import.meta.url));

/** `.skein/` at the root of the repository: data, logs and fetched binaries; `npm run reset` removes it. */
export function defaultDataDir(): string {
  return join(repository, '.skein');
}

/** Where fetched binaries are kept, whatever data directory is in use: they are fetched once. */
export function defaultBinDir(): string {
  return join(defaultDataDir(), 'bin');
}

/**
 * For the environment of a program that Node runs: half of what one takes to start is reading its sources; kept compiled,
 * they are read faster.
 */
export const compileCache = (): { NODE_COMPILE_CACHE: string } => ({
  NODE_COMPILE_CACHE: join(defaultDataDir(), 'cache'),
});
