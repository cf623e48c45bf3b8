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

const sendable = (body: unknown): string | Buffer<ArrayBuffer> =>
  typeof body === 'string' || Buffer.isBuffer(body) ? (body as string) : JSON.stringify(body);

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
    ...(body !== undefined && { body: sendable(body) }),
  });
  const json = response.headers.get('content-type')?.includes('json');
  if (!json && response.headers.has('content-disposition')) {
    const file = Buffer.from(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, body: file as T, problem: file as never };
  }
  const text = await response.text();
  // A download is text as it is.
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  const parsed = text === '' ? undefined : isJson ? JSON.parse(text) : text;
  return { status: response.status, headers: response.headers, body: parsed, problem: parsed };
};
