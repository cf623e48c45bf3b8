import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import Fastify from 'fastify';
import { build } from 'vite';

/** Builds the bare page as Vite does by itself, and serves it from a folder. */
export const serveBare = async (folder: string): Promise<{ url: string; stop: () => Promise<void> }> => {
  await build({
    root: join(import.meta.dirname, '../bare-page'),
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: {
        input: join(import.meta.dirname, '../bare-page/main.js'),
        output: { entryFileNames: 'main.js' },
      },
    },
  });
  const app = Fastify();
  await app.register(fastifyStatic, { root: folder });
  app.get('/', (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .send(
        '<!doctype html><html lang="en"><head><title>Bare</title></head><body><script type="module" src="/main.js"></script></body></html>',
      ),
  );
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url, stop: () => app.close() };
};
