import type { RouteTable } from '@skein/client';

/** The table of all routes of the API, written into the bundle when it is built. */
declare const routesOfApi: RouteTable;

export const routes = routesOfApi;
