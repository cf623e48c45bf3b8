import type { AnyAsk } from './ask.ts';
import type { RouteEntry } from './routes.ts';

/** A key that nobody else has; `crypto.randomUUID` is missing where a page came without TLS. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

/** The address of a request. A parameter that is missing or empty would make it another route's. */
export const addressOf = ({ path }: RouteEntry, { params = {}, query = {} }: AnyAsk): string => {
  const filled = path.replaceAll(/:(\w+)/g, (_whole, name: string) => {
    const value = params[name] ?? '';
    if (value === '') throw new TypeError(`The parameter ${name} of ${path} is missing.`);
    return encodeURIComponent(String(value));
  });
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]));
  return given.length ? `${filled}?${search}` : filled;
};

/** The rest of it. A file brings its content type along. */
export const requestOf = (
  { method }: RouteEntry,
  { body, file, ifMatch, headers }: AnyAsk,
  key: string,
  bearer: string | undefined,
): RequestInit => ({
  method,
  headers: {
    ...(bearer && { authorization: `Bearer ${bearer}` }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
    ...(method !== 'GET' && { 'idempotency-key': key }),
    ...headers,
  },
  ...(file ? { body: file } : body !== undefined && { body: JSON.stringify(body) }),
});
