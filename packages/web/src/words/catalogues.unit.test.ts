import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { root } from '../server/folders.ts';

const program = join(root, '../../node_modules/@lingui/cli/dist/lingui.js');
const lingui = (...args: string[]) =>
  promisify(execFile)(process.execPath, [program, ...args], { cwd: root });

/** Where one fails: npm run words --workspace packages/web, then fill in what is empty in `src/words/*.po`. */
it('has every sentence of the page in its catalogues, and each in all languages', async () => {
  await expect(lingui('check', 'sync', '--clean', '--workers', '1')).resolves.toBeDefined();
  await expect(lingui('check', 'missing', '--mode', 'catalog', '--locale', 'sv,fr')).resolves.toBeDefined();
}, 300_000);
