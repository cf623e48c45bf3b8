import { Agent, type Dispatcher, interceptors } from 'undici';

type Lookup = NonNullable<Parameters<typeof interceptors.dns>[0]>['lookup'];

/** For how long a name's addresses are used before they are asked for again, in milliseconds. */
const addressesMs = 2_000;

/**
 * Sends requests to all addresses of a name in turn. A lookup alone gives the nearest one first, and so, on a
 * container network, the same one always: the other replicas would have nothing to do. Null as `connections` bounds
 * them not at all: those that stay open for long would leave none for the others.
 */
export const replicaDispatcher = (lookup?: Lookup, connections: number | null = 128): Dispatcher =>
  new Agent({
    connections,
    // One that has gone a moment ago may not even refuse.
    connect: { timeout: 2_000 },
    headersTimeout: 30_000,
    bodyTimeout: 30_000,
    keepAliveTimeout: 30_000,
  }).compose(interceptors.dns({ maxTTL: addressesMs, ...(lookup && { lookup }) }));
