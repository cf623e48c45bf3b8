import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pageAddresses } from '../server/addresses.ts';
import { root } from '../server/folders.ts';

it('serves the application at exactly the addresses of its routes', async () => {
  const router = await readFile(join(root, 'src/router.tsx'), 'utf8');
  const paths = [...router.matchAll(/^ {2}path: '([^']+)',$/gm)].map(([, path = '']) =>
    path.replaceAll('$', ':'),
  );
  expect(paths.sort()).toEqual([...pageAddresses].sort());
});
