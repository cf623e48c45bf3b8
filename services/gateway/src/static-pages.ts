import fastifyStatic from '@fastify/static';
import { addAssets, type Pages } from '@skein/web';
import type { FastifyInstance } from 'fastify';

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
    index: false,
    dotfiles: 'ignore',
    maxAge: '365d',
    immutable: true,
  });
  await app.register(fastifyStatic, {
    root: pages,
    extensions: ['html'],
    cacheControl: false,
    setHeaders: (reply) => void reply.header('cache-control', 'no-cache'),
  });
};
