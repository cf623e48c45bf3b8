import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Makes a folder, with all above it, that nobody but its owner sees into, or makes one such that was open before. */
export const privateFolder = async (dir: string): Promise<void> => {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  await chmod(dir, 0o700);
};

/** Writes a file that nobody but its owner reads. */
export const writePrivate = async (file: string, text: string): Promise<void> => {
  await writeFile(file, text, { mode: 0o600 });
  await chmod(file, 0o600);
};

/** The secret of this name in a folder, made where it is not there: once made, it stays. Letters and figures alone. */
export const secretIn = async (dir: string, name: string): Promise<string> => {
  const folder = join(dir, 'secrets');
  const file = join(folder, name);
  await privateFolder(folder);
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept) {
    await chmod(file, 0o600);
    return kept;
  }
  const secret = randomBytes(32).toString('hex');
  await writePrivate(file, secret);
  return secret;
};

/** Where the secret of this name lies. */
export const secretFile = (dir: string, name: string): string => join(dir, 'secrets', name);

/** An address with whom to sign in as. */
export const signedIn = (url: string, user: string, password: string): string =>
  url.replace('://', `://${user}:${password}@`);
