import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtPages, pageAddresses } from '@skein/web';
import { expect, it, onTestFinished } from 'vitest';
import { buildGateway, GatewayConfig } from './index.ts';

const nowhere = 'http://127.0.0.1:9';

const start = async (more: object = {}): Promise<string> => {
  const gateway = await buildGateway(
    GatewayConfig.parse({
      SKEIN_LOG_LEVEL: 'silent',
      SKEIN_MEMBERSHIP_URL: nowhere,
      SKEIN_MEETING_URL: nowhere,
      SKEIN_SURVEY_URL: nowhere,
      SKEIN_NOTIFICATION_URL: nowhere,
      SKEIN_INTAKE_URL: nowhere,
      ...more,
    }),
  );
  onTestFinished(() => gateway.close());
  return gateway.listen({ host: '127.0.0.1', port: 0 });
};

const temporary = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'skein-assets-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

it('has each page asked for anew, and what it loads kept for a year', async () => {
  const url = await start();
  const pages = (await readdir(builtPages().pages)).filter((name) => name.endsWith('.html'));
  expect(pages).toContain('page.html');
  const loaded = new Set<string>();
  for (const name of pages) {
    const page = await fetch(`${url}/${name.replace('.html', '')}`);
    expect([name, page.status, page.headers.get('cache-control')]).toEqual([name, 200, 'no-cache']);
    const paths = [...(await page.text()).matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(
      ([, path]) => path,
    );
    expect(paths).not.toEqual([]);
    for (const path of paths) loaded.add(path ?? '');
  }
  for (const path of loaded) {
    expect(path).toMatch(/^\/assets\/[\w-]+-[\w-]{8}\.(js|css|woff2)$/);
    const asset = await fetch(`${url}${path}`);
    expect([path, asset.status, asset.headers.get('cache-control')]).toEqual([
      path,
      200,
      'public, max-age=31536000, immutable',
    ]);
    // What a module imports is beside it, under a name of its own content too.
    for (const [, name] of (await asset.text()).matchAll(/from"\.\/([^"]+)"/g))
      expect((await fetch(`${url}/assets/${name}`)).status).toBe(200);
  }
});

it('says that there is nothing at an address that no build had, nor at those of the build itself', async () => {
  const url = await start();
  for (const path of ['/assets/answer-00000000.js', '/manifest.json', '/stamp', '/style.css']) {
    const reply = await fetch(`${url}${path}`);
    expect([path, reply.status, reply.headers.get('cache-control')]).toEqual([path, 404, null]);
  }
});

it('still serves what earlier builds put into the folder that outlives a deployment', async () => {
  const kept = await temporary();
  await writeFile(join(kept, 'answer-earlier0.js'), 'earlier();');
  const url = await start({ SKEIN_ASSETS_DIR: kept });
  expect(await (await fetch(`${url}/assets/answer-earlier0.js`)).text()).toBe('earlier();');
  const [own] = builtPages().names.script('answer');
  expect((await fetch(`${url}${own}`)).status).toBe(200);
  expect((await readdir(kept)).filter((name) => name.startsWith('.'))).toEqual([]);
});

it('serves the application at each of its addresses, and at one that is no page with a 404 to who looks', async () => {
  const url = await start();
  const looking = { headers: { accept: 'text/html,application/xhtml+xml' } };
  for (const address of pageAddresses) {
    const reply = await fetch(`${url}${address.replace(/:\w+/, 'any')}`, looking);
    expect([address, reply.status, reply.headers.get('cache-control')]).toEqual([address, 200, 'no-cache']);
    expect(await reply.text()).toContain('<div id="page">');
  }
  const nowhere = await fetch(`${url}/nowhere`, looking);
  expect([nowhere.status, await nowhere.text()]).toEqual([404, expect.stringContaining('<div id="page">')]);
  for (const [path, options] of [
    ['/nowhere', {}],
    ['/api/v1/nowhere', looking],
    ['/assets/page-00000000.js', looking],
    ['/nowhere', { ...looking, method: 'POST' }],
  ] as const) {
    const refused = await fetch(`${url}${path}`, options);
    expect([refused.status, refused.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
  }
});

it('lets a page run under a policy that has nothing of it inline', async () => {
  const url = await start();
  const page = await fetch(`${url}/communities`);
  expect(page.headers.get('content-security-policy')).toContain("style-src 'self'");
  expect(await page.text()).not.toMatch(/<style|style="|<script(?![^>]*src=)/);
});
