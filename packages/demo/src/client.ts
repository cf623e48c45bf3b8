import { setTimeout as delay } from 'node:timers/promises';
import { apiPrefix, type Problem, type Route, type SchemaOf } from '@skein/contracts';
import type { z } from 'zod';

/** A refusal of the API, with its problem. */
export class ApiProblem extends Error {
  readonly problem: Problem;
  constructor(route: string, problem: Problem) {
    super(`${route}: ${problem.status} ${problem.detail}`);
    this.problem = problem;
  }
}

export interface Ask<R extends Route> {
  readonly params?: Record<string, string | number>;
  readonly query?: Record<string, string | number | boolean>;
  readonly body?: z.input<SchemaOf<R, 'body'>>;
  /** Instead of a body: the bytes of a file, for routes that take one. */
  readonly file?: { readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> };
  /** The version that is edited. */
  readonly ifMatch?: number;
  /** The same key again, after whatever failure, is the same request. */
  readonly key?: string;
  readonly headers?: Record<string, string>;
}

export interface Client {
  call<R extends Route>(route: R, ask?: Ask<R>): Promise<z.output<R['reply']>>;
  /** The same, with the response's headers. */
  exchange<R extends Route>(
    route: R,
    ask?: Ask<R>,
  ): Promise<{ body: z.output<R['reply']>; headers: Headers }>;
}

/** For how long a call goes on trying while a service is away. */
const patienceMs = 60_000;
const passing = [502, 503, 504, 429];

const addressOf = (baseUrl: string, route: Route, { params, query }: Ask<Route>): string => {
  const path = route.path.replaceAll(/:(\w+)/g, (_whole, name: string) =>
    encodeURIComponent(String(params?.[name])),
  );
  const search = new URLSearchParams(
    Object.entries(query ?? {}).map(([name, value]): [string, string] => [name, String(value)]),
  );
  return `${baseUrl}${apiPrefix}${path}${search.size ? `?${search}` : ''}`;
};

/**
 * A client of the public API that knows it from the contracts, and that outlives the death of any process behind it:
 * what fails in passing is sent again, with the same Idempotency-Key.
 */
export const createClient = (
  baseUrl: string,
  token: () => Promise<string | undefined> = async () => undefined,
): Client => {
  const once = async (route: Route, ask: Ask<Route>, key: string): Promise<Response> => {
    const bearer = await token();
    return fetch(addressOf(baseUrl, route, ask), {
      method: route.method,
      headers: {
        ...(bearer && { authorization: `Bearer ${bearer}` }),
        ...(ask.body !== undefined && { 'content-type': 'application/json' }),
        ...(ask.file && { 'content-type': ask.file.type }),
        ...(ask.ifMatch !== undefined && { 'if-match': `"${ask.ifMatch}"` }),
        ...(route.method !== 'GET' && { 'idempotency-key': key }),
        ...ask.headers,
      },
      ...(ask.body !== undefined && { body: JSON.stringify(ask.body) }),
      ...(ask.file && { body: ask.file.bytes }),
      signal: AbortSignal.timeout(20_000),
    });
  };

  const exchange: Client['exchange'] = async (route, ask = {}) => {
    const key = ask.key ?? crypto.randomUUID();
    const end = Date.now() + patienceMs;
    for (let wait = 50; ; wait = Math.min(wait * 2, 1_000)) {
      const response = await once(route, ask as unknown as Ask<Route>, key).catch(
        (error: unknown) => error as Error,
      );
      const answered = response instanceof Response;
      if (answered && !passing.includes(response.status)) return readReply(route, response);
      if (Date.now() > end) {
        throw answered
          ? new ApiProblem(route.id, (await response.json()) as Problem)
          : new Error(`${route.id}: ${response.message}`);
      }
      await delay(wait);
    }
  };
  return { exchange, call: async (route, ask) => (await exchange(route, ask)).body };
};

const readReply = async <R extends Route>(route: R, response: Response) => {
  if (response.ok && route.produces) {
    return {
      body: new Uint8Array(await response.arrayBuffer()) as z.output<R['reply']>,
      headers: response.headers,
    };
  }
  const text = await response.text();
  if (!response.ok) throw new ApiProblem(route.id, JSON.parse(text));
  const body = route.reply.parse(text === '' ? undefined : JSON.parse(text)) as z.output<R['reply']>;
  return { body, headers: response.headers };
};

/** All items of a listing, page by page. */
export const listAll = async <R extends Route>(
  client: Client,
  route: R,
  query: Record<string, string | number | boolean> = {},
): Promise<z.output<R['reply']> extends { items: (infer I)[] } ? I[] : never> => {
  const items: unknown[] = [];
  let after: string | undefined;
  do {
    const page = (await client.call(route, { query: { limit: 200, ...query, ...(after && { after }) } })) as {
      items: unknown[];
      next?: string;
    };
    items.push(...page.items);
    after = page.next;
  } while (after);
  return items as never;
};
