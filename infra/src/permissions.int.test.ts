import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { AckPolicy, DeliverPolicy } from '@nats-io/jetstream';
import { natsPermissions, type ServiceName, serviceNames } from '@skein/contracts';
import { dataFolder, findNatsServer, type ServerHandle, startNats } from '@skein/local-runtime';
import { connectNats, ensureStreams, type Nats } from '@skein/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let dataDir: string;
let server: ServerHandle;
const connections: Nats[] = [];
const connected = async (url: string): Promise<Nats> => {
  const nats = await connectNats(url, 'test', 10_000);
  connections.push(nats);
  return nats;
};
const as = (service: ServiceName): Promise<Nats> => connected(server.urlFor(service));

beforeAll(async () => {
  dataDir = await dataFolder('skein-permissions-');
  const users = serviceNames.map((name) => ({ name, ...natsPermissions('skein', name) }));
  server = await startNats({ dataDir, users });
  const operator = await connected(server.url);
  expect(await ensureStreams(operator, 'skein')).toEqual([]);
  await (await operator.kvm.open('VOTE_KEYS')).put('testing.round', 'a key');
  await (await operator.kvm.open('MEMBERS')).put('testing.ada', 'Ada');
  await operator.js.publish('skein.testing.intake.responses.v1', 'an answer');
  await operator.js.publish('skein.testing.dead-letters.survey-responses', 'an answer');
});
afterAll(async () => {
  for (const { connection } of connections) await connection.close();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const denied = /Permissions Violation/;

/** All ways of reading a stream that there are. */
const waysOfReading = ({ jsm, js }: Nats, stream: string): (() => Promise<unknown>)[] => [
  () => jsm.streams.getMessage(stream, { last_by_subj: '>' }),
  () => jsm.direct.getMessage(stream, { seq: 1, next_by_subj: '>' }),
  () => jsm.consumers.add(stream, { durable_name: 'durable', ack_policy: AckPolicy.Explicit }),
  () => jsm.consumers.add(stream, { name: 'pushed', deliver_subject: '_INBOX.meeting.here' }),
  () => js.consumers.get(stream, { deliver_policy: DeliverPolicy.All }),
];

const notOwn: [ServiceName, string[]][] = [
  ['membership', ['KV_VOTE_KEYS', 'KV_OPEN_SURVEYS', 'SURVEY_INTAKE']],
  [
    'meeting',
    ['KV_VOTE_KEYS', 'KV_OPEN_SURVEYS', 'KV_MEMBERS', 'SURVEY_INTAKE', 'SURVEY_EVENTS', 'DEAD_LETTERS'],
  ],
  ['survey', ['KV_MEMBERS', 'NOTIFICATION_EVENTS']],
  ['notification', ['KV_VOTE_KEYS', 'KV_OPEN_SURVEYS', 'SURVEY_INTAKE']],
];

describe.each(notOwn)('%s', (service, streams) => {
  it.each(streams)('reads nothing of %s, in no way', async (stream) => {
    const nats = await as(service);
    for (const way of waysOfReading(nats, stream)) await expect(way()).rejects.toThrow(denied);
  });

  it('makes no stream that copies another, changes none and takes none away', async () => {
    const { jsm } = await as(service);
    const mirror = { name: 'KV_VOTE_KEYS' };
    await expect(jsm.streams.add({ name: 'COPY', mirror })).rejects.toThrow(denied);
    const own = `${service.toUpperCase()}_EVENTS`;
    await expect(jsm.streams.update(own, { sources: [mirror] })).rejects.toThrow(denied);
    // It may make its own; but this one is there.
    const copying = { name: own, sources: [mirror], subjects: [`skein.*.${service}.>`] };
    await expect(jsm.streams.add(copying)).rejects.toThrow('already in use');
    await expect(jsm.streams.delete(own)).rejects.toThrow(denied);
    await expect(jsm.streams.purge(own)).rejects.toThrow(denied);
  });

  it('finds all streams as they are declared', async () => {
    expect(await ensureStreams(await as(service), 'skein')).toEqual([]);
  });
});

it('survey reads and empties its queue, and destroys its keys', async () => {
  const { jsm, kvm } = await as('survey');
  const bucket = await kvm.open('VOTE_KEYS');
  const entry = await bucket.get('testing.round');
  expect(entry?.string()).toBe('a key');
  await jsm.streams.deleteMessage('KV_VOTE_KEYS', entry?.revision ?? 0, true);
  await bucket.purge('testing.round');
  await jsm.streams.purge('SURVEY_INTAKE', { seq: 2 });
  expect((await jsm.streams.info('SURVEY_INTAKE')).state.messages).toBe(0);
});

it('makes its own streams again where they were lost, and tells which it may not', async () => {
  const operator = await connected(server.url);
  await operator.jsm.streams.delete('MEETING_EVENTS');
  await operator.jsm.streams.delete('SURVEY_EVENTS');
  expect(await ensureStreams(await as('meeting'), 'skein')).toEqual(['SURVEY_EVENTS']);
  expect((await operator.jsm.streams.info('MEETING_EVENTS')).config.subjects).toEqual(['skein.*.meeting.>']);
  expect(await ensureStreams(operator, 'skein')).toEqual([]);
});

it('NATS takes the configuration of the compose installation, with the secrets as they are made', async () => {
  const infra = fileURLToPath(new URL('..', import.meta.url));
  const [etc, secrets] = [join(dataDir, 'etc/skein'), join(dataDir, 'run/secrets')];
  for (const folder of [etc, secrets]) await mkdir(folder, { recursive: true });
  const run = promisify(execFile);
  await run('sh', [join(infra, 'make-secrets.sh'), 'smtp://mailbox:1025', secrets]);
  for (const file of ['nats.conf', 'users.conf'])
    await writeFile(join(etc, file), await readFile(join(infra, 'nats', file)));
  const source = await findNatsServer({});
  // In a container there is none at hand to ask.
  if (source.kind !== 'binary') return;
  const { stderr } = await run(source.path, ['-t', '-c', join(etc, 'nats.conf')]);
  expect(stderr).toContain('is valid');
  const password = (await readFile(join(secrets, 'nats_url_survey'), 'utf8')).match(/survey:(.*)@/)?.[1];
  expect(await readFile(join(secrets, 'nats_passwords'), 'utf8')).toContain(`survey: "${password}"`);
});
