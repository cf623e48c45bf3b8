import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../fixtures/temporary-folder.ts';
import { claimDataDir } from './claim.ts';
import { inspectProcess } from './inspect.ts';

/** A process whose command line names `dir`, as a server's does. */
function standIn(dir: string): number {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', dir], { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child.pid ?? 0;
}

it('stops a server that an earlier run left behind', async () => {
  const dir = await temporaryFolder();
  const pid = standIn(dir);
  const said: string[] = [];
  // Its noted parent is not the one it has: who started it is gone.
  await writeFile(join(dir, 'server.pid'), JSON.stringify({ pid, parent: 1 }));
  await claimDataDir(dir, 'server', (line) => said.push(line));
  expect(await inspectProcess(pid)).toBeUndefined();
  expect(said).toEqual([`stopping server ${pid}, left behind by an earlier run`]);
});

it('refuses a directory that a living run holds', async () => {
  const dir = await temporaryFolder();
  const pid = standIn(dir);
  (await claimDataDir(dir, 'server')).note(pid);
  await expect(claimDataDir(dir, 'server')).rejects.toThrow(`in use by server ${pid}`);
});

it('leaves alone a process that has nothing to do with the directory', async () => {
  const dir = await temporaryFolder();
  const pid = standIn('elsewhere');
  await writeFile(join(dir, 'server.pid'), JSON.stringify({ pid, parent: 1 }));
  const claim = await claimDataDir(dir, 'server');
  expect(await inspectProcess(pid)).toBeDefined();
  await claim.release();
  await expect(readFile(join(dir, 'server.pid'))).rejects.toThrow('ENOENT');
});

it('takes a pid file cut short by a crash for none', async () => {
  const dir = await temporaryFolder();
  await writeFile(join(dir, 'server.pid'), '{"pid":1');
  await claimDataDir(dir, 'server');
});
