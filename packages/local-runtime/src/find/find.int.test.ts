import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../fixtures/temporary-folder.ts';
import { findMongod } from './mongod.ts';
import { findNatsServer } from './nats-server.ts';

it('names each way tried when a server is not to be had', async () => {
  const binDir = await temporaryFolder();
  const env = { PATH: binDir, SKEIN_OFFLINE: '1' };
  const error = await findMongod({ binDir, env }).catch(String);
  for (const said of [
    'SKEIN_MONGO_URL is not set',
    'no mongod on PATH',
    'binary fetched earlier: none in',
    'no docker on PATH',
    'SKEIN_OFFLINE is set',
    'package from the Python index',
    'install MongoDB 6.0 to 8.x',
  ])
    expect(error).toContain(said);
  await expect(findNatsServer({ binDir, env })).rejects.toThrow('set SKEIN_NATS_URL');
});

it('takes an address from the environment before anything else', async () => {
  const url = 'nats://example.org:4222';
  expect(await findNatsServer({ env: { SKEIN_NATS_URL: url } })).toEqual({
    kind: 'address',
    url,
  });
});

it('skips a binary whose version will not do, says so, and takes one that will', async () => {
  const folder = await temporaryFolder();
  const binary = async (name: string, says: string) => {
    await writeFile(join(folder, name), `#!/bin/sh\necho '${says}'\n`);
    await chmod(join(folder, name), 0o755);
  };
  const env = { PATH: folder, SKEIN_OFFLINE: '1' };
  const said: string[] = [];
  const report = (line: string) => said.push(line);

  await binary('mongod', 'db version v5.0.9');
  await expect(findMongod({ binDir: folder, env, report })).rejects.toThrow('is 5.0.9; wanted: 6.0 to 8.x');
  expect(said.join()).toContain('binary on PATH skipped');
  await binary('mongod', 'db version v8.0.4');
  expect(await findMongod({ binDir: folder, env })).toMatchObject({
    kind: 'binary',
    version: '8.0.4',
  });

  await binary('nats-server', 'nats-server: v2.9.25');
  await expect(findNatsServer({ binDir: folder, env })).rejects.toThrow('is 2.9.25');
  await binary('nats-server', 'nats-server: v2.10.0');
  expect(await findNatsServer({ binDir: folder, env })).toMatchObject({
    kind: 'binary',
    version: '2.10.0',
  });
});

it('passes over a docker client without an engine', async () => {
  const folder = await temporaryFolder();
  const binDir = join(folder, 'bin');
  await mkdir(binDir);
  // What the client does when nobody listens: some versions say so and yet exit with 0.
  await writeFile(join(folder, 'docker'), '#!/bin/sh\necho "Cannot connect to the Docker daemon" >&2\n');
  await chmod(join(folder, 'docker'), 0o755);
  const search = findMongod({
    binDir,
    env: { PATH: folder, SKEIN_OFFLINE: '1' },
  });
  await expect(search).rejects.toThrow('the docker engine does not answer');
  expect(await readdir(binDir)).toEqual([]);
});
