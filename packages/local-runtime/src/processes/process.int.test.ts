import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { temporaryFolder } from '../fixtures/temporary-folder.ts';
import { freePort } from '../free-port.ts';
import { startNats } from '../servers/nats.ts';
import { inspectProcess } from './inspect.ts';
import { httpProbe, startProcess } from './process.ts';

// A machine's first run fetches the server.
vi.setConfig({ testTimeout: 120_000 });
// These tests crash servers: they must be their own, whatever the environment lends.
for (const name of ['SKEIN_MONGO_URL', 'SKEIN_NATS_URL', 'SKEIN_TEST_SERVERS']) vi.stubEnv(name, '');

const entry = join(import.meta.dirname, '../fixtures/service.ts');

async function service() {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const handle = await startProcess({
    name: 'service',
    entry,
    env: { PORT: String(port) },
    logFile: join(await temporaryFolder(), 'logs/service.log'),
    ready: httpProbe(url),
  });
  onTestFinished(() => handle.kill());
  const servedBy = async () => Number(await (await fetch(url)).text());
  return { handle, servedBy };
}

it('is ready when it answers, and restarts as another process', async () => {
  const { handle, servedBy } = await service();
  const first = handle.pid;
  expect(await servedBy()).toBe(first);
  await handle.kill();
  expect(handle.pid).toBeUndefined();
  expect(await handle.exited).toEqual({ code: null, signal: 'SIGKILL' });
  await handle.restart();
  expect(await servedBy()).toBe(handle.pid);
  expect(handle.pid).not.toBe(first);
});

it('tells of an exit nobody asked for', async () => {
  const { handle } = await service();
  process.kill(handle.pid ?? 0, 'SIGKILL');
  expect(await handle.exited).toEqual({ code: null, signal: 'SIGKILL' });
});

it('throws with the last 20 lines of the log when it ends before it is ready', async () => {
  const logFile = join(await temporaryFolder(), 'service.log');
  const options = {
    name: 'service',
    entry,
    env: { FAIL: '1' },
    logFile,
    ready: async () => false,
  };
  const message = await startProcess(options).catch(String);
  expect(message).toContain('service ended before it was ready (code 3');
  expect(message).toContain('line 11\n');
  expect(message).toContain('line 30');
  expect(message).not.toContain('line 10\n');
});

it('throws when the program does not exist, and when it is not ready in time', async () => {
  const logFile = join(await temporaryFolder(), 'service.log');
  await expect(
    startProcess({
      name: 'ghost',
      command: ['no-such-program'],
      logFile,
      ready: async () => false,
    }),
  ).rejects.toThrow('ghost ended before it was ready');
  const slow = {
    name: 'slow',
    command: ['sleep', '60'] as [string, string],
    logFile,
    ready: async () => false,
  };
  await expect(startProcess({ ...slow, readyWithin: 50 })).rejects.toThrow(
    'slow was not ready within 0.05 s',
  );
});

it('leaves nothing running when the one who started it all is killed', async () => {
  const dataDir = await temporaryFolder();
  const parent = spawn(process.execPath, [join(import.meta.dirname, '../fixtures/parent.ts'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(parent.stdout, 'data');
  const pids = JSON.parse(String(line)) as { service: number; nats: number };
  expect(await inspectProcess(pids.service)).toBeDefined();
  await expect(startNats({ dataDir })).rejects.toThrow('is in use by nats-server');

  parent.kill('SIGKILL');
  await vi.waitFor(async () => expect(await inspectProcess(pids.service)).toBeUndefined(), {
    timeout: 10_000,
  });
  // Where the system cannot end NATS with its parent, the next start does.
  const nats = await startNats({ dataDir });
  expect(await inspectProcess(pids.nats)).toBeUndefined();
  await nats.stop();
});
