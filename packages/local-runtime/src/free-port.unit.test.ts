import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { freePort } from './free-port.ts';

it('gives the preferred port if it is free', async () => {
  const port = await freePort();
  expect(await freePort(port)).toBe(port);
});

it('gives a later port if the preferred one is taken', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const given = await freePort(port);
  expect(given).toBeGreaterThan(port);
  expect(given).toBeLessThan(port + 100);
});
