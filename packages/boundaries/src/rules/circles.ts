import { type House, type Import, production, type SourceFile, type Violation } from '../house/house.ts';

/** What leads from one thing to another, and one import that does so. */
type Ways = Map<string, Map<string, { file: string; via: Import }>>;

/** No file leads back to itself, be it by types alone. Every file of a circle is one violation, with its shortest way. */
export const fileCircles = (house: House): Violation[] => {
  const ways: Ways = new Map();
  for (const file of house.files.values()) collect(ways, file, (path) => path);
  return circlesOf(ways).map(({ circle, first }) => ({
    rule: 'circle',
    file: first.file,
    line: first.via.line,
    message: `stands in a circle: ${circle.join(' → ')}`,
    remedy: 'Move what both need below both, or hand it in from above.',
  }));
};

/**
 * The same for the folders and files that stand side by side in a folder, at every depth: rooms, areas, capabilities.
 * Tests may look anywhere.
 */
export const folderCircles = (house: House): Violation[] => {
  const files = production(house);
  const found = foldersOf(files).flatMap((folder) => {
    const ways: Ways = new Map();
    for (const file of files)
      if (isIn(folder, file.path)) collect(ways, file, (path) => childOf(folder, path));
    // A circle of files alone is told as such.
    return circlesOf(ways).filter(({ node, circle }) => !isFile(node) || !circle.every(isFile));
  });
  return found.map(({ circle, first }) => ({
    rule: 'folder-circle',
    file: first.file,
    line: first.via.line,
    message: `${first.via.specifier} closes a circle of folders: ${circle.join(' → ')}`,
    remedy:
      'Decide which of them is below; what the lower one needs of the higher moves down, or is handed in.',
  }));
};

const collect = (ways: Ways, file: SourceFile, nodeOf: (path: string) => string | undefined): void => {
  const from = nodeOf(file.path);
  if (from === undefined) return;
  const out = ways.get(from) ?? new Map();
  ways.set(from, out);
  for (const via of file.imports) {
    const to = via.external ? undefined : nodeOf(via.to);
    const withinFolder = to === from && to !== file.path;
    if (to !== undefined && !withinFolder && !out.has(to)) out.set(to, { file: file.path, via });
  }
};

const circlesOf = (ways: Ways) =>
  [...ways.keys()].flatMap((node) => {
    const circle = shortestCircle(ways, node);
    const first = circle && ways.get(node)?.get(circle[1] ?? node);
    return circle && first ? [{ node, circle, first }] : [];
  });

/** The shortest way from a node back to it, both ends named; breadth first. */
const shortestCircle = (ways: Ways, start: string): string[] | undefined => {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const node of queue) {
    for (const next of ways.get(node)?.keys() ?? []) {
      if (next === start) return wayTo(node, cameFrom, start);
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, node);
      queue.push(next);
    }
  }
  return undefined;
};

const wayTo = (last: string, cameFrom: ReadonlyMap<string, string>, start: string): string[] => {
  const way = [start];
  for (let node: string | undefined = last; node !== undefined; node = cameFrom.get(node)) {
    if (node !== start) way.unshift(node);
  }
  return [start, ...way];
};

const foldersOf = (files: readonly SourceFile[]): string[] => {
  const folders = new Set<string>();
  for (const { path } of files) {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth++) folders.add(parts.slice(0, depth).join('/'));
  }
  return [...folders].sort();
};

const isIn = (folder: string, path: string): boolean => path.startsWith(`${folder}/`);

const childOf = (folder: string, path: string): string | undefined =>
  isIn(folder, path) ? `${folder}/${path.slice(folder.length + 1).split('/')[0]}` : undefined;

const isFile = (node: string): boolean => /\.\w+$/.test(node);
