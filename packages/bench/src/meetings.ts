import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { freePort, httpProbe, startProcess, startServers, stopAll } from '@skein/local-runtime';
import { connectNats, ensureSigningKey, ensureStreams, newId, signAccess } from '@skein/service-kit';
import { MongoClient } from 'mongodb';
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
const least = 0.5;
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
  const figures = await measureRegistrations(client, crowd, register, say);
  const share = rounded(figures.registrationsPerSecond / figures.bareUpdatesPerSecond);
  console.log(
    JSON.stringify({ ...crowd, processes: urls.length, ...figures, registrations_over_bare: share }),
  );
  status = share >= least ? 0 : 1;
  await nats.connection.close();
  await client.close();
  await stopAll();
  await rm(dataDir, { recursive: true, force: true });
} finally {
  await stopAll();
}
process.exit(status);
