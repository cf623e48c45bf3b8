import { globSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { ResolverFactory } from 'oxc-resolver';
import { z } from 'zod';
import type { House, Import, SourceFile, Workspace } from './house.ts';
import { parseSource } from './parse.ts';

const Manifest = z.object({
  name: z.string(),
  skein: z.object({ areas: z.array(z.string()).optional() }).optional(),
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
  scripts: z.record(z.string(), z.string()).default({}),
});

/** Reads the sources of all packages and services below a root, and what of the repository they import besides. */
export const readHouse = (from: string): House => {
  const root = realpathSync(from);
  const workspaces = globSync('{packages,services}/*/package.json', { cwd: root })
    .sort()
    .map((path): Workspace => {
      const manifest = Manifest.parse(JSON.parse(readFileSync(join(root, path), 'utf8')));
      return {
        folder: withSlashes(dirname(path)),
        name: manifest.name,
        areas: manifest.skein?.areas,
        dependencies: Object.keys(manifest.dependencies),
        devDependencies: Object.keys(manifest.devDependencies),
        scripts: Object.keys(manifest.scripts),
      };
    });
  const resolver = new ResolverFactory({ conditionNames: ['node', 'import'], builtinModules: true });
  const files = new Map<string, SourceFile>();
  const waiting = globSync('{packages,services}/*/src/**/*.{ts,tsx}', { cwd: root }).map(withSlashes).sort();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (files.has(path)) continue;
    const file = readSource(root, path, resolver);
    files.set(path, file);
    waiting.push(
      ...file.imports.filter(({ to, external }) => !external && isScript.test(to)).map(({ to }) => to),
    );
  }
  return { files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))), workspaces };
};

const isScript = /\.(?:[cm]?js|tsx?)$/;
const ofTests = /\.(?:test|fixture)\.tsx?$|\/src\/(?:.+\/)?(?:testing|fixtures)\//;

const readSource = (root: string, path: string, resolver: ResolverFactory): SourceFile => {
  const { imports, ...rest } = parseSource(path, readFileSync(join(root, path), 'utf8'));
  const resolved = imports.map(({ specifier, line, typeOnly }): Import => {
    const target = resolve(root, path, specifier, resolver);
    if (target === undefined)
      throw new Error(`${path}:${line} imports ${specifier}, which is not to be found.`);
    return { specifier, line, typeOnly, ...target };
  });
  return { path, ofTests: ofTests.test(path), imports: resolved, ...rest };
};

/** Where an import leads. What is not a relative path nor a workspace's name is external, installed or not. */
const resolve = (
  root: string,
  path: string,
  specifier: string,
  resolver: ResolverFactory,
): { to: string; external: boolean } | undefined => {
  const { path: found } = resolver.sync(dirname(join(root, path)), specifier);
  const inside = found === undefined ? undefined : withSlashes(relative(root, found));
  if (inside !== undefined && !inside.startsWith('../') && !inside.includes('node_modules/')) {
    return { to: inside, external: false };
  }
  return /^(?:\.|@skein\/)/.test(specifier) ? undefined : { to: specifier, external: true };
};

const withSlashes = (path: string): string => path.split(sep).join('/');
