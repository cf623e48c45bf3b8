import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../fixtures/temporary-folder.ts';
import { repository } from '../folders.ts';
import { holdDataDir } from './hold.ts';

const run = promisify(execFile);

/** A process that lives until the test is over, with a word in its command line. */
const standIn = (word: string): ChildProcess => {
  const child = spawn('sh', ['-c', 'read line', word]);
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
};

/** A copy of what `npm run reset` runs, in a repository of its own, with data. */
const elsewhere = async (): Promise<{ root: string; data: string; reset: () => Promise<unknown> }> => {
  const root = await temporaryFolder();
  await cp(join(repository, 'scripts'), join(root, 'scripts'), { recursive: true });
  const data = join(root, '.skein');
  for (const folder of ['mongo', 'nats']) await mkdir(join(data, folder), { recursive: true });
  return { root, data, reset: () => run(process.execPath, [join(root, 'scripts/skein.mjs'), 'reset']) };
};

it.each([join(repository, 'packages/demo/src/start.ts'), 'packages/demo/src/demo.ts'])(
  'refuses data that %s runs on, and leaves its note where it is',
  async (started) => {
    const dir = await temporaryFolder();
    const other = standIn(started);
    await writeFile(join(dir, 'running.pid'), String(other.pid));
    await expect(holdDataDir(dir)).rejects.toThrow(`in use by process ${other.pid}; stop that first`);
    expect(await readFile(join(dir, 'running.pid'), 'utf8')).toBe(String(other.pid));
  },
);

it('takes over from a process that is gone, and from a number that is another program’s now', async () => {
  const dir = await temporaryFolder();
  const gone = standIn(repository);
  gone.kill('SIGKILL');
  await once(gone, 'exit');
  for (const noted of [gone.pid, standIn('of another program').pid, 'nonsense']) {
    await writeFile(join(dir, 'running.pid'), String(noted));
    const hold = await holdDataDir(dir);
    expect(await readFile(join(dir, 'running.pid'), 'utf8')).toBe(String(process.pid));
    hold.release();
    expect(existsSync(join(dir, 'running.pid'))).toBe(false);
  }
});

it('takes away no note but its own', async () => {
  const dir = await temporaryFolder();
  const hold = await holdDataDir(dir);
  await writeFile(join(dir, 'running.pid'), '1');
  hold.release();
  expect(await readFile(join(dir, 'running.pid'), 'utf8')).toBe('1');
});

it.each(['running.pid', 'mongo/mongod.pid', 'nats/nats-server.pid'])(
  'is not reset while the process of %s runs, and is once it has ended',
  async (note) => {
    const { root, data, reset } = await elsewhere();
    const holder = standIn(join(root, 'anything'));
    const { pid } = holder;
    await writeFile(
      join(data, note),
      note === 'running.pid' ? String(pid) : JSON.stringify({ pid, parent: 1 }),
    );
    await expect(reset()).rejects.toMatchObject({
      stderr: expect.stringContaining(`Process ${pid} runs on`),
    });
    expect(existsSync(join(data, note))).toBe(true);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    await reset();
    expect(existsSync(data)).toBe(false);
  },
);

it('is reset when the noted number is another program’s now', async () => {
  const { data, reset } = await elsewhere();
  await writeFile(join(data, 'running.pid'), String(standIn('of another program').pid));
  await reset();
  expect(existsSync(data)).toBe(false);
});
