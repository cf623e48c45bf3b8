import type { z } from 'zod';
import type { ServiceName, ServingProcess } from './id.ts';
import type { ProblemCode } from './problem.ts';
import type { Right } from './rights.ts';

/** One HTTP operation: its address, who may use it, and what goes in and comes out. OpenAPI and the servers follow it. */
export interface Route {
  /** The operation's name in OpenAPI, camelCase. */
  readonly id: string;
  readonly service: ServiceName;
  /** The process that serves it, where a service has more than its API. */
  readonly process?: ServingProcess;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path below `/api/v1`, parameters as `:name`. */
  readonly path: string;
  readonly summary: string;
  readonly right: Right;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly reply: z.ZodType;
  readonly status: 200 | 201 | 202 | 204;
  /** An edit: the request must carry `If-Match` with the version it was made from. */
  readonly ifMatch?: true;
  /** The reply holds a secret, as a token: it is given once, and not kept for an `Idempotency-Key`. */
  readonly secret?: true;
  /**
   * It changes who controls an account or the network, so whoever asks has shown within ten minutes who they are, with
   * their passkey where they have one. `sometimes`: by what the request holds, which its handler looks at (`stale`).
   */
  readonly fresh?: 'always' | 'sometimes';
  /** The problems it may answer beyond those that every route may. */
  readonly problems?: readonly ProblemCode[];
  /** Media types taken as a raw stream instead of JSON; `body` is then not set. */
  readonly consumes?: readonly string[];
  /** Media types answered as a download instead of JSON. */
  readonly produces?: readonly string[];
  /** Largest body taken, bytes; 256 KiB unless said. */
  readonly bodyLimit?: number;
  /**
   * The page, by its name, that whoever opens the address of a POST in a browser is sent to, as from a mail program
   * without one-click. What the address carries goes behind the hash; opening does nothing by itself.
   */
  readonly opens?: string;
}

/** Inference would let a misspelt field through; this does not. */
type NoOther<R extends Route> = { readonly [K in Exclude<keyof R, keyof Route>]: never };

/** Declares a route, keeping its exact type: its id, its address, its schemas, the problems it names. */
export const defineRoute = <const R extends Route>(route: R & NoOther<R>): R => route;

/** The schema a route has for a part of its request; where it has none, that of `undefined`. */
export type SchemaOf<R extends Route, Part extends 'params' | 'query' | 'body'> = Part extends keyof R
  ? NonNullable<R[Part]>
  : z.ZodUndefined;

export const apiPrefix = '/api/v1';

/** Largest body that a route takes which says nothing of it, bytes. */
export const defaultBodyLimit = 256 * 1024;
