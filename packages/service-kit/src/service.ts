import { type Route, routeCatalogue, type ServiceName } from '@skein/contracts';
import type { Db, MongoClient } from 'mongodb';
import type { z } from 'zod';
import { loadConfig, type ServiceConfig } from './config.ts';
import { buildApp } from './http/http.ts';
import { idempotencyCollection } from './http/idempotency.ts';
import { limitCollection } from './http/limits.ts';
import type { Page } from './http/pages.ts';
import type { Implementation } from './http/routes.ts';
import {
  ensureSigningKey,
  type KeyRing,
  keyCollection,
  type SigningKey,
  watchKeys,
} from './identity/keys.ts';
import { createLog, type Log } from './log.ts';
import type { Loop } from './loop.ts';
import { type ConsumerDeclaration, inboxCollection } from './messaging/consumer.ts';
import { connectNats, ensureStreams, type Nats } from './messaging/nats.ts';
import { outboxCollection } from './messaging/outbox.ts';
import { type ReadModel, serveRebuilds, startReadModels } from './messaging/read-models.ts';
import { startRelay } from './messaging/relay.ts';
import { type RequestAnswer, serveRequests } from './messaging/requests.ts';
import { auditAnswer, auditCollection } from './people/audit.ts';
import { type HeldElsewhere, startDepartures } from './people/carry-out.ts';
import { departureCollection, departureConsumer } from './people/departures.ts';
import { heldAnswer } from './people/show.ts';
import { type CollectionDeclaration, ensureCollections } from './storage/collections.ts';
import { leaseCollection } from './storage/lease.ts';
import { connectMongo } from './storage/mongo.ts';

/** What every part of a service stands on. */
export interface ServiceContext<C extends ServiceConfig = ServiceConfig> {
  readonly config: C;
  readonly log: Log;
  readonly client: MongoClient;
  readonly db: Db;
  readonly nats: Nats;
  readonly keys: KeyRing;
  readonly signingKey: SigningKey;
  now(): Date;
}

/** Something that runs beside the requests until the service stops. */
export interface Background {
  stop(): Promise<void>;
}

/** What a service is: declared once, run by its main, by its tests and by nothing else. */
export interface ServiceDefinition<S extends z.ZodType<ServiceConfig> = z.ZodType<ServiceConfig>> {
  readonly name: ServiceName;
  readonly process?: 'intake' | 'worker';
  readonly config: S;
  readonly collections: readonly CollectionDeclaration[];
  readonly routes: (context: ServiceContext<z.infer<S>>) => Implementation[];
  /** What it shows to browsers outside of the API. */
  readonly pages?: (context: ServiceContext<z.infer<S>>) => Page[];
  readonly consumers?: (context: ServiceContext<z.infer<S>>) => ConsumerDeclaration[];
  readonly readModels?: (context: ServiceContext<z.infer<S>>) => ReadModel[];
  readonly answers?: (context: ServiceContext<z.infer<S>>) => RequestAnswer[];
  readonly background?: (context: ServiceContext<z.infer<S>>) => Promise<Background[]>;
  /** What it holds of people outside of its database. */
  readonly elsewhere?: (context: ServiceContext<z.infer<S>>) => HeldElsewhere[];
}

export interface RunningService<C extends ServiceConfig = ServiceConfig> {
  /** Base address, `http://127.0.0.1:4001`. */
  readonly url: string;
  readonly context: ServiceContext<C>;
  stop(): Promise<void>;
}

/** What every service keeps for itself. */
export const ownCollections: readonly CollectionDeclaration[] = [
  outboxCollection,
  inboxCollection,
  leaseCollection,
  keyCollection,
  idempotencyCollection,
  auditCollection,
  limitCollection,
  departureCollection,
];

/** Keeps a definition's exact configuration type. */
export const defineService = <S extends z.ZodType<ServiceConfig>>(
  definition: ServiceDefinition<S>,
): ServiceDefinition<S> => definition;

const connectAll = async <S extends z.ZodType<ServiceConfig>>(
  definition: ServiceDefinition<S>,
  environment: Record<string, string | undefined>,
): Promise<ServiceContext<z.infer<S>>> => {
  const config = loadConfig(definition.config, environment);
  const processName = definition.process ? `${definition.name}-${definition.process}` : definition.name;
  const log = createLog(processName, config.SKEIN_LOG_LEVEL);
  const client = await connectMongo(config.SKEIN_MONGO_URL, processName);
  const nats = await connectNats(config.SKEIN_NATS_URL, processName);
  const db = client.db(`${config.SKEIN_PREFIX}_${definition.name}`);
  await ensureStreams(nats, config.SKEIN_PREFIX);
  await ensureCollections(db, [...ownCollections, ...definition.collections]);
  const signingKey = await ensureSigningKey(db, nats, config.SKEIN_PREFIX, definition.name);
  const keys = await watchKeys(nats, config.SKEIN_PREFIX, log);
  return { config, log, client, db, nats, keys, signingKey, now: () => new Date() };
};

/** Refuses to run while a route of the contract has nothing that answers it. */
const checkComplete = (definition: ServiceDefinition, implementations: readonly Implementation[]): void => {
  const mine = (route: Route): boolean =>
    route.service === definition.name && (route.process as string | undefined) === definition.process;
  const answered = new Set(implementations.map(({ route }) => route.id));
  const missing = routeCatalogue
    .filter((route) => mine(route) && !answered.has(route.id))
    .map(({ id }) => id);
  if (missing.length) throw new Error(`${definition.name} does not implement: ${missing.join(', ')}`);
};

/** Connects, declares what is missing, reads, publishes, listens. Everything stops in the reverse order. */
export const startService = async <S extends z.ZodType<ServiceConfig>>(
  definition: ServiceDefinition<S>,
  environment: Record<string, string | undefined>,
): Promise<RunningService<z.infer<S>>> => {
  const context = await connectAll(definition, environment);
  const { config, db, nats, log } = context;
  const implementations = definition.routes(context);
  checkComplete(definition as unknown as ServiceDefinition, implementations);
  const app = await buildApp(context, implementations, definition.pages?.(context));
  const readModels = definition.readModels?.(context) ?? [];
  const host = { ...context, prefix: config.SKEIN_PREFIX };
  const isApi = definition.process === undefined;
  const running: Background[] = [];
  // Only the API process publishes: one process a service is enough, and the lease lets another take over.
  if (isApi) running.push((await startRelay(db, nats, log)) satisfies Loop);
  const collections = [...ownCollections, ...definition.collections];
  const consumers = definition.consumers?.(context) ?? [];
  if (isApi) consumers.push(departureConsumer(definition.name));
  const models = await startReadModels(host, readModels, consumers);
  running.push(models);
  const answers = definition.answers?.(context) ?? [];
  const ownAnswers = [auditAnswer(db, definition.name), heldAnswer(db, definition.name, collections)];
  running.push(serveRequests(context, isApi ? [...answers, ...ownAnswers] : answers));
  if (isApi) running.push(serveRebuilds(host, definition.name, models));
  if (isApi)
    running.push(startDepartures(context, definition.name, collections, definition.elsewhere?.(context)));
  running.push(...((await definition.background?.(context)) ?? []));
  // Whoever finds the service listening is answered by it over NATS too.
  await nats.connection.flush();
  const url = await app.listen({ host: config.SKEIN_HOST, port: config.SKEIN_PORT });
  log.info({ url }, 'listening');
  return {
    url,
    context,
    stop: async () => {
      await app.close();
      for (const part of running.toReversed()) await part.stop();
      context.keys.stop();
      await nats.connection.drain().catch(() => undefined);
      await context.client.close();
    },
  };
};

/** A service's main: runs until told to stop, then finishes what it is at. */
export const runService = async <S extends z.ZodType<ServiceConfig>>(
  definition: ServiceDefinition<S>,
): Promise<void> => {
  try {
    const service = await startService(definition, process.env);
    const stop = async (): Promise<void> => {
      await service.stop();
      process.exit(0);
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    // Started by another program, a service does not outlive it.
    process.once('disconnect', stop);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
};
