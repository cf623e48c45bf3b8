import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { check } from '../check.ts';
import { readHouse } from '../house/read.ts';

const scripts = { lint: '', typecheck: '', 'test:unit': '' };
const dependencies = { '@skein/p': '*', '@skein/q': '*', '@skein/kit': '*' };

/** A repository of a few files in a folder of its own, its packages linked as npm would; gone when disposed of. */
export const plant = (
  sources: Readonly<Record<string, string>>,
  areas: Readonly<Record<string, string[]>> = {},
) => {
  const root = mkdtempSync(join(tmpdir(), 'skein-boundaries-'));
  const write = (path: string, text: string) => {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  mkdirSync(join(root, 'node_modules/@skein'), { recursive: true });
  for (const folder of new Set(Object.keys(sources).map((path) => path.split('/').slice(0, 2).join('/')))) {
    const name = basename(folder);
    const exports = { '.': './src/index.ts', './*': './src/*.ts' };
    const skein = areas[folder] && { areas: areas[folder] };
    const manifest = { name: `@skein/${name}`, exports, skein, scripts, dependencies };
    write(`${folder}/package.json`, JSON.stringify(manifest));
    symlinkSync(join(root, folder), join(root, 'node_modules/@skein', name));
  }
  for (const [path, text] of Object.entries(sources)) write(path, text);
  return { root, [Symbol.dispose]: () => rmSync(root, { recursive: true }) };
};

/** What one rule finds in such a repository, as `file:line message`. */
export const found = (
  rule: string,
  sources: Readonly<Record<string, string>>,
  areas?: Readonly<Record<string, string[]>>,
): string[] => {
  using tree = plant(sources, areas);
  return check(readHouse(tree.root))
    .filter((one) => one.rule === rule)
    .map(({ file, line, message }) => `${file}:${line} ${message}`);
};
