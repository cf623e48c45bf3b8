import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { root } from '../server/folders.ts';

it('has every sentence of the page in each of its languages (else: npm run words --workspace packages/web)', async () => {
  const program = join(root, '../../node_modules/@lingui/cli/dist/lingui.js');
  const checked = promisify(execFile)(process.execPath, [program, 'check', '--workers', '1'], { cwd: root });
  await expect(checked).resolves.toMatchObject({ stdout: expect.stringContaining('') });
}, 60_000);
