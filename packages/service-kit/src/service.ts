import { flushCompileCache } from 'node:module';
import {
  capabilityCatalogue,
  type ProcessName,
  type Route,
  routeCatalogue,
  type ServiceName,
} from '@skein/contracts';
import type { z } from 'zod';
import type { Capability } from './capability.ts';
import { loadConfig, type ServiceConfig } from './config.ts';
import type { ServiceContext } from './context.ts';
import { buildApp } from './http/app.ts';
import { forgetReplies, idempotencyCollection } from './http/idempotency.ts';
import type { Implementation } from './http/routes.ts';
import { watchKeys } from './identity/key-ring.ts';
import { keyCollection, loadKey } from './identity/keys.ts';
import { followSigningKey, serveKeyOrders } from './identity/rotation.ts';
import { createLog } from './log.ts';
import type { Background } from './loop.ts';
import { watchOutbox } from './messaging/ageing.ts';
import { inboxCollection } from './messaging/consumer.ts';
import { connectNats, ensureStreams } from './messaging/nats.ts';
import { outboxCollection } from './messaging/outbox.ts';
import { asking, serveQuestions } from './messaging/questions.ts';
import { serveRebuilds, startReadModels } from './messaging/read-models.ts';
import { filledCollection, type Refill, startRefilling } from './messaging/refill.ts';
import { startRelay } from './messaging/relay.ts';
import { auditAnswer, auditCollection } from './people/audit.ts';
import { startDepartures } from './people/carry-out.ts';
import { departureCollection, departureConsumer } from './people/departures.ts';
import { mentionsAnswer } from './people/mentions.ts';
import { namesAnswer } from './people/names.ts';
import { heldAnswer } from './people/show.ts';
import { attemptCollection } from './storage/attempts.ts';
import { type CollectionDeclaration, ensureCollections } from './storage/collections.ts';
import { leaseCollection } from './storage/lease.ts';
import { limitCollection } from './storage/limits.ts';
import { migrate, migrationCollection, misfits } from './storage/migrations.ts';
import { connectMongo } from './storage/mongo.ts';

/** What a service is: declared once, run by its main, by its tests and by nothing else. */
export interface ServiceDefinition<S extends z.ZodType<ServiceConfig> = z.ZodType<ServiceConfig>> {
  readonly name: ServiceName;
  /** Set where it is a process beside the service's own, which alone publishes, erases and rebuilds. */
  readonly process?: ProcessName;
  readonly config: S;
  readonly capabilities: readonly Capability<z.infer<S>>[];
}

/** All that the capabilities of a service keep. */
export const collectionsOf = ({
  capabilities,
}: {
  readonly capabilities: readonly Pick<Capability, 'collections'>[];
}): CollectionDeclaration[] => capabilities.flatMap(({ collections = [] }) => collections);

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
  attemptCollection,
  keyCollection,
  idempotencyCollection,
  auditCollection,
  limitCollection,
  departureCollection,
  migrationCollection,
  filledCollection,
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
  const left = await ensureStreams(nats, config.SKEIN_PREFIX);
  if (left.length)
    log.warn({ streams: left }, 'are for whoever operates NATS to make as this version has them');
  const changed = await ensureCollections(db, [...ownCollections, ...collectionsOf(definition)]);
  const prefix = config.SKEIN_PREFIX;
  const signingKey = await followSigningKey({ db, nats, prefix, log, service: definition.name });
  const keys = await watchKeys(nats, prefix, log);
  const context = {
    service: definition.name,
    config,
    log,
    client,
    db,
    nats,
    keys,
    signingKey,
    now: () => new Date(),
    readerOf: (network: string) => ({ db, network }),
    ...asking({ nats, prefix, log }),
  };
  await migrate(
    context,
    definition.capabilities.flatMap(({ migrations = [] }) => migrations),
  );
  for (const collection of await misfits(db, changed))
    log.error(
      { collection },
      'has rows of an earlier version that its schema refuses: a migration is missing',
    );
  return context;
};

/** Refuses to run while a route of the contract has nothing that answers it. */
const checkComplete = (
  definition: Pick<ServiceDefinition, 'name' | 'process'>,
  implementations: readonly Implementation[],
): void => {
  const mine = (route: Route): boolean =>
    route.service === definition.name && route.process === definition.process;
  const answered = new Set(implementations.map(({ route }) => route.id));
  const missing = routeCatalogue
    .filter((route) => mine(route) && !answered.has(route.id))
    .map(({ id }) => id);
  if (missing.length) throw new Error(`${definition.name} does not implement: ${missing.join(', ')}`);
};

/** How each bucket of the service is filled again; refuses to run while that is not said of one. */
const refillsOf = <S extends z.ZodType<ServiceConfig>>(
  { name, capabilities }: ServiceDefinition<S>,
  context: ServiceContext<z.infer<S>>,
): Refill[] => {
  const { db, nats, config } = context;
  const declared = capabilities.flatMap(({ refills }) => refills?.(context) ?? []);
  const said = new Set<string>(declared.map(({ bucket }) => bucket));
  const missing = capabilityCatalogue
    .filter(({ service }) => service === name)
    .flatMap(({ buckets }) => buckets.filter((bucket) => !said.has(bucket.name)));
  if (missing.length)
    throw new Error(
      `${name} does not say how these are filled again after they were lost: ${missing.map((bucket) => bucket.name).join(', ')}`,
    );
  const ownKey = async (): Promise<void> => {
    await loadKey(db, nats, config.SKEIN_PREFIX, name);
  };
  return [...declared.filter((one): one is Refill => 'refill' in one), { bucket: 'JWKS', refill: ownKey }];
};

/** Connects, declares what is missing, reads, publishes, listens. Everything stops in the reverse order. */
export const startService = async <S extends z.ZodType<ServiceConfig>>(
  definition: ServiceDefinition<S>,
  environment: Record<string, string | undefined>,
): Promise<RunningService<z.infer<S>>> => {
  const context = await connectAll(definition, environment);
  const { config, db, nats, log, service } = context;
  const { capabilities } = definition;
  const implementations = capabilities.flatMap(({ routes }) => routes?.(context) ?? []);
  checkComplete(definition, implementations);
  const pages = capabilities.flatMap((one) => one.pages?.(context) ?? []);
  const isApi = definition.process === undefined;
  const ageing = isApi ? watchOutbox(context, { lateMs: config.SKEIN_OUTBOX_LATE * 1_000 }) : undefined;
  const checks = ageing ? { outbox: ageing.check } : {};
  const app = await buildApp(context, implementations, pages, checks);
  const readModels = capabilities.flatMap((one) => one.readModels?.(context) ?? []);
  const host = { ...context, prefix: config.SKEIN_PREFIX };
  const running: Background[] = ageing ? [ageing] : [];
  // Only the API process publishes: one process a service is enough, and the lease lets another take over.
  if (isApi) {
    running.push(await startRefilling(host, refillsOf(definition, context)));
    running.push(await startRelay(db, nats, log));
  }
  for (const { prepare } of capabilities) await prepare?.(context);
  const collections = [...ownCollections, ...collectionsOf(definition)];
  const consumers = capabilities.flatMap((one) => one.consumers?.(context) ?? []);
  if (isApi) consumers.push(departureConsumer(service));
  const models = await startReadModels(host, readModels, consumers);
  running.push(models);
  const answers = capabilities.flatMap((one) => one.questions?.(context) ?? []);
  if (isApi)
    answers.push(
      auditAnswer(context),
      heldAnswer(context, collections),
      namesAnswer(context, collections),
      mentionsAnswer(context, collections),
    );
  running.push(serveQuestions(host, answers));
  if (isApi) {
    running.push(serveKeyOrders(host));
    const elsewhere = capabilities.flatMap((one) => one.elsewhere?.(context) ?? []);
    running.push(
      serveRebuilds(host, service, models),
      startDepartures(context, collections, elsewhere, forgetReplies),
    );
  }
  for (const { loops } of capabilities) running.push(...((await loops?.(context)) ?? []));
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
    // Where NODE_COMPILE_CACHE keeps what Node compiled, a process that is killed later shall have kept it too.
    flushCompileCache();
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
