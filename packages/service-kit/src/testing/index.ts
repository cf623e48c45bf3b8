import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Actor, Problem } from '@skein/contracts';
import type {} from '@skein/local-runtime/testing';
import { inject } from 'vitest';
import { newId } from '../ids.ts';
import type { RunningService } from '../service.ts';
import { signAccess } from '../tokens.ts';

/** The environment of a service under test: the run's servers, with a prefix that no other file shares. */
export const testEnvironment = (): Record<string, string> => ({
  SKEIN_MONGO_URL: inject('mongoUrl'),
  SKEIN_NATS_URL: inject('natsUrl'),
  SKEIN_PREFIX: `t${randomBytes(5).toString('hex')}`,
  SKEIN_NETWORK: 'testing',
  SKEIN_LOG_LEVEL: process.env.SKEIN_LOG_LEVEL ?? 'silent',
});

/** Waits until `probe` gives something truthy, and returns it; never a fixed sleep. */
export const until = async <T>(
  what: string,
  probe: () => Promise<T> | T,
  timeoutMs = 20_000,
): Promise<Exclude<T, undefined | null | false | 0 | ''>> => {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = await Promise.resolve(probe()).catch(() => undefined);
    if (value) return value as Exclude<T, undefined | null | false | 0 | ''>;
    if (Date.now() > end) throw new Error(`Not within ${timeoutMs} ms: ${what}`);
    await delay(20);
  }
};

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
  const parsed = text === '' ? undefined : JSON.parse(text);
  return { status: response.status, headers: response.headers, body: parsed, problem: parsed };
};

/** An access token for an actor, signed with a running membership's key. */
export const tokenFor = (
  membership: Pick<RunningService, 'context'>,
  actor: Partial<Actor> = {},
): Promise<string> =>
  signAccess(
    membership.context.signingKey,
    { person: newId(), network: 'testing', roles: [], communities: {}, ...actor },
    new Date(),
  );

export { membershipSide } from './membership-side.ts';
