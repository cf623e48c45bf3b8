import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from '@skein/service-kit/testing';
import { expect, it, onTestFinished } from 'vitest';
import { buildGateway, GatewayConfig } from './index.ts';

/** More than the gateway keeps connections to a service for everything else. */
const many = 150;

/** What is followed beside changes. */
const notes = '/api/v1/meetings/0190b5a0-0000-7000-8000-000000000001/notes-live';

/** A gateway before a service that answers at once, but for those who follow changes. */
const start = async () => {
  const following = new Set<ServerResponse>();
  const service = createServer((asked, reply) => {
    if (asked.url !== '/api/v1/live' && asked.url !== notes)
      return void reply.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    following.add(reply);
    reply.on('close', () => following.delete(reply));
    return void reply.writeHead(200, { 'content-type': 'text/event-stream' }).write('event: here\n\n');
  });
  service.listen(0, '127.0.0.1');
  await once(service, 'listening');
  const upstream = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  const names = ['MEMBERSHIP', 'MEETING', 'SURVEY', 'NOTIFICATION', 'INTAKE'];
  const urls = Object.fromEntries(names.map((name) => [`SKEIN_${name}_URL`, upstream]));
  const gateway = await buildGateway(GatewayConfig.parse({ SKEIN_LOG_LEVEL: 'silent', ...urls }));
  onTestFinished(() => {
    service.closeAllConnections();
    service.close();
  });
  return { gateway, url: await gateway.listen({ host: '127.0.0.1', port: 0 }), following };
};

it('hands on what comes as it comes, for as many as follow, and answers everything else beside it', async () => {
  const { gateway, url, following } = await start();
  const leaving = new AbortController();
  const addresses = Array.from({ length: many }, (_, index) => (index % 2 ? notes : '/api/v1/live'));
  const pages = await Promise.all(
    addresses.map((address) => fetch(`${url}${address}`, { signal: leaving.signal })),
  );
  expect(following.size).toBe(many);
  const [page] = pages;
  const reader = page?.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect(await reader?.read()).toMatchObject({ value: 'event: here\n\n' });
  expect((await fetch(`${url}/api/v1/network`)).status).toBe(200);
  for (const reply of following) reply.write('event: changed\n\n');
  expect(await reader?.read()).toMatchObject({ value: 'event: changed\n\n' });
  leaving.abort();
  await until('the service to notice that all have left', () => following.size === 0);
  await gateway.close();
});

it('stops although somebody follows', async () => {
  const { gateway, url } = await start();
  const page = await fetch(`${url}/api/v1/live`);
  await gateway.close();
  expect(await page.text()).toContain('event: here');
});
