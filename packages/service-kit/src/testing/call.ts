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

/** What was made for machines, and tells people nothing: ids, pointers, the words of a schema. */
const forMachines =
  /(?<![\w-])[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-|#\/|\b(?:expected|received) |\bInvalid |[<>]=/;

const checkWording = ({ detail, errors = [] }: Problem): void => {
  const bad = [detail, ...errors.map((one) => one.detail)].find((text) => forMachines.test(text));
  if (bad !== undefined) throw new Error(`A problem is no sentence for people: ${bad}`);
};

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
  if (response.headers.get('content-type')?.startsWith('application/problem+json')) checkWording(parsed);
  return { status: response.status, headers: response.headers, body: parsed, problem: parsed };
};
