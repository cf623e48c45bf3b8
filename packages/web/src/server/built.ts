import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Manifest } from 'vite';
import { built } from './folders.ts';

/** The addresses of what a page loads, by names without the hashes. */
export interface Assets {
  /** A script's own address, then those of what it imports. */
  script(name: string): readonly string[];
  style(name: string): string;
  /** The styles that a script comes with, its own and those of what it imports. */
  styles(name: string): readonly string[];
  /** Files with this ending, such as fonts, by the beginning of their names. */
  file(begin: string): string | undefined;
}

/** What was built, to be served. */
export interface Pages {
  /** Folder of what has no hash in its name: documents, and the icon. */
  readonly pages: string;
  /** Folder of what has one, served below `/assets/`. */
  readonly assets: string;
  readonly names: Assets;
}

/** The keys of all that these import, those that were seen already first. */
const keysOf = (manifest: Manifest, imports: readonly string[], seen = new Set<string>()): string[] => {
  for (const key of imports) {
    if (seen.has(key)) continue;
    seen.add(key);
    keysOf(manifest, manifest[key]?.imports ?? [], seen);
  }
  return [...seen];
};

/** What is loaded only where it is needed, by its source: all that it brings along beyond what `first` has. */
export const laterIn = (manifest: Manifest, first: readonly string[]): ReadonlyMap<string, string[]> => {
  const more = Object.entries(manifest).filter(([, { isDynamicEntry }]) => isDynamicEntry);
  return new Map(
    more.map(([source]) => {
      const chunks = keysOf(manifest, [source]).map((key) => manifest[key]);
      const files = chunks.flatMap((chunk) => [...(chunk ? [chunk.file] : []), ...(chunk?.css ?? [])]);
      return [source, [...new Set(files)].map((path) => `/${path}`).filter((path) => !first.includes(path))];
    }),
  );
};

export const assetsIn = (manifest: Manifest): Assets => {
  const entries = new Map(
    Object.values(manifest).flatMap((chunk) => (chunk.isEntry ? [[chunk.name ?? '', chunk] as const] : [])),
  );
  const entryOf = (name: string) => {
    const entry = entries.get(name);
    if (!entry) throw new Error(`The pages were built without “${name}”.`);
    return entry;
  };
  return {
    script: (name) => {
      const { file, imports = [] } = entryOf(name);
      const files = keysOf(manifest, imports).flatMap((key) => manifest[key]?.file ?? []);
      return [file, ...files].map((path) => `/${path}`);
    },
    style: (name) => `/${entryOf(name).file}`,
    styles: (name) => {
      const { css = [], imports = [] } = entryOf(name);
      const chunks = keysOf(manifest, imports).map((key) => manifest[key]);
      return [...new Set([...css, ...chunks.flatMap((chunk) => chunk?.css ?? [])])].map((path) => `/${path}`);
    },
    file: (begin) => {
      const found = Object.values(manifest).find(({ src = '' }) => basename(src).startsWith(begin));
      return found && `/${found.file}`;
    },
  };
};

export const builtManifest = (): Manifest => JSON.parse(readFileSync(built.manifest, 'utf8'));

/** The pages as they were last built; throws with the remedy where they were not. */
export const builtPages = (): Pages => {
  const { pages, assets, manifest } = built;
  if (!existsSync(manifest))
    throw new Error('The pages are not built.\nRemedy: npm run build --workspace packages/web');
  return { pages, assets, names: assetsIn(builtManifest()) };
};
