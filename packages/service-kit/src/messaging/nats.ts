import { isDeepStrictEqual } from 'node:util';
import {
  AckPolicy,
  DiscardPolicy,
  JetStreamApiError,
  type JetStreamClient,
  type JetStreamManager,
  jetstream,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
  type StreamInfo,
} from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import { connect, errors, type NatsConnection, nanos } from '@nats-io/transport-node';
import { bucketCatalogue, streamCatalogue } from '@skein/contracts';

export interface Nats {
  readonly connection: NatsConnection;
  readonly js: JetStreamClient;
  readonly jsm: JetStreamManager;
  readonly kvm: Kvm;
}

const day = 24 * 60 * 60 * 1000;

/** The servers of an address, a list with commas between, and whom to sign in as: `nats://user:password@host`. */
export const natsAddress = (address: string): { servers: string[]; user?: string; pass?: string } => {
  const found = address
    .split(',')
    .map((server) => /^(\w+:\/\/)?(?:([^:@/]*):([^@/]*)@)?(.*)$/.exec(server.trim()));
  const servers = found.map((parts) => `${parts?.[1] ?? ''}${parts?.[4] ?? ''}`);
  const [, , user, pass] = found.find((parts) => parts?.[2] !== undefined) ?? [];
  if (user === undefined || pass === undefined) return { servers };
  return { servers, user: decodeURIComponent(user), pass: decodeURIComponent(pass) };
};

/** Connects and keeps reconnecting for as long as the process lives; `giveUpMs` bounds only the first connection. */
export const connectNats = async (address: string, name: string, giveUpMs?: number): Promise<Nats> => {
  const reached = natsAddress(address);
  const connection = await connect({
    ...reached,
    // What is answered to one user, no other hears.
    ...(reached.user && { inboxPrefix: `_INBOX.${reached.user}` }),
    name,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    reconnectJitter: 100,
    ...(giveUpMs === undefined ? { waitOnFirstConnect: true } : { timeout: giveUpMs }),
    pingInterval: 5_000,
    maxPingOut: 2,
    // A stack for each publish, in case it fails, costs more than the publish.
    noAsyncTraces: true,
  });
  const js = jetstream(connection, { timeout: 5_000 });
  return { connection, js, jsm: await jetstreamManager(connection), kvm: new Kvm(js) };
};

const streamNotFound = 10_059;

/** What is known of a stream; undefined where there is none. */
export const streamInfo = async (
  { jsm }: Pick<Nats, 'jsm'>,
  name: string,
): Promise<StreamInfo | undefined> => {
  try {
    return await jsm.streams.info(name);
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === streamNotFound) return undefined;
    throw error;
  }
};

type NewStream = Parameters<JetStreamManager['streams']['add']>[0];

/** Makes a stream unless another process is faster. */
const addStream = async (nats: Nats, settings: NewStream): Promise<void> => {
  try {
    await nats.jsm.streams.add(settings);
  } catch (error) {
    if (!(await streamInfo(nats, settings.name))) throw error;
  }
};

/** Does what only some may do to the stream of this name; whether they may. */
const isAllowed = async (work: Promise<unknown>): Promise<boolean> => {
  try {
    await work;
    return true;
  } catch (error) {
    const reason = error instanceof Error && error.cause ? error.cause : error;
    if (reason instanceof errors.PermissionViolationError) return false;
    throw error;
  }
};

/**
 * Creates the streams and buckets of the catalogue, or brings those that exist to what it says. Whoever may make some of
 * them alone makes those.
 * @returns which are not there, or are otherwise, and are not theirs to change
 */
export const ensureStreams = async (nats: Nats, prefix: string, replicas = 1): Promise<string[]> => {
  const left: string[] = [];
  for (const { name, subjects, summary, maxAgeDays } of streamCatalogue(prefix)) {
    const settings = {
      subjects: [...subjects],
      description: summary,
      max_age: nanos((maxAgeDays ?? 0) * day),
      duplicate_window: nanos(10 * 60 * 1000),
      num_replicas: replicas,
      allow_direct: true,
    };
    const there = await streamInfo(nats, name);
    if (there && isAs(there.config, settings)) continue;
    const done = await isAllowed(
      there
        ? nats.jsm.streams.update(name, settings)
        : addStream(nats, {
            name,
            storage: StorageType.File,
            retention: RetentionPolicy.Limits,
            // New messages are refused when a limit is reached: the oldest are never thrown away to make room.
            discard: DiscardPolicy.New,
            ...settings,
          }),
    );
    if (!done) left.push(name);
  }
  for (const { name, summary } of bucketCatalogue(prefix))
    if (!(await isAllowed(ensureBucket(nats, name, summary, replicas)))) left.push(`KV_${name}`);
  return left;
};

/** Whether a stream is as these settings say; it has others too. */
const isAs = (config: object, settings: object): boolean =>
  Object.entries(settings).every(([name, value]) =>
    isDeepStrictEqual((config as Record<string, unknown>)[name], value),
  );

/**
 * Creates a bucket as the client's library would, but for where its revisions begin: at the time it is made, so that
 * they are higher than those of one of this name that was lost. Readers order by them what they know.
 */
const ensureBucket = async (nats: Nats, bucket: string, summary: string, replicas: number): Promise<void> => {
  const name = `KV_${bucket}`;
  if (await streamInfo(nats, name)) return;
  await addStream(nats, {
    name,
    subjects: [`$KV.${bucket}.>`],
    description: summary,
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    discard: DiscardPolicy.New,
    max_msgs_per_subject: 1,
    allow_direct: true,
    allow_rollup_hdrs: true,
    num_replicas: replicas,
    first_seq: Date.now(),
  });
};

/** A message nobody has said to be at work on for this long comes again: how soon a dead reader's work is taken up. */
export const ackWaitMs = 10_000;

/** The pull consumer of this name, made if missing. Delivery limits are the reader's, which keeps what fails. */
export const ensureConsumer = async (
  { jsm }: Nats,
  stream: string,
  durable: string,
  filters: readonly string[],
  unacknowledged = 5_000,
): Promise<void> => {
  const changeable = {
    filter_subjects: [...filters],
    ack_wait: nanos(ackWaitMs),
    max_ack_pending: unacknowledged,
  };
  // One made by an earlier version goes on from where it was, with what this version says.
  const exists = await jsm.consumers.info(stream, durable).then(
    () => true,
    () => false,
  );
  if (exists) await jsm.consumers.update(stream, durable, changeable);
  else {
    await jsm.consumers.add(stream, {
      durable_name: durable,
      ack_policy: AckPolicy.Explicit,
      max_deliver: -1,
      ...changeable,
    });
  }
};

/** Whether a publish was answered with no: nothing is stored. Any other failure leaves it open. */
export const isRefusedByStream = (error: unknown): boolean =>
  error instanceof JetStreamApiError || error instanceof errors.NoRespondersError;

export type { JetStreamClient, JetStreamManager, NatsConnection };
