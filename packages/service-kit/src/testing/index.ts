/// <reference types="vite/client" />
import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Actor, QuestionDefinition } from '@skein/contracts';
import type {} from '@skein/local-runtime/testing';
import { inject } from 'vitest';
import type { z } from 'zod';
import { signAccess } from '../identity/tokens.ts';
import { newId } from '../ids.ts';
import { createLog } from '../log.ts';
import type { Nats } from '../messaging/nats.ts';
import { asking } from '../messaging/questions.ts';
import type { RunningService } from '../service.ts';

/** The environment of a service under test: the run's servers, with a prefix that no other file shares. */
export const testEnvironment = (): Record<string, string> => ({
  SKEIN_MONGO_URL: inject('mongoUrl'),
  SKEIN_NATS_URL: inject('natsUrl'),
  SKEIN_PREFIX: `t${randomBytes(5).toString('hex')}`,
  SKEIN_NETWORK: 'testing',
  SKEIN_PUBLIC_URL: 'http://127.0.0.1:8080',
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

/** An access token for an actor, signed with a running membership's key. */
export const tokenFor = (
  membership: Pick<RunningService, 'context'>,
  actor: Partial<Actor> = {},
): Promise<string> =>
  signAccess(
    membership.context.signingKey,
    {
      person: newId(),
      network: 'testing',
      roles: [],
      communities: {},
      // As of somebody who signed in just now.
      proof: { at: new Date().toISOString() },
      ...actor,
    },
    new Date(),
  );

export { ensureSigningKey } from '../identity/keys.ts';
export { type ConsumerHost, inboxCollection } from '../messaging/consumer.ts';
export { envelopeFor } from '../messaging/outbox.ts';
export { type RunningReadModels, startReadModels } from '../messaging/read-models.ts';
export { ensureCollections } from '../storage/collections.ts';
export { call, type Reply, type TestRequest } from './call.ts';
export { checkGrowthOf } from './growth.ts';
export { checkHoldings, heldOf } from './holdings.ts';
export { membershipSide } from './membership-side.ts';
export { startProcess, type TestProcess } from './process.ts';
export type { Ground } from './rights-calls.ts';
export {
  type Fixture,
  type FixtureModule,
  type Fixtures,
  gathered,
  walkRights,
} from './rights-walk.ts';

/** Asks a question as a service does. */
export const ask: <Q extends z.ZodType, A extends z.ZodType>(
  nats: Nats,
  prefix: string,
  request: QuestionDefinition<Q, A>,
  question: z.input<Q> & { network: string },
  timeoutMs?: number,
) => Promise<z.output<A> | undefined> = (nats, prefix, request, question, timeoutMs) =>
  asking({ nats, prefix, log: createLog('test', 'silent') }).ask(request, question, timeoutMs);
