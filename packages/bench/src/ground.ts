import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Client, createClient } from '@skein/client';
import { routeTable } from '@skein/client/table';
import { intakeStream, type Results, type Survey } from '@skein/contracts';
import {
  freePort,
  httpProbe,
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

type Asking = Parameters<Client['openSurvey']>[0]['body'];

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
  openSurvey(asking?: Partial<Asking>): Promise<Survey>;
  /** Waits until an intake takes responses to the survey. */
  untilTaken(intake: Program, survey: Survey): Promise<void>;
  readResults(survey: string): Promise<Results>;
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
      ready: httpProbe(`${url}/health/ready`),
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
  const actor = { person: newId(), network, roles: ['admin' as const], communities: {} };
  const routes = routeTable();
  const admin = createClient({ baseUrl: api.url, routes, token: () => signAccess(key, actor, new Date()) });
  const openSurvey: Ground['openSurvey'] = async (asking = {}) => {
    const drafted = await admin.draftInstrument({
      body: { slug: `i-${newId()}`, title: 'Bench', questions },
    });
    const params = { id: drafted.id };
    const { instrument } = await admin.publishInstrument({ params, ifMatch: drafted.version });
    const body: Asking = {
      instrument,
      title: 'Bench',
      mode: 'named',
      audience: { kind: 'open' },
      closesAt: new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString(),
      ...asking,
    };
    return admin.openSurvey({ body });
  };
  return {
    ...{ servers, nats, client, api, say, start, openSurvey },
    db: client.db('skein_survey'),
    untilTaken: ({ url }, { id }) => {
      const visitor = createClient({ baseUrl: url, routes });
      const body = { ...submission(0), instrumentVersion: 999 };
      return until('the intake to know the survey', async () => {
        const attempt = await visitor.submitResponse.attempt({ params: { id }, body });
        return !attempt.ok && attempt.problem.code === 'conflict';
      });
    },
    readResults: (survey) => admin.readResults({ params: { id: survey } }),
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
