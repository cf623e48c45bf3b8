import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type RequestListener, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { until } from '@skein/service-kit/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { buildGateway, GatewayConfig } from './index.ts';

const listening = async (listener: RequestListener): Promise<number> => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
};

/** A gateway before services that answer with what they are told of the caller; gives its port. */
const startGateway = async (trusted: string): Promise<number> => {
  const service = await listening(({ headers }, reply) =>
    reply.end(JSON.stringify([headers['x-forwarded-for'], headers['skein-network']])),
  );
  const urls = ['MEMBERSHIP', 'MEETING', 'SURVEY', 'NOTIFICATION', 'INTAKE'].map((name) => [
    `SKEIN_${name}_URL`,
    `http://127.0.0.1:${service}`,
  ]);
  const gateway = await buildGateway(
    GatewayConfig.parse({
      ...{ SKEIN_LOG_LEVEL: 'silent', SKEIN_SITES: 'wales=https://skein.example.org' },
      ...Object.fromEntries(urls),
      SKEIN_TRUSTED_PROXIES: trusted,
    }),
  );
  onTestFinished(() => gateway.close());
  return Number(new URL(await gateway.listen({ host: '127.0.0.1', port: 0 })).port);
};

/** What a caller at this address hears, who also says that they are somebody else in another network. */
const ask = (port: number, from: string, host = 'skein.example.org'): Promise<unknown> =>
  new Promise((settle, fail) => {
    const headers = { host, 'x-forwarded-for': '203.0.113.66', 'x-forwarded-host': 'other.example.org' };
    const asking = request({ host: '127.0.0.1', port, path: '/api/v1/people', localAddress: from, headers });
    asking.on('error', fail).on('response', async (reply) => {
      let body = '';
      for await (const piece of reply) body += piece;
      settle(JSON.parse(body));
    });
    asking.end();
  });

/** What each sends by its documentation, as configured in docs/deploying.md. */
const sentBy: Record<string, (headers: IncomingHttpHeaders, from: string) => Record<string, string>> = {
  nginx: ({ host = '', 'x-forwarded-for': before }, from) => ({
    'x-forwarded-host': host,
    'x-forwarded-for': before ? `${before}, ${from}` : from,
    'x-forwarded-proto': 'https',
  }),
  Caddy: ({ host = '' }, from) => ({
    'x-forwarded-for': from,
    'x-forwarded-host': host,
    'x-forwarded-proto': 'https',
  }),
  Traefik: ({ host = '' }, from) => ({
    'x-forwarded-for': from,
    'x-forwarded-host': host,
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
    'x-forwarded-server': 'traefik',
    'x-real-ip': from,
  }),
};

const proxyBefore = (port: number, name: string, own = '127.0.0.1') =>
  listening((asked, reply) => {
    const { host = '' } = asked.headers;
    const headers = { host, ...sentBy[name]?.(asked.headers, asked.socket.remoteAddress ?? '') };
    const onwards = request({ host: '127.0.0.1', port, path: asked.url, localAddress: own, headers });
    onwards.on('response', (answer) => answer.pipe(reply));
    onwards.end();
  });

describe('whom a request is from', () => {
  it.each(Object.keys(sentBy))('is what %s says, not what the caller says', async (name) => {
    const port = await proxyBefore(await startGateway('127.0.0.1'), name);
    expect(await ask(port, '127.0.0.7')).toEqual(['127.0.0.7', 'wales']);
    expect(await ask(port, '127.0.0.8')).toEqual(['127.0.0.8', 'wales']);
  });

  it('is the last that no trusted proxy stands at, where there are several', async () => {
    const gateway = await startGateway('127.0.0.1, 127.0.0.32/28');
    const outer = await proxyBefore(await proxyBefore(gateway, 'nginx'), 'Caddy', '127.0.0.40');
    expect(await ask(outer, '127.0.0.7')).toEqual(['127.0.0.7', 'wales']);
  });

  it('is where it comes from, past any proxy', async () => {
    const gateway = await startGateway('127.0.0.1');
    expect(await ask(gateway, '127.0.0.7')).toEqual(['127.0.0.7', 'wales']);
    expect(await ask(gateway, '127.0.0.7', 'nowhere.example.org')).toEqual(['127.0.0.7', 'demonstration']);
  });

  it('is not guessed from a range that is none', async () => {
    await expect(startGateway('10.0.0.0/8, everywhere')).rejects.toThrow('“everywhere” is no address');
  });
});

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
};

/** Tried where the machine has it. */
const program = 'nginx';
const hasIt = spawnSync(program, ['-v']).status === 0;

describe.runIf(hasIt)('nginx itself, configured as docs/deploying.md says', () => {
  it('has each caller told apart', async () => {
    const gateway = await startGateway('127.0.0.1');
    const port = await freePort();
    const docs = await readFile(resolve(import.meta.dirname, '../../../docs/deploying.md'), 'utf8');
    const server = (/```nginx\n([\s\S]*?)```/.exec(docs)?.[1] ?? '')
      .replace('listen 443 ssl', `listen 127.0.0.1:${port}`)
      .replaceAll(/ *ssl_certificate.*\n/g, '')
      .replace('127.0.0.1:8080', `127.0.0.1:${gateway}`);
    const folder = await mkdtemp(join(tmpdir(), 'skein-nginx-'));
    // Its workers are another user's, where it is started by root.
    await chmod(folder, 0o755);
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (kind) => `${kind}_temp_path ${folder}/${kind};`,
    );
    const lines = ['daemon off;', `pid ${folder}/pid;`, 'events {}'];
    const config = `${lines.join('\n')}\nhttp {\naccess_log off;\n${temporary.join('\n')}\n${server}}\n`;
    await writeFile(join(folder, 'nginx.conf'), config);
    const nginx = spawn(program, ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr']);
    onTestFinished(() => void nginx.kill());
    await until('nginx to listen', () => ask(port, '127.0.0.1'));
    expect(await ask(port, '127.0.0.7')).toEqual(['127.0.0.7', 'wales']);
    expect(await ask(port, '127.0.0.8')).toEqual(['127.0.0.8', 'wales']);
    const body = new Uint8Array(3 * 1024 * 1024);
    const upload = await fetch(`http://127.0.0.1:${port}/api/v1/imports`, {
      ...{ method: 'POST', body, headers: { 'content-type': 'text/csv' } },
    });
    expect(upload.status).toBe(200);
  });
});
