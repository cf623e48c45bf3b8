import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { freePort, httpProbe, startProcess, startServers, stopAll } from '@skein/local-runtime';
import { connectNats, ensureSigningKey, ensureStreams, newId, signAccess } from '@skein/service-kit';
import { MongoClient } from 'mongodb';
import { ask } from './parts/crowd.ts';
import { listingMs, measurePolls } from './parts/feeds.ts';
import { measureRegistrations } from './parts/registrations.ts';
import { rounded } from './statistics.ts';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '1200' },
    connections: { type: 'string', default: '128' },
    rounds: { type: 'string', default: '5' },
  },
});
const people = Number(values.people);
const crowd = { people, atOnce: Number(values.connections), rounds: Number(values.rounds) };
const network = 'bench';
const least = { registrations: 0.5, polls: 0.8, flat: 1.5 };
const root = fileURLToPath(new URL('../../..', import.meta.url));
const say = (line: string): void => console.log(line);

let status = 1;
try {
  const dataDir = await mkdtemp(join(tmpdir(), 'skein-bench-'));
  const servers = await startServers({ dataDir, report: say });
  const client = new MongoClient(servers.mongo.url, { writeConcern: { w: 'majority', journal: true } });
  const nats = await connectNats(servers.nats.url, 'bench');
  await ensureStreams(nats, 'skein');
  const start = async (name: string): Promise<string> => {
    const port = await freePort(0);
    const url = `http://127.0.0.1:${port}`;
    await startProcess({
      name,
      entry: join(root, 'services/meeting/src/main.ts'),
      env: {
        SKEIN_MONGO_URL: servers.mongo.url,
        SKEIN_NATS_URL: servers.nats.url,
        SKEIN_NETWORK: network,
        SKEIN_PUBLIC_URL: 'http://localhost:8080',
        SKEIN_LOG_LEVEL: 'warn',
        SKEIN_PORT: String(port),
      },
      cwd: root,
      logFile: join(dataDir, 'log', `${name}.log`),
      ready: httpProbe(`${url}/health/ready`),
    });
    return url;
  };
  const urls = [await start('meeting-1'), await start('meeting-2')];
  const key = await ensureSigningKey(client.db('skein_membership'), nats, 'skein', 'membership');
  const meetings = client.db('skein_meeting').collection<{ _id: string }>('meetings');

  /** A meeting with seats for half of them, and a request for each. */
  const register = async (): Promise<(index: number) => Promise<void>> => {
    const _id = newId();
    const facts = { network, version: 1, community: newId(), title: 'Bench', kind: 'call', agenda: [] };
    const rest = {
      audience: 'network',
      status: 'planned',
      reading: [],
      notes: '',
      present: [],
      apologies: [],
    };
    const startsAt = new Date(Date.now() + 10 * 24 * 60 * 60 * 1000);
    const capacity = Math.round(people / 2);
    const row = { _id, ...facts, ...rest, startsAt, minutes: 60, capacity };
    await meetings.insertOne(row, { bypassDocumentValidation: true });
    const tokens = await Promise.all(
      Array.from({ length: people }, () =>
        signAccess(key, { person: newId(), network, roles: [], communities: {} }, new Date()),
      ),
    );
    return async (index) => {
      const response = await fetch(`${urls[index % urls.length]}/api/v1/meetings/${_id}/answer`, {
        method: 'PUT',
        headers: {
          authorization: `Bearer ${tokens[index]}`,
          'content-type': 'application/json',
          'idempotency-key': `${_id}-${index}`,
        },
        body: '{"answer":"yes"}',
      });
      if (response.status !== 200) throw new Error(`an answer was refused: ${await response.text()}`);
      await response.arrayBuffer();
    };
  };
  const week = 7 * 24 * 60 * 60 * 1000;
  const communities = Array.from({ length: 60 }, () => newId());
  /** A meeting a week of each of sixty communities, from one week on to another. */
  const weekly = async (from: number, to: number): Promise<void> => {
    for (let at = from; at < to; at += 1) {
      const startsAt = new Date(Date.now() + at * week);
      const facts = {
        network,
        version: 1,
        title: 'Every week',
        kind: 'call',
        agenda: [],
        reading: [],
        notes: '',
      };
      const rest = { audience: 'network', present: [], apologies: [], startsAt, minutes: 60 };
      const status = at < 0 ? 'closed' : 'planned';
      const rows = communities.map((community) => ({ _id: newId(), community, status, ...facts, ...rest }));
      await meetings.insertMany(rows, { bypassDocumentValidation: true });
    }
  };

  /** The feed of the network with 500 meetings, polled while it is as it was. */
  const measureFeed = async () => {
    const ours = `${urls[0]}/api/v1/calendar.ics`;
    const { body, headers } = await ask(ours);
    const etag = headers.etag ?? '';
    const file = join(dataDir, 'calendar.ics');
    await writeFile(file, body);
    const port = await freePort(0);
    const bare = `http://127.0.0.1:${port}/`;
    await startProcess({
      name: 'bare-feed',
      entry: join(root, 'packages/bench/src/programs/bare-feed.ts'),
      env: { BENCH_PORT: String(port), BENCH_BODY: file, BENCH_ETAG: etag },
      cwd: root,
      logFile: join(dataDir, 'log', 'bare-feed.log'),
      ready: httpProbe(bare),
    });
    return measurePolls({ ours, bare, etag }, { people: 2_000, atOnce: 64 }, crowd.rounds);
  };

  await weekly(0, 9);
  const polls = await measureFeed();
  say(`  feeds: ${JSON.stringify(polls)}`);
  await weekly(9, 52);
  const listing = `${urls[0]}/api/v1/meetings?limit=100&from=${new Date().toISOString()}`;
  await listingMs(listing, 20);
  const young = await listingMs(listing, 60);
  await weekly(-260, 0);
  await listingMs(listing, 20);
  const listed = {
    listing_ms: young,
    listing_after_years_over_young: rounded((await listingMs(listing, 60)) / young),
  };
  say(`  listing: ${JSON.stringify(listed)}`);
  const figures = await measureRegistrations(client, crowd, register, say);
  const share = rounded(figures.registrationsPerSecond / figures.bareUpdatesPerSecond);
  console.log(
    JSON.stringify({
      ...crowd,
      processes: urls.length,
      ...figures,
      registrations_over_bare: share,
      ...polls,
      ...listed,
    }),
  );
  const reached =
    share >= least.registrations &&
    Math.min(polls.feed_over_static, polls.unchanged_feed_over_static) >= least.polls &&
    listed.listing_after_years_over_young <= least.flat;
  status = reached ? 0 : 1;
  await nats.connection.close();
  await client.close();
  await stopAll();
  await rm(dataDir, { recursive: true, force: true });
} finally {
  await stopAll();
}
process.exit(status);
