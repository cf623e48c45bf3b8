import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { built, root } from '../server/folders.ts';

const inputs = [
  '{web,answering,client,contracts}/{package,tsconfig}.json',
  'web/lingui.config.ts',
  '{web,answering,client,contracts}/src/**/*',
  '../package-lock.json',
  '../tsconfig.base.json',
];

/** A hash of all that a build follows from. */
const stampOfInputs = async (): Promise<string> => {
  const hash = createHash('sha256');
  const files: string[] = [];
  for await (const entry of glob(inputs, { cwd: dirname(root), withFileTypes: true }))
    if (entry.isFile()) files.push(join(entry.parentPath, entry.name));
  for (const file of files.sort()) hash.update(`${relative(root, file)}\0`).update(await readFile(file));
  return hash.digest('hex');
};

const buildIfChanged = async (): Promise<'built' | 'unchanged'> => {
  const stamp = await stampOfInputs();
  if (existsSync(built.stamp) && (await readFile(built.stamp, 'utf8')) === stamp) return 'unchanged';
  const { buildInto } = await import('./build.ts');
  await buildInto(dirname(built.stamp), stamp);
  return 'built';
};

let current: ReturnType<typeof buildIfChanged> | undefined;

/** Builds the pages unless they are as their sources are; once in a process, however many ask. */
export const ensureBuilt = (): Promise<'built' | 'unchanged'> => {
  current ??= buildIfChanged();
  return current;
};
