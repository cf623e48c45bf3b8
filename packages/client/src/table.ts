import { apiPrefix, type Route, routeCatalogue } from '@skein/contracts';
import type { AnyRoute, RouteEntry, RouteTable } from './routes.ts';

/** The table of these routes, of all unless said: plain data, for a program that runs or for a build to write down. */
export const routeTable = <R extends Route = AnyRoute>(
  routes: readonly R[] = routeCatalogue as readonly R[],
): RouteTable<R> => {
  const entryOf = ({ method, path, produces }: R): RouteEntry => ({
    method,
    path: `${apiPrefix}${path}`,
    ...(produces && { download: true }),
  });
  return Object.fromEntries(routes.map((route) => [route.id, entryOf(route)])) as RouteTable<R>;
};
