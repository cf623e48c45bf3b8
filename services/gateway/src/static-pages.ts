import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { addAssets, type Pages, pageAddresses } from '@skein/web';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const anew = 'no-cache';

/**
 * Serves the pages as they were built. What has a hash in its name never changes and is kept by browsers for a year;
 * the rest is asked for anew each time. `kept` is a folder that outlives a deployment: what earlier builds put there
 * is still served, to those who have their pages open.
 */
export const addStaticPages = async (
  app: FastifyInstance,
  { pages, assets }: Pages,
  kept: string | undefined,
): Promise<void> => {
  if (kept !== undefined) await addAssets(assets, kept);
  await app.register(fastifyStatic, {
    root: kept ?? assets,
    prefix: '/assets/',
    decorateReply: false,
    preCompressed: true,
    index: false,
    dotfiles: 'ignore',
    maxAge: '365d',
    immutable: true,
  });
  await app.register(fastifyStatic, {
    root: pages,
    extensions: ['html'],
    cacheControl: false,
    setHeaders: (reply) => void reply.header('cache-control', anew),
  });
};

/** Whether somebody looks at this in a browser: what programs ask for is answered as data. */
const isLooking = ({ method, url, headers: { accept = '' } }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  accept.includes('text/html') &&
  !/^\/(?:api|assets|health)\//.test(url);

/**
 * Serves the application: one document at each of its addresses. The answer tells whether an address that nothing else
 * serves was answered with it too: the application then says that there is no such page, and leads on.
 */
export const addPage = async (
  app: FastifyInstance,
  { pages }: Pages,
): Promise<(request: FastifyRequest, reply: FastifyReply) => boolean> => {
  const document = await readFile(join(pages, 'page.html'), 'utf8');
  const send = (reply: FastifyReply): FastifyReply =>
    reply.header('cache-control', anew).type('text/html; charset=utf-8').send(document);
  for (const address of pageAddresses) app.get(address, (_request, reply) => send(reply));
  return (request, reply) => {
    if (!isLooking(request)) return false;
    send(reply.code(404));
    return true;
  };
};
