import type { Problem } from '@skein/contracts';

export interface Reply<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
  /** The body read as a problem, for tests of refusals. */
  readonly problem: Problem;
}

export interface TestRequest {
  readonly as?: string | undefined;
  readonly body?: unknown;
  readonly ifMatch?: number;
  readonly key?: string;
  readonly headers?: Record<string, string>;
}

/** Calls a service's API over real HTTP. */
export const call = async <T = never>(
  baseUrl: string,
  method: string,
  path: string,
  { as, body, ifMatch, key, headers }: TestRequest = {},
): Promise<Reply<T>> => {
  const response = await fetch(`${baseUrl}/api/v1${path}`, {
    method,
    headers: {
      ...(as && { authorization: `Bearer ${as}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
      ...(key && { 'idempotency-key': key }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  // A download is no JSON, but a refusal of one is.
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  const parsed = isJson && text !== '' ? JSON.parse(text) : undefined;
  return { status: response.status, headers: response.headers, body: parsed, problem: parsed };
};
