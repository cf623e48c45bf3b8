import { type Route, routeCatalogue } from '@skein/contracts';
import { type ClientOptions, createClient } from './client.ts';
import type { Client } from './operation.ts';
import type { AnyRoute } from './routes.ts';
import { routeTable } from './table.ts';

type CheckedOptions = Omit<ClientOptions, 'routes' | 'check'>;

/**
 * A client that holds each reply to the contract's schema, and throws where it does not fit: for programs in Node and
 * for tests. It knows all routes unless told which.
 */
export const createCheckedClient = <R extends Route = AnyRoute>(
  options: CheckedOptions,
  routes: readonly R[] = routeCatalogue as readonly R[],
): Client<R> => {
  const replies = new Map<string, Route['reply']>(routes.map(({ id, reply }) => [id, reply]));
  return createClient<R>({
    ...options,
    routes: routeTable(routes),
    check: (id, reply) => replies.get(id)?.parse(reply),
  });
};
