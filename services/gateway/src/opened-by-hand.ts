import { apiPrefix, type Route, routeCatalogue } from '@skein/contracts';
import type { FastifyInstance } from 'fastify';

/** Where the page for an opened address is, with what path and query said behind its hash: no server sees it again. */
export const pageFor = (
  { openedAt }: Pick<Route, 'openedAt'>,
  said: Readonly<Record<string, string>>,
): string => `/${openedAt}#${new URLSearchParams(said)}`;

/**
 * Leads whoever opens an address that is to be posted to, as a mail program without one-click does with a
 * `List-Unsubscribe`, to the page whose button does it. Opening alone stops nothing: scanners open links too.
 */
export const addOpenedByHand = (app: FastifyInstance): void => {
  for (const route of routeCatalogue.filter(({ openedAt }) => openedAt !== undefined)) {
    app.get(`${apiPrefix}${route.path}`, (request, reply) => {
      const said = { ...(request.params as object), ...(request.query as object) };
      return reply.header('cache-control', 'no-store').redirect(pageFor(route, said), 303);
    });
  }
};
