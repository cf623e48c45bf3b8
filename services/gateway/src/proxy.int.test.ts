import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  Agent,
  createServer,
  type IncomingMessage,
  type RequestListener,
  request,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { tableTypes } from '@skein/contracts';
import { type LogDestination, newId } from '@skein/service-kit';
import { until } from '@skein/service-kit/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { buildGateway, GatewayConfig } from './index.ts';

const piece = Buffer.alloc(1024 * 1024, 'name,email\n');

/** A gateway before a membership that answers in a chosen way; gives the gateway's address. */
const startBoth = async (
  answer: RequestListener,
  more: Record<string, string> = {},
  logTo?: LogDestination,
): Promise<string> => {
  const membership: Server = createServer(answer).listen(0, '127.0.0.1');
  await once(membership, 'listening');
  const upstream = `http://127.0.0.1:${(membership.address() as AddressInfo).port}`;
  const gateway = await buildGateway(
    GatewayConfig.parse({
      SKEIN_LOG_LEVEL: 'silent',
      SKEIN_MEMBERSHIP_URL: upstream,
      SKEIN_MEETING_URL: upstream,
      SKEIN_SURVEY_URL: upstream,
      SKEIN_NOTIFICATION_URL: upstream,
      SKEIN_INTAKE_URL: upstream,
      ...more,
    }),
    {},
    logTo,
  );
  onTestFinished(async () => {
    membership.closeAllConnections();
    membership.close();
    await gateway.close();
  });
  return gateway.listen({ host: '127.0.0.1', port: 0 });
};

it('hands a list of members on as it comes, far beyond the size of other bodies', async () => {
  let received = 0;
  const hash = createHash('sha256');
  const url = await startBoth(async (upload, reply) => {
    for await (const chunk of upload) {
      received += chunk.length;
      hash.update(chunk);
    }
    reply.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ received }));
  });
  const sent = createHash('sha256');
  const headers = { 'content-type': tableTypes.csv };
  const upload = request(`${url}/api/v1/imports`, { method: 'POST', headers });
  const answered = once(upload, 'response') as Promise<[IncomingMessage]>;
  for (let count = 0; count < 40; count += 1) {
    sent.update(piece);
    if (!upload.write(piece)) await once(upload, 'drain');
    // The first pieces are there before the last are sent: the gateway holds no file.
    if (count === 8) await until('the first pieces have arrived', () => received > 0);
  }
  upload.end();
  const [reply] = await answered;
  expect(reply.statusCode).toBe(201);
  expect(received).toBe(40 * piece.length);
  expect(hash.digest('hex')).toBe(sent.digest('hex'));
  reply.resume();
});

it('hands an export on as it is made', async () => {
  let finish = (): void => undefined;
  const url = await startBoth((_request, reply) => {
    reply.writeHead(200, { 'content-type': tableTypes.csv, 'content-disposition': 'attachment' });
    reply.write(piece);
    finish = () => reply.end(piece);
  });
  const response = await fetch(`${url}/api/v1/exports/members`);
  expect(response.headers.get('content-disposition')).toBe('attachment');
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    // Not made to its end before its first half is here.
    if (bytes === piece.length) finish();
  }
  expect(bytes).toBe(2 * piece.length);
});

it('cuts an export off where it broke: half a list must not look whole', async () => {
  const url = await startBoth((_request, reply) => {
    reply.writeHead(200, { 'content-type': tableTypes.csv });
    reply.write(piece, () => reply.destroy());
  });
  const response = await fetch(`${url}/api/v1/exports/members`);
  await expect(response.arrayBuffer()).rejects.toThrow();
});

it('lets the service say that a list is too large', async () => {
  const url = await startBoth(async (upload, reply) => {
    await once(upload.resume(), 'end');
    const problem = JSON.stringify({ code: 'too-large' });
    reply.writeHead(413, { 'content-type': 'application/problem+json' }).end(problem);
  });
  const body = new Uint8Array(33 * 1024 * 1024);
  const headers = { 'content-type': tableTypes.csv };
  const response = await fetch(`${url}/api/v1/imports`, { method: 'POST', headers, body });
  expect(response.status).toBe(413);
  expect(await response.json()).toEqual({ code: 'too-large' });
});

describe('a body over the limit of its route', () => {
  const agentOf = (): Agent => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    return agent;
  };
  /** Sends so many bytes; asks first whether it may, where the headers say so, as curl does above 1 MiB. */
  const send = async (url: string, path: string, bytes: number, more: object, agent = agentOf()) => {
    const headers = { 'content-type': 'application/json', 'content-length': bytes, ...more };
    const sending = request(`${url}${path}`, { method: 'POST', headers, agent });
    sending.on('error', () => undefined);
    const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
    let sent = 0;
    const go = async () => {
      for (; sent < bytes; sent += Math.min(64 * 1024, bytes - sent))
        if (!sending.write(Buffer.alloc(Math.min(64 * 1024, bytes - sent), ' ')))
          await once(sending, 'drain');
      sending.end();
    };
    if ('expect' in more) {
      sending.flushHeaders();
      sending.on('continue', () => void go());
    } else void go();
    const [reply] = await answered;
    return { status: reply.statusCode, sent, body: await text(reply), headers: reply.headers };
  };
  const startCounting = () =>
    startBoth(async (asked, reply) => {
      let bytes = 0;
      for await (const chunk of asked) bytes += chunk.length;
      reply.end(JSON.stringify({ bytes, expect: asked.headers.expect ?? null }));
    });

  it('is refused with the limit, and the connection goes on', async () => {
    const url = await startCounting();
    const agent = agentOf();
    for (const path of ['/api/v1/sign-in-links', `/api/v1/surveys/${newId()}/responses`]) {
      const refused = await send(url, path, 3_000_000, {}, agent);
      expect(refused.status).toBe(413);
      expect(refused.headers['content-type']).toContain('application/problem+json');
      expect(JSON.parse(refused.body)).toMatchObject({
        code: 'too-large',
        detail: 'At most 256 KiB are taken here.',
      });
      const next = await send(url, path, 3_000, {}, agent);
      expect([next.status, JSON.parse(next.body).bytes]).toEqual([200, 3_000]);
    }
  });

  it('is not even sent by who asks first', async () => {
    const url = await startCounting();
    const expect100 = { expect: '100-continue' };
    const refused = await send(url, '/api/v1/sign-in-links', 3_000_000, expect100);
    expect([refused.status, refused.sent]).toEqual([413, 0]);
    const list = { ...expect100, 'content-type': tableTypes.csv };
    const taken = await send(url, '/api/v1/imports', 3_000_000, list);
    expect([taken.status, JSON.parse(taken.body)]).toEqual([200, { bytes: 3_000_000, expect: null }]);
  });

  it('is found out where nobody said how long it is', async () => {
    const url = await startCounting();
    const body = new ReadableStream({
      pull: (out) => out.enqueue(piece),
    });
    const sending = { method: 'POST', body, duplex: 'half' } as RequestInit;
    const reply = await fetch(`${url}/api/v1/sign-in-links`, sending);
    expect(reply.status).toBe(413);
  });
});

it('lets who is refused while they send read why', async () => {
  const url = await startBoth((_request, reply) => {
    const problem = JSON.stringify({ code: 'unauthenticated' });
    reply.writeHead(401, { 'content-type': 'application/problem+json' }).end(problem);
  });
  const body = new Uint8Array(20 * 1024 * 1024);
  const headers = { 'content-type': tableTypes.csv };
  const response = await fetch(`${url}/api/v1/imports`, { method: 'POST', headers, body });
  expect([response.status, await response.json()]).toEqual([401, { code: 'unauthenticated' }]);
});

it('answers a GET that has a body, which means nothing', async () => {
  const url = await startBoth((asked, reply) =>
    reply.end(JSON.stringify(asked.headers['content-length'] ?? 0)),
  );
  const asking = request(`${url}/api/v1/people`, { method: 'GET', headers: { 'content-length': 3 } });
  asking.end('{} ');
  const [reply] = (await once(asking, 'response')) as [IncomingMessage];
  expect([reply.statusCode, await text(reply)]).toEqual([200, '0']);
});

it('hands the body of a DELETE on: a receipt takes a response back', async () => {
  let got = { method: '', url: '', type: '', body: '' };
  const url = await startBoth(async (request, reply) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = '', url: path = '', headers } = request;
    got = { method, url: path, type: headers['content-type'] ?? '', body: Buffer.concat(chunks).toString() };
    reply.writeHead(202, { 'content-type': 'application/json' }).end('{"withdrawn":true}');
  });
  const path = `/api/v1/surveys/${newId()}/responses/${newId()}`;
  const body = JSON.stringify({ secret: 'a'.repeat(43), proof: 'b'.repeat(43) });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}${path}`, { method: 'DELETE', headers, body });
  expect([response.status, await response.json()]).toEqual([202, { withdrawn: true }]);
  expect(got).toEqual({ method: 'DELETE', url: path, type: 'application/json', body });
});

describe('the answering page', () => {
  const path = `/answer/${newId()}?token=secret-token&lang=cy`;

  it('is handed on with its query, its form and the network, under the policy of this origin', async () => {
    const seen: string[] = [];
    const url = await startBoth(async (request, reply) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      seen.push(
        `${request.method} ${request.url} ${request.headers['skein-network']} ${Buffer.concat(chunks)}`,
      );
      reply.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
      reply.end('<p>form</p>');
    });
    const page = await fetch(`${url}${path}`);
    expect(await page.text()).toBe('<p>form</p>');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    await fetch(`${url}${path}`, { method: 'POST', body: new URLSearchParams({ 'a.mood': '3' }) });
    expect(seen).toEqual([`GET ${path} demonstration `, `POST ${path} demonstration a.mood=3`]);
  });

  it('says in words that the service is away', async () => {
    const url = await startBoth((request) => request.destroy());
    const page = await fetch(`${url}${path}`, {
      method: 'POST',
      body: new URLSearchParams({ 'a.mood': '3' }),
    });
    expect([page.status, page.headers.get('content-type')]).toEqual([503, 'text/html; charset=utf-8']);
    expect(page.headers.get('retry-after')).toBe('2');
    expect(await page.text()).toContain('not to be reached just now');
  });

  it('leaves neither its token nor any other part of its query in the log', async () => {
    const lines: string[] = [];
    const logTo = { write: (line: string) => void lines.push(line) };
    const url = await startBoth((request) => request.destroy(), { SKEIN_LOG_LEVEL: 'trace' }, logTo);
    await fetch(`${url}${path}`);
    await fetch(`${url}${path}`, { method: 'POST', body: new URLSearchParams({ token: 'secret-token' }) });
    await until(
      'the failures to be logged',
      () => lines.filter((line) => line.includes('not to be')).length === 2,
    );
    expect(lines.join('')).not.toContain('secret-token');
  });
});

describe('whom a request is from', () => {
  const heard = (more: Record<string, string>): Promise<string> =>
    startBoth((request, reply) => reply.end(JSON.stringify(request.headers['x-forwarded-for'])), more);
  const ask = async (url: string): Promise<unknown> =>
    (await fetch(`${url}/api/v1/people`, { headers: { 'x-forwarded-for': '192.0.2.7' } })).json();

  it('is its own address, whatever it says', async () => {
    expect(await ask(await heard({}))).toBe('127.0.0.1');
  });

  it('is what a trusted proxy says', async () => {
    expect(await ask(await heard({ SKEIN_TRUSTED_PROXIES: 'loopback' }))).toBe('192.0.2.7');
    expect(await ask(await heard({ SKEIN_TRUSTED_PROXIES: '198.51.100.0/24' }))).toBe('127.0.0.1');
  });
});
