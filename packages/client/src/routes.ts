import type * as contracts from '@skein/contracts';
import type { Route } from '@skein/contracts';

type ValuesOf<T> = T[keyof T];
/** The routes of what the contracts export, where it has any. */
type RoutesOf<Name, Value> = Name extends `${string}Routes`
  ? Value
  : Value extends { readonly kind: 'capability'; readonly routes: infer Routes }
    ? Routes
    : never;
type Groups = { [K in keyof typeof contracts]: RoutesOf<K, (typeof contracts)[K]> };

/** Every route of the installation, as a union of their exact types. */
export type AnyRoute = Extract<ValuesOf<{ [K in keyof Groups]: ValuesOf<Groups[K]> }>, Route>;

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
