import { existsSync, readFileSync } from 'node:fs';
import type { Manifest } from 'vite';
import { built } from './folders.ts';

/** The addresses of what a page loads, by names without the hashes. */
export interface Assets {
  /** A script's own address, then those of what it imports. */
  script(name: string): readonly string[];
  style(name: string): string;
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
  const importsOf = (imports: readonly string[], seen: Set<string>): Set<string> => {
    for (const key of imports) {
      const chunk = manifest[key];
      if (!chunk || seen.has(chunk.file)) continue;
      seen.add(chunk.file);
      importsOf(chunk.imports ?? [], seen);
    }
    return seen;
  };
  return {
    script: (name) => {
      const { file, imports = [] } = entryOf(name);
      return [file, ...importsOf(imports, new Set())].map((path) => `/${path}`);
    },
    style: (name) => `/${entryOf(name).file}`,
  };
};

/** The pages as they were last built; throws with the remedy where they were not. */
export const builtPages = (): Pages => {
  const { pages, assets, manifest } = built;
  if (!existsSync(manifest))
    throw new Error('The pages are not built.\nRemedy: npm run build --workspace packages/web');
  return { pages, assets, names: assetsIn(JSON.parse(readFileSync(manifest, 'utf8'))) };
};
