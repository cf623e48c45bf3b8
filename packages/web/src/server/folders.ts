import { join } from 'node:path';

/** Where a build lies: pages and icon, files with a hash in their names, and what says which of these is which. */
export const foldersIn = (dist: string) => ({
  pages: join(dist, 'pages'),
  assets: join(dist, 'assets'),
  manifest: join(dist, 'manifest.json'),
  stamp: join(dist, 'stamp'),
});

export const root: string = join(import.meta.dirname, '../..');
export const built = foldersIn(join(root, 'dist'));
