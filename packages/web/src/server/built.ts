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
  /** What is loaded only where it is needed, each by its source, with all that it brings along beyond `script(name)`. */
  later(name: string): ReadonlyMap<string, readonly string[]>;
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

export const assetsIn = (manifest: Manifest): Assets => {
  const entries = new Map(
    Object.values(manifest).flatMap((chunk) => (chunk.isEntry ? [[chunk.name ?? '', chunk] as const] : [])),
  );
  const entryOf = (name: string) => {
    const entry = entries.get(name);
    if (!entry) throw new Error(`The pages were built without “${name}”.`);
    return entry;
  };
  const keysOf = (imports: readonly string[], seen: Set<string>): string[] => {
    for (const key of imports) {
      if (seen.has(key)) continue;
      seen.add(key);
      keysOf(manifest[key]?.imports ?? [], seen);
    }
    return [...seen];
  };
  return {
    script: (name) => {
      const { file, imports = [] } = entryOf(name);
      const files = keysOf(imports, new Set()).flatMap((key) => manifest[key]?.file ?? []);
      return [file, ...files].map((path) => `/${path}`);
    },
    style: (name) => `/${entryOf(name).file}`,
    styles: (name) => {
      const { css = [], imports = [] } = entryOf(name);
      const chunks = keysOf(imports, new Set()).map((key) => manifest[key]);
      return [...new Set([...css, ...chunks.flatMap((chunk) => chunk?.css ?? [])])].map((path) => `/${path}`);
    },
    later: (name) => {
      const entry = entryOf(name);
      const own = Object.keys(manifest).filter((key) => manifest[key] === entry);
      const first = keysOf(entry.imports ?? [], new Set(own));
      const more = Object.entries(manifest).filter(([, { isDynamicEntry }]) => isDynamicEntry);
      return new Map(
        more.map(([source, { file, css = [], imports = [] }]) => {
          const chunks = keysOf(imports, new Set(first))
            .slice(first.length)
            .map((key) => manifest[key]);
          const files = [file, ...css, ...chunks.flatMap((chunk) => [chunk?.file ?? [], chunk?.css ?? []].flat())];
          return [source, [...new Set(files)].map((path) => `/${path}`)];
        }),
      );
    },
    file: (begin) => {
      const found = Object.values(manifest).find(({ src = '' }) => basename(src).startsWith(begin));
      return found && `/${found.file}`;
    },
  };
};

/** The pages as they were last built; throws with the remedy where they were not. */
export const builtPages = (): Pages => {
  const { pages, assets, manifest } = built;
  if (!existsSync(manifest))
    throw new Error('The pages are not built.\nRemedy: npm run build --workspace packages/web');
  return { pages, assets, names: assetsIn(JSON.parse(readFileSync(manifest, 'utf8'))) };
};
