import { once } from 'node:events';
import { Agent, type IncomingMessage, type RequestOptions, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { defineRoute, type Problem } from '@skein/contracts';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { ServiceConfig } from '../config.ts';
import { defineService, type RunningService, startService } from '../service.ts';
import { testEnvironment } from '../testing/index.ts';
import { handle, lean, write } from './routes.ts';

const note = { service: 'membership', method: 'POST', right: 'public', status: 200, summary: '' } as const;
const asked = z.object({ text: z.string() });
const routes = {
  note: defineRoute({
    ...note,
    id: 'note',
    path: '/notes',
    body: asked,
    reply: z.object({ from: z.string() }),
  }),
  lean: defineRoute({ ...note, id: 'lean', path: '/lean', body: asked, reply: z.object({ took: z.int() }) }),
  token: defineRoute({
    ...note,
    ...{ id: 'token', path: '/tokens', secret: true, body: asked, reply: z.object({ token: z.string() }) },
  }),
  stop: defineRoute({
    ...note,
    ...{ id: 'stop', path: '/letters/:id/stop', opens: 'stop', body: z.unknown(), reply: z.unknown() },
    params: z.object({ id: z.string() }),
    query: z.object({ token: z.string() }),
  }),
};

let stopped = 0;
const start = (more: Record<string, string> = {}): Promise<RunningService> =>
  startService(
    defineService({
      name: 'membership',
      process: 'worker',
      config: ServiceConfig,
      capabilities: [
        {
          name: 'edge',
          routes: () => [
            handle(routes.note, async (call) => ({ from: call.request.ip })),
            write(routes.token, async ({ body }) => ({ token: `secret of ${body.text}` })),
            lean(routes.lean, ({ body }, say) => {
              if (body.text === 'bug') throw new Error('a bug');
              say({ took: body.text.length });
            }),
            handle(routes.stop, async () => {
              stopped += 1;
              return {};
            }),
          ],
        },
      ],
    }),
    { ...testEnvironment(), ...more },
  );

let service: RunningService;
beforeAll(async () => {
  service = await start();
});
afterAll(() => service.stop());

/** One connection, used for one request after the other. */
const oneConnection = (): Agent => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  return agent;
};

const post = async (path: string, body: string, options: RequestOptions, whole = true) => {
  const headers = {
    'content-type': 'application/json',
    ...(whole && { 'content-length': Buffer.byteLength(body) }),
    ...options.headers,
  };
  const sending = request(`${service.url}/api/v1${path}`, { method: 'POST', ...options, headers });
  const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
  if (options.headers && 'expect' in options.headers) {
    sending.flushHeaders();
    await once(sending, 'continue');
  }
  for (let at = 0; at < body.length; at += 64 * 1024)
    if (!sending.write(body.slice(at, at + 64 * 1024))) await once(sending, 'drain');
  sending.end();
  const [reply] = await answered;
  return { status: reply.statusCode, headers: reply.headers, body: JSON.parse(await text(reply)) };
};
const small = JSON.stringify({ text: 'a' });
const large = JSON.stringify({ text: 'a'.repeat(3_000_000) });

describe('an answer', () => {
  it.each(['/notes', '/lean', '/tokens'])('of %s is kept by no cache', async (path) => {
    for (const body of [small, '{}']) {
      expect((await post(path, body, {})).headers['cache-control']).toBe('no-store');
    }
  });

  it('with a secret is given once, and is not kept for its Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'one-and-only' };
    expect((await post('/tokens', small, { headers })).body).toEqual({ token: 'secret of a' });
    const again = await post('/tokens', small, { headers });
    expect(again).toMatchObject({ status: 409, body: { code: 'conflict' } });
    const other = await post('/tokens', JSON.stringify({ text: 'b' }), { headers });
    expect(other.body.code).toBe('idempotency-key-reused');
    const kept = await service.context.db.collection('idempotency').find().toArray();
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain('secret of');
  });
});

describe('a body', () => {
  it.each(['/notes', '/lean'])(
    'over the limit is refused with it at %s, and the connection goes on',
    async (path) => {
      const agent = oneConnection();
      for (const whole of [true, false]) {
        const refused = await post(path, large, { agent }, whole);
        expect(refused.status).toBe(413);
        expect(refused.headers['content-type']).toContain('application/problem+json');
        expect(refused.body).toMatchObject({ code: 'too-large', detail: 'At most 256 KiB are taken here.' });
        expect((await post(path, small, { agent })).status).toBe(200);
      }
    },
  );

  it('that is nested without end is refused as such', async () => {
    for (const body of ['['.repeat(200_000), `{"text":${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}}`]) {
      const refused = await post('/letters/7/stop?token=a', body, {});
      expect([refused.status, refused.body.code]).toEqual([400, 'invalid-request']);
      expect(refused.body.detail).toContain('100 deep');
    }
  });

  it.each([
    ['as it should be', small],
    ['in another alphabet', JSON.stringify({ text: 'å'.repeat(3) })],
    ['of a wrong kind', JSON.stringify({ text: 7 })],
    ['with a field too many', JSON.stringify({ text: 'a', more: 1 })],
    ['a list', '[]'],
    ['no JSON', '{"text":'],
    ['with a prototype', '{"__proto__":{"a":1},"text":"a"}'],
    ['a bug of ours', JSON.stringify({ text: 'bug' })],
  ])('%s is answered alike by the lane and by Fastify', async (_, body) => {
    const ways = [{}, { 'skein-network': 'skein' }, { 'content-type': 'application/json; charset=utf-8' }];
    const answers = await Promise.all([
      ...ways.map((headers) => post('/lean', body, { headers })),
      post('/lean', body, {}, false),
      post('/lean?from=there', body, {}),
    ]);
    const told = answers.map(({ status, headers, body: said }) => ({
      ...{ status, said, type: headers['content-type'], sniff: headers['x-content-type-options'] },
    }));
    for (const one of told) expect(one).toEqual(told[0]);
  });

  it('that asks whether it may come is told so', async () => {
    const headers = { expect: '100-continue' };
    expect((await post('/notes', small, { headers })).status).toBe(200);
    expect((await post('/notes', large, { headers })).status).toBe(413);
  });
});

describe('a connection', () => {
  it('whose request does not come to be one is told why, and ended', { timeout: 30_000 }, async () => {
    const { hostname, port } = new URL(service.url);
    for (const [sent, status, code] of [
      ['POST /api/v1/notes HTTP/1.1\r\nHost: x\r\n', 408, 'too-slow'],
      ['nothing of HTTP\r\n\r\n', 400, 'invalid-request'],
      [`GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(40_000)}\r\n\r\n`, 413, 'too-large'],
    ] as const) {
      const socket = connect(Number(port), hostname);
      onTestFinished(() => void socket.destroy());
      socket.write(sent);
      const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
      expect(head).toContain(`HTTP/1.1 ${status} `);
      expect((JSON.parse(body) as Problem).code).toBe(code);
    }
  });
});

describe('whom a request is from', () => {
  const ask = async (more: Record<string, string>) => {
    const other = await start(more);
    onTestFinished(() => other.stop());
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.9, 192.0.2.7' };
    return (await fetch(`${other.url}/api/v1/notes`, { method: 'POST', headers, body: small })).json();
  };

  it('is what a gateway says', async () => {
    expect(await ask({})).toEqual({ from: '192.0.2.7' });
  });

  it('is where it comes from, where that is no gateway', async () => {
    expect(await ask({ SKEIN_TRUSTED_GATEWAYS: '198.51.100.0/24' })).toEqual({ from: '127.0.0.1' });
  });

  it('is not guessed from a range that is none', async () => {
    await expect(start({ SKEIN_TRUSTED_GATEWAYS: '10.0.0.0/33, loopback' })).rejects.toThrow(
      'SKEIN_TRUSTED_GATEWAYS: “10.0.0.0/33” is no address',
    );
  });
});

describe('what a service answers', () => {
  it('says nothing of TLS, which only who terminates it can: it would bind every subdomain', async () => {
    for (const path of ['/api/v1/notes', '/api/v1/nowhere', '/health/live', '/api/v1/lean'])
      expect((await fetch(`${service.url}${path}`)).headers.get('strict-transport-security')).toBeNull();
  });

  it('to a browser that opens an act’s address is its page, and nothing is done', async () => {
    const url = `${service.url}/api/v1/letters/7/stop?token=a.b%2Bc`;
    for (const method of ['GET', 'HEAD']) {
      const opened = await fetch(url, { method, redirect: 'manual' });
      expect([opened.status, opened.headers.get('location')]).toEqual([303, '/stop#id=7&token=a.b%2Bc']);
      expect(opened.headers.get('cache-control')).toBe('no-store');
    }
    expect(stopped).toBe(0);
    await fetch(url, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });
    expect(stopped).toBe(1);
  });
});
