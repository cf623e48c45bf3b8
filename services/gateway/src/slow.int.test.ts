import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { apiPrefix, type Route, routeCatalogue, tableTypes } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { until } from '@skein/service-kit/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { buildGateway, GatewayConfig } from './index.ts';

/** More than the gateway has connections to a service. */
const many = 140;
const usualMs = 1_000;

/** A gateway before services that answer at once; tells how many connections and requests reach them. */
const start = async (more: Record<string, string> = {}, patienceMs = 1_000) => {
  const reached = { connections: 0, requests: 0 };
  const service = createServer(async (asked, reply) => {
    reached.requests += 1;
    let bytes = 0;
    try {
      for await (const chunk of asked) bytes += chunk.length;
    } catch {
      return;
    }
    reply.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ bytes }));
  });
  service.on('connection', () => {
    reached.connections += 1;
  });
  service.listen(0, '127.0.0.1');
  await once(service, 'listening');
  const upstream = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  const urls = ['MEMBERSHIP', 'MEETING', 'SURVEY', 'NOTIFICATION', 'INTAKE'].map((name) => [
    `SKEIN_${name}_URL`,
    upstream,
  ]);
  const config = GatewayConfig.parse({ SKEIN_LOG_LEVEL: 'silent', ...Object.fromEntries(urls), ...more });
  const gateway = await buildGateway(config, { windowMs: patienceMs });
  onTestFinished(async () => {
    service.closeAllConnections();
    service.close();
    await gateway.close();
  });
  return { url: await gateway.listen({ host: '127.0.0.1', port: 0 }), reached };
};

const addressOf = (route: Route): string => `${apiPrefix}${route.path.replaceAll(/:\w+/g, newId)}`;

/** Begins a request, sends a byte of its body, and another now and then; nothing more. */
const drip = (url: string, method: string, path: string, from: string, announced = 5_000): Socket => {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), localAddress: from });
  const type = path.startsWith('/answer') ? 'application/x-www-form-urlencoded' : 'application/json';
  socket.write(
    `${method} ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: ${announced}\r\n\r\n`,
  );
  const dripping = setInterval(() => socket.write(' '), 100);
  socket.on('error', () => undefined).on('close', () => clearInterval(dripping));
  onTestFinished(() => void socket.destroy());
  return socket;
};

/** How long each of some requests takes, in milliseconds. */
const timesOf = async (url: string): Promise<number[]> => {
  const times: number[] = [];
  const asked: [string, string, string?][] = [
    ['GET', '/communities'],
    ['POST', '/sign-in-links', '{"email":"a@example.org"}'],
    ['POST', `/surveys/${newId()}/responses`, '{}'],
    ['POST', `/surveys/${newId()}/ballots`, '{}'],
    ['GET', '/meetings'],
  ];
  for (const [method, path, body] of asked) {
    const began = performance.now();
    const headers = { ...(body && { 'content-type': 'application/json' }) };
    const reply = await fetch(`${url}${apiPrefix}${path}`, { method, headers, ...(body && { body }) });
    expect([path, reply.status]).toEqual([path, 200]);
    await reply.text();
    times.push(performance.now() - began);
  }
  return times;
};

const bodied = routeCatalogue.filter(({ right, method }) => right === 'public' && method !== 'GET');
const dripped: [string, string][] = [
  ...bodied.map((route): [string, string] => [route.method, addressOf(route)]),
  ['POST', `/answer/${newId()}`],
];

describe('a byte now and then', () => {
  it.each(dripped)(
    'to %s %s takes nothing from others, and is ended',
    { timeout: 30_000 },
    async (method, path) => {
      const { url, reached } = await start();
      const sockets = Array.from({ length: many }, (_, index) =>
        drip(url, method, path, `127.0.0.${2 + (index % 8)}`),
      );
      const replies = sockets.map((socket) => text(socket).catch(() => ''));
      await Promise.all(sockets.map((socket) => once(socket, 'connect')));
      const times = await timesOf(url);
      expect(Math.max(...times)).toBeLessThan(usualMs);
      // None of them has come to the service.
      expect(reached.requests).toBe(times.length);
      for (const reply of await Promise.all(replies)) {
        // Who goes on sending may see the connection end before they read why.
        expect(reply === '' || reply.startsWith('HTTP/1.1 408 ')).toBe(true);
      }
      expect(reached.requests).toBe(times.length);
    },
  );

  it('and then none at all is told why it is ended', async () => {
    const { url } = await start();
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    onTestFinished(() => void socket.destroy());
    socket.write('POST /api/v1/sign-in-links HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n{');
    const reply = await text(socket);
    expect(reply).toContain('HTTP/1.1 408 ');
    expect(reply).toContain('"code":"too-slow"');
  });

  it('from one address is taken of so many at once, and others there are answered', async () => {
    const { url } = await start({}, 60_000);
    const sockets = Array.from({ length: many }, () =>
      drip(url, 'POST', '/api/v1/sign-in-links', '127.0.0.1'),
    );
    const ended = sockets.map((socket) => text(socket).catch(() => ''));
    const refused: string[] = [];
    for (const one of ended) void one.then((reply) => refused.push(reply));
    await until('those beyond the limit to be refused', () => refused.length === many - 64);
    expect(Math.max(...(await timesOf(url)))).toBeLessThan(usualMs);
    expect(refused).toHaveLength(many - 64);
    // Who goes on sending may see the connection end before they read why.
    for (const reply of refused) expect(reply === '' || reply.startsWith('HTTP/1.1 429 ')).toBe(true);
    expect(refused).toContainEqual(expect.stringContaining('HTTP/1.1 429 '));
  });

  it('of a list that is large is ended too, at the service as well', async () => {
    const { url, reached } = await start();
    const headers = { 'content-type': tableTypes.csv };
    const upload = request(`${url}/api/v1/imports`, { method: 'POST', headers });
    const answered = once(upload, 'response') as Promise<[IncomingMessage]>;
    upload.on('error', () => undefined);
    upload.write(Buffer.alloc(2 * 1024 * 1024, 'a,b\n'));
    await until('the list to reach the service', () => reached.requests === 1);
    const [reply] = await answered;
    expect([reply.statusCode, JSON.parse(await text(reply)).code]).toEqual([408, 'too-slow']);
    expect(Math.max(...(await timesOf(url)))).toBeLessThan(usualMs);
  });
});

describe('who does not read', () => {
  it('what they asked for takes nothing from others, and is ended', { timeout: 30_000 }, async () => {
    const piece = Buffer.alloc(4 * 1024 * 1024, 'a');
    let open = 0;
    const service = createServer((asked, reply) => {
      if (asked.url !== '/api/v1/communities') return void reply.end('{}');
      open += 1;
      reply.on('close', () => {
        open -= 1;
      });
      for (let count = 0; count < 16; count += 1) reply.write(piece);
      reply.end();
    });
    service.listen(0, '127.0.0.1');
    await once(service, 'listening');
    onTestFinished(() => {
      service.closeAllConnections();
      service.close();
    });
    const { url } = await start({
      SKEIN_MEMBERSHIP_URL: `http://127.0.0.1:${(service.address() as AddressInfo).port}`,
    });
    const { hostname, port } = new URL(url);
    const sockets = Array.from({ length: 10 }, () => {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => undefined).pause();
      socket.write('GET /api/v1/communities HTTP/1.1\r\nHost: x\r\n\r\n');
      onTestFinished(() => void socket.destroy());
      return socket;
    });
    await until('all to be asked for', () => open === sockets.length);
    await until('all to be ended', () => open === 0);
  });
});
