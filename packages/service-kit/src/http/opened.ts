import { apiPrefix } from '@skein/contracts';
import type { FastifyInstance } from 'fastify';
import type { HandledImplementation } from './routes.ts';

/**
 * Sends whoever opens the address of an act in a browser to the page with its button: mail programs without one-click
 * do so (RFC 8058 section 3.1), and so do scanners, whose visit must change nothing.
 */
export const mountOpened = (
  app: FastifyInstance,
  implementations: readonly HandledImplementation[],
): void => {
  for (const { route } of implementations) {
    if (route.opens === undefined) continue;
    const page = `/${route.opens}`;
    app.get(`${apiPrefix}${route.path}`, (request, reply) => {
      // Behind the hash it reaches no other server and no log.
      const carried = new URLSearchParams({
        ...(request.params as Record<string, string>),
        ...(request.query as Record<string, string>),
      });
      return reply
        .header('cache-control', 'no-store')
        .header('referrer-policy', 'no-referrer')
        .redirect(`${page}#${carried}`, 303);
    });
  }
};
