import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const pages = globSync(['*.md', 'docs/**/*.md', '{infra,packages,services}/**/*.md'], {
  cwd: root,
  exclude: (path) => path.includes('node_modules'),
}).sort();
const scripts = Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts);

const files = globSync('{docs,infra,packages,scripts,services}/**/*', {
  cwd: root,
  exclude: (path) => path.includes('node_modules'),
});

/** Whoever deploys makes these, and Git never has them. */
const isSecret = (path: string): boolean => path.startsWith('infra/secrets/');

/**
 * What a page names that begins like the repository's own folders, or is a source file by the end of its path; a file that
 * the page itself shows is left out.
 */
const pathsIn = (text: string): string[] => {
  const shown = new Set([...text.matchAll(/^`([^`\n]+)`.*\n(?:.+\n)*\n```/gm)].map(([, path]) => path));
  const named = text.matchAll(
    /`((?:docs|infra|packages|scripts|services)\/[^`\s]*|[\w.-]+\/[\w./-]+\.(?:js|md|mjs|ts))`/g,
  );
  return [...named].flatMap(([, path = '']) => (shown.has(path) || isSecret(path) ? [] : [path]));
};

/** `<kind>` and `*` stand for any name. */
const isThere = (path: string): boolean => {
  const any = path
    .replace(/\/$/, '')
    .replaceAll('.', '\\.')
    .replaceAll(/<[^>]+>|\*/g, '[^/]+');
  return files.some((file) => new RegExp(`(?:^|/)${any}$`).test(file));
};

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(root, page), 'utf8');

  it('names files and folders that are there', () => {
    expect(pathsIn(text).filter((path) => !isThere(path))).toEqual([]);
  });

  it('leads to pages that are there', () => {
    const links = [...text.matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)].map(([, to = '']) => to);
    expect(links.filter((to) => !existsSync(join(root, dirname(page), to)))).toEqual([]);
  });

  it('names commands that there are', () => {
    const named = [...text.matchAll(/npm run ([\w:-]+)(?![\w:-]| [^`\n]*--workspace)/g)].map(
      ([, name = '']) => name,
    );
    expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
  });
});
