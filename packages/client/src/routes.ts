import type { Route, Routes } from '@skein/contracts';

/** Every route of the installation, as a union of their exact types. */
export type AnyRoute = Routes[keyof Routes];

/** What a client must know of a route when it runs; all else about it is types. */
export interface RouteEntry {
  readonly method: Route['method'];
  /** The whole path, parameters as `:name`. */
  readonly path: string;
  /** Answers a file instead of JSON. */
  readonly download?: true;
}

declare const described: unique symbol;

/** The routes of a client by their ids, as plain data that a build can write into a bundle. */
export type RouteTable<R extends Route = AnyRoute> = { readonly [Id in R['id']]: RouteEntry } & {
  /** Never there: by it the types of the routes go along with their table. */
  readonly [described]?: (route: R) => R;
};
