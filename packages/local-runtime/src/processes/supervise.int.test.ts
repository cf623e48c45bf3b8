import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { temporaryFolder } from '../fixtures/temporary-folder.ts';
import { freePort } from '../free-port.ts';
import { startNats } from '../servers/nats.ts';
import { httpProbe, startProcess } from './process.ts';
import { type Supervised, type SuperviseOptions, supervise } from './supervise.ts';

// A machine's first run fetches the server.
vi.setConfig({ testTimeout: 120_000 });
// These tests crash servers: they must be their own, whatever the environment lends.
for (const name of ['SKEIN_MONGO_URL', 'SKEIN_NATS_URL', 'SKEIN_TEST_SERVERS']) vi.stubEnv(name, '');

const until = (probe: () => boolean) => vi.waitUntil(probe, { timeout: 60_000, interval: 10 });

/** Supervises with short waits; gives what is reported. */
const watched = (one: Supervised, options: Partial<SuperviseOptions> = {}): string[] => {
  const said: string[] = [];
  const supervision = supervise([one], {
    report: (line) => void said.push(line),
    hasRoom: async () => true,
    waitsMs: [10, 20, 30],
    ...options,
  });
  onTestFinished(() => supervision.stop());
  return said;
};

/** A service that fails at its start while `failing` is there. */
const service = async () => {
  const folder = await temporaryFolder();
  const failing = join(folder, 'failing');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const handle = await startProcess({
    name: 'service',
    entry: join(import.meta.dirname, '../fixtures/service.ts'),
    env: { PORT: String(port), FAIL_WHILE: failing },
    logFile: join(folder, 'service.log'),
    ready: httpProbe(url),
  });
  onTestFinished(() => handle.kill());
  return { handle, url, failing };
};

const crash = (pid: number | undefined): void => void process.kill(pid ?? 0, 'SIGKILL');

it('starts a process again that died, and says so, each time', async () => {
  const { handle, url } = await service();
  const said = watched(handle, { steadyMs: 0 });
  for (const times of [1, 2, 3, 4]) {
    const before = handle.pid;
    crash(before);
    await until(() => said.filter((line) => line === 'service is up again.').length === times);
    expect(handle.pid).not.toBe(before);
    expect(Number(await (await fetch(url)).text())).toBe(handle.pid);
  }
  expect(said.slice(0, 3)).toEqual([
    'service was ended by SIGKILL.',
    'service is started again in 0 s …',
    'service is up again.',
  ]);
});

it('gives up after a start for each wait, and says what the process said last', async () => {
  const { handle, failing } = await service();
  const said = watched(handle, { waitsMs: [10, 100, 300] });
  await writeFile(failing, '');
  crash(handle.pid);
  await until(() => said.some((line) => line.includes('given up')));
  expect(said.filter((line) => line.includes('is started again in'))).toEqual([
    'service is started again in 0 s …',
    'service is started again in 0.1 s …',
    'service is started again in 0.3 s …',
  ]);
  expect(said.at(-1)).toContain('given up after 3 starts that did not last');
  expect(said.at(-1)).toContain('ended before it was ready (code 3');
  expect(said.at(-1)).toContain('line 30');
});

it('waits for room on a full disk as long as it takes, and then starts it', async () => {
  const { handle, failing } = await service();
  let room = false;
  let asked = 0;
  const said = watched(handle, {
    hasRoom: async () => {
      asked += 1;
      return room;
    },
  });
  await writeFile(failing, '');
  crash(handle.pid);
  await until(() => asked > 1);
  expect(said.at(-1)).toBe('service waits for room: the disk is full.');
  await rm(failing);
  room = true;
  await until(() => said.at(-1) === 'service is up again.');
});

it('starts a server again that runs but no longer answers', async () => {
  const nats = await startNats({ dataDir: await temporaryFolder() });
  onTestFinished(() => nats.stop());
  if (!nats.supervised) throw new Error('not ours');
  const said = watched(nats.supervised, { askEveryMs: 10 });
  const before = nats.pid;
  process.kill(before ?? 0, 'SIGSTOP');
  // A stopped process takes no other signal than this until it goes on.
  await until(() => said.includes('nats-server runs but does not answer.'));
  process.kill(before ?? 0, 'SIGCONT');
  await until(() => said.at(-1) === 'nats-server is up again.');
  expect(nats.pid).not.toBe(before);
});

it('leaves a process alone that is stopped after nobody cares any more', async () => {
  const { handle } = await service();
  const said: string[] = [];
  const supervision = supervise([handle], {
    report: (line) => void said.push(line),
    hasRoom: async () => true,
  });
  supervision.stop();
  await handle.stop();
  expect(handle.pid).toBeUndefined();
  expect(said).toEqual([]);
});
