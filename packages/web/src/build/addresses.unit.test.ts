import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pageAddresses } from '../server/addresses.ts';
import { root } from '../server/folders.ts';

it('serves the application at exactly the addresses of its routes', async () => {
  const files = ['src/router.tsx', 'src/meeting-routes.ts'];
  const routes = (await Promise.all(files.map((file) => readFile(join(root, file), 'utf8')))).join('\n');
  const paths = [...routes.matchAll(/^ {2}path: '([^']+)',$/gm)].map(([, path = '']) =>
    path.replaceAll('$', ':'),
  );
  expect(paths.sort()).toEqual([...pageAddresses].sort());
});
