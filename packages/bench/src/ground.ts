import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type InstrumentVersion, intakeStream, type Survey } from '@skein/contracts';
import {
  answers,
  freePort,
  type ProcessHandle,
  type Servers,
  type ServersOptions,
  startProcess,
  startServers,
} from '@skein/local-runtime';
import {
  connectNats,
  ensureSigningKey,
  ensureStreams,
  type Nats,
  newId,
  signAccess,
} from '@skein/service-kit';
import { ensureBuilt } from '@skein/web/build';
import { type Db, MongoClient } from 'mongodb';
import { questions, submission } from './questionnaire.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** The network that the bench runs in. */
export const network = 'bench';

const entries = {
  survey: 'services/survey/src/main.ts',
  intake: 'services/survey/src/intake.ts',
  worker: 'services/survey/src/worker.ts',
  bare: 'packages/bench/src/programs/bare.ts',
  'insert-each': 'packages/bench/src/programs/insert-each.ts',
} as const;

/** A program under load, in a process of its own. */
export interface Program extends ProcessHandle {
  readonly url: string;
}

/** Real servers, the survey service's API on them, and what the parts of the bench share. */
export interface Ground {
  readonly servers: Servers;
  readonly nats: Nats;
  readonly client: MongoClient;
  readonly db: Db;
  readonly api: Program;
  readonly say: (line: string) => void;
  start(what: keyof typeof entries, environment?: Record<string, string>): Promise<Program>;
  /** Opens a survey, for anyone and named unless told otherwise. */
  openSurvey(asking?: object): Promise<Survey>;
  /** Waits until an intake takes responses to the survey. */
  untilTaken(intake: Program, survey: Survey): Promise<void>;
  readResults(survey: string): Promise<Response>;
  emptyQueue(): Promise<void>;
  stop(): Promise<void>;
}

/** Waits until `probe` gives something truthy. */
export const until = async (
  what: string,
  probe: () => Promise<unknown>,
  withinMs = 60_000,
): Promise<void> => {
  const end = Date.now() + withinMs;
  while (!(await probe())) {
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

export const startGround = async (
  say: (line: string) => void,
  limits: Pick<ServersOptions, 'natsStoreBytes'> = {},
): Promise<Ground> => {
  await ensureBuilt();
  const dataDir = await mkdtemp(join(tmpdir(), 'skein-bench-'));
  const servers = await startServers({ dataDir, report: say, ...limits });
  const shared = {
    SKEIN_MONGO_URL: servers.mongo.url,
    SKEIN_NATS_URL: servers.nats.url,
    SKEIN_NETWORK: network,
    SKEIN_PUBLIC_URL: 'http://localhost:8080',
    SKEIN_LOG_LEVEL: process.env.SKEIN_LOG_LEVEL ?? 'info',
  };
  const started: Program[] = [];
  let count = 0;
  const start: Ground['start'] = async (what, environment = {}) => {
    const port = await freePort(0);
    const url = `http://127.0.0.1:${port}`;
    count += 1;
    const handle = await startProcess({
      name: what,
      entry: join(root, entries[what]),
      env: { ...shared, SKEIN_PORT: String(port), BENCH_PORT: String(port), ...environment },
      cwd: root,
      logFile: join(dataDir, 'log', `${what}-${count}.log`),
      ready: answers(`${url}/health/ready`),
    });
    const program = Object.defineProperty(handle, 'url', { value: url }) as Program;
    started.push(program);
    return program;
  };
  const client = new MongoClient(servers.mongo.url, { writeConcern: { w: 'majority', journal: true } });
  const nats = await connectNats(servers.nats.url, 'bench');
  await ensureStreams(nats, 'skein');
  const api = await start('survey');
  // The bench signs in as membership would let it.
  const key = await ensureSigningKey(client.db('skein_membership'), nats, 'skein', 'membership');
  const call = async (method: string, path: string, body?: object, ifMatch?: number): Promise<Response> => {
    const actor = { person: newId(), network, roles: ['admin' as const], communities: {} };
    const reply = await fetch(`${api.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await signAccess(key, actor, new Date())}`,
        ...(body && { 'content-type': 'application/json' }),
        ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
    return reply;
  };
  const openSurvey = async (asking: object = {}): Promise<Survey> => {
    const drafted = await call('POST', '/instruments', { slug: `i-${newId()}`, title: 'Bench', questions });
    const { id } = (await drafted.json()) as { id: string };
    const published = await call('POST', `/instruments/${id}/versions`, undefined, 1);
    const { instrument } = (await published.json()) as InstrumentVersion;
    const opened = await call('POST', '/surveys', {
      instrument,
      title: 'Bench',
      mode: 'named',
      audience: { kind: 'open' },
      closesAt: new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString(),
      ...asking,
    });
    return (await opened.json()) as Survey;
  };
  return {
    ...{ servers, nats, client, api, say, start, openSurvey },
    db: client.db('skein_survey'),
    untilTaken: ({ url }, { id }) =>
      until('the intake to know the survey', async () => {
        const body = JSON.stringify({ ...submission(0), instrumentVersion: 999 });
        const headers = { 'content-type': 'application/json' };
        const path = `${url}/api/v1/surveys/${id}/responses`;
        return (await fetch(path, { method: 'POST', headers, body })).status === 409;
      }),
    readResults: (survey) => call('GET', `/surveys/${survey}/results`),
    emptyQueue: async () => {
      await nats.jsm.streams.purge(intakeStream('skein'));
    },
    stop: async () => {
      await nats.connection.close();
      await client.close();
      await Promise.all(started.map((one) => one.stop()));
      await servers.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
