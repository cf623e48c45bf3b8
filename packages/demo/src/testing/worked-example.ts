import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file of an example, as its page shows it. */
export interface Block {
  readonly path: string;
  readonly text: string;
}

/** The fenced blocks of a page, each with the path that the paragraph before it begins with. */
export const blocksOf = (page: string): Block[] =>
  [...page.matchAll(/^`([^`\n]+)`.*\n(?:.+\n)*\n```ts\n([\s\S]*?)^```$/gm)].map(
    ([, path = '', text = '']) => ({
      path,
      text,
    }),
  );

/** The file of the same package that a line exports from; what comes from other packages stands before. */
const exportedFrom = (line: string): string => /'(\.[^']+)'/.exec(line)?.[1] ?? '';

/** A list of exports with one more, where its order has it. */
export const withLine = (list: string, line: string): string => {
  const lines = list.split('\n');
  const later = lines.findIndex((one) => exportedFrom(one) > exportedFrom(line));
  return lines.toSpliced(later === -1 ? lines.length - 1 : later, 0, line.trimEnd()).join('\n');
};

const workspaces = ['packages', 'services'];

/** Links what is installed at `from`, so that the repository's own packages are those of the copy. */
const linkInstalled = (root: string, copy: string, from: string): void => {
  const modules = join(root, from, 'node_modules');
  if (!existsSync(modules)) return;
  mkdirSync(join(copy, from, 'node_modules'), { recursive: true });
  for (const entry of readdirSync(modules)) {
    // Caches are each one's own; programs lie in their packages.
    if (entry === '@skein' || entry.startsWith('.')) continue;
    symlinkSync(join(modules, entry), join(copy, from, 'node_modules', entry));
  }
};

/** Copies what Git knows of the repository, or would, into an empty folder, ready to run. */
export const copyRepository = (root: string, copy: string): void => {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const path of new Set(listed.split('\0'))) {
    if (!path || !existsSync(join(root, path))) continue;
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    copyFileSync(join(root, path), join(copy, path));
  }
  linkInstalled(root, copy, '');
  for (const kind of workspaces)
    for (const name of readdirSync(join(root, kind))) linkInstalled(root, copy, join(kind, name));
  const own = join('node_modules', '@skein');
  mkdirSync(join(copy, own));
  // Each is a relative link to its folder, which leads to the copy's there.
  for (const name of readdirSync(join(root, own)))
    symlinkSync(readlinkSync(join(root, own, name)), join(copy, own, name));
};
