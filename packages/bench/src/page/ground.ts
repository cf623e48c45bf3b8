import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '@skein/client';
import { routeTable } from '@skein/client/table';
import { freePort, httpProbe, type ProcessHandle, startProcess, startServers } from '@skein/local-runtime';
import { connectNats, ensureSigningKey, newId, signAccess } from '@skein/service-kit';
import { ensureBuilt } from '@skein/web/build';
import { MongoClient } from 'mongodb';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const network = 'bench';
const communities = 24;

const entries = {
  membership: 'services/membership/src/main.ts',
  meeting: 'services/meeting/src/main.ts',
  gateway: 'services/gateway/src/main.ts',
} as const;

const nameOf = (index: number): string => `Community of practice ${index + 1}`;

/** The gateway with what the first page asks for behind it, and a network of some communities. */
export const startPageGround = async (say: (line: string) => void) => {
  await ensureBuilt();
  const dataDir = await mkdtemp(join(tmpdir(), 'skein-bench-page-'));
  const servers = await startServers({ dataDir, report: say });
  const nowhere = 'http://127.0.0.1:9';
  const ports = { membership: await freePort(0), meeting: await freePort(0), gateway: await freePort(0) };
  const at = (port: number): string => `http://127.0.0.1:${port}`;
  const environment = {
    SKEIN_MONGO_URL: servers.mongo.url,
    SKEIN_NATS_URL: servers.nats.url,
    SKEIN_NETWORK: network,
    SKEIN_PUBLIC_URL: at(ports.gateway),
    SKEIN_LOG_LEVEL: 'warn',
    SKEIN_MEMBERSHIP_URL: at(ports.membership),
    SKEIN_MEETING_URL: at(ports.meeting),
    SKEIN_SURVEY_URL: nowhere,
    SKEIN_NOTIFICATION_URL: nowhere,
    SKEIN_INTAKE_URL: nowhere,
  };
  const started: ProcessHandle[] = [];
  for (const name of ['membership', 'meeting', 'gateway'] as const)
    started.push(
      await startProcess({
        name,
        entry: join(root, entries[name]),
        env: { ...environment, SKEIN_PORT: String(ports[name]) },
        cwd: root,
        logFile: join(dataDir, 'log', `${name}.log`),
        ready: httpProbe(`${at(ports[name])}/health/${name === 'gateway' ? 'live' : 'ready'}`),
      }),
    );
  const client = new MongoClient(servers.mongo.url);
  const nats = await connectNats(servers.nats.url, 'bench');
  // The bench signs in as membership would let it.
  const key = await ensureSigningKey(client.db('skein_membership'), nats, 'skein', 'membership');
  const actor = { person: newId(), network, roles: ['admin' as const], communities: {} };
  const routes = routeTable();
  const admin = createClient({
    baseUrl: at(ports.gateway),
    routes,
    token: () => signAccess(key, actor, new Date()),
  });
  for (let index = 0; index < communities; index += 1)
    await admin.foundCommunity({
      body: {
        slug: `community-${index + 1}`,
        name: nameOf(index),
        domain: 'Care that gets better by what we learn from each other',
        description: 'We meet each month, bring what happened, and try one thing until the next time.',
        joining: 'open',
      },
    });
  await nats.connection.close();
  await client.close();
  return {
    url: at(ports.gateway),
    dataDir,
    stop: async () => {
      for (const one of started.toReversed()) await one.stop();
      await servers.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
