import {
  Envelope,
  eventCatalogue,
  eventStream,
  type LearningCase,
  type Meeting,
  type Tension,
} from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { until } from '@skein/service-kit/testing';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { type Network, planFor, startNetwork } from './testing/network.ts';

let net: Network | undefined;
afterEach(async () => {
  await net?.stop();
  net = undefined;
});

const streamOf = ({ environment }: Network): string => eventStream(environment.SKEIN_PREFIX ?? '', 'meeting');

/** Every message of the service's stream, as text, in order. */
const storedIn = async (network: Network): Promise<string[]> => {
  const { nats } = network.side;
  const { state } = await nats.jsm.streams.info(streamOf(network));
  const texts: string[] = [];
  for (let seq = 1; seq <= state.last_seq; seq += 1) {
    const message = await nats.jsm.streams.getMessage(streamOf(network), { seq });
    texts.push(message?.string() ?? '');
  }
  return texts;
};

/** A text that no event may hold. */
const secret = 'Wren Ashdown of 12 Mill Lane';

/** Uses every route that writes, each with texts about people; returns what came out. */
const liveThrough = async (network: Network) => {
  const { api, tokens, people, community } = network;
  const as = tokens.ada;
  const series = await api<{ id: string }>('POST', '/series', {
    as,
    body: { community, title: secret, kind: 'call', rhythm: secret, agenda: [{ title: secret, minutes: 5 }] },
  });
  const seriesPath = `/series/${series.body.id}`;
  await api('PUT', `${seriesPath}/roles/notes`, { as, ifMatch: 0, body: { people: [] } });
  await api('PATCH', seriesPath, { as, ifMatch: 1, body: { title: `${secret} again` } });
  const body = planFor(community, { series: series.body.id, title: secret, reading: [secret] });
  const held = await api<Meeting>('POST', '/meetings', { as, body });
  const path = `/meetings/${held.body.id}`;
  const item = await api<{ id: string }>('POST', `${path}/agenda-items`, { as, body: { title: secret } });
  const itemPath = `/agenda-items/${item.body.id}`;
  await api('PATCH', itemPath, { as, ifMatch: 1, body: { title: `${secret} again` } });
  await api('DELETE', itemPath, { as });
  const parts = [{ title: secret, minutes: 5 }];
  await api('PUT', `/communities/${community}/agenda-template`, { as, ifMatch: 0, body: { parts } });
  const questions = [{ text: secret }];
  await api('PUT', `${path}/briefing`, { as, ifMatch: 0, body: { questions } });
  await api('PATCH', path, { as, ifMatch: 1, body: { notes: secret } });
  await api('POST', `${path}/opening`, { as, ifMatch: 2 });
  const attendance = { present: [people.ada, people.ben], apologies: [people.cy] };
  await api('PUT', `${path}/attendance`, { as, ifMatch: 3, body: attendance });
  const checkOut = newId();
  const closed = await api<Meeting>('POST', `${path}/closing`, { as, ifMatch: 4, body: { checkOut } });
  expect(closed.body).toMatchObject({ status: 'closed', version: 5 });
  const away = await api<Meeting>('POST', '/meetings', { as, body: planFor(community, { place: secret }) });
  const awayPath = `/meetings/${away.body.id}`;
  await api('POST', `${awayPath}/cancellation`, { as, ifMatch: 1, body: { reason: secret } });
  await api('POST', `${awayPath}/restoration`, { as, ifMatch: 2 });
  const workstream = await api<{ id: string }>('POST', '/workstreams', {
    as,
    body: { community, title: secret, owners: [people.ada] },
  });
  const step = await api<{ id: string }>('POST', `/workstreams/${workstream.body.id}/steps`, {
    as,
    body: { title: secret, notes: secret, owners: [people.ada] },
  });
  await api('PATCH', `/steps/${step.body.id}`, { as, ifMatch: 1, body: { status: 'accepted' } });
  const raised = await api<LearningCase>('POST', `${path}/learning-cases`, {
    as,
    body: { title: secret, situation: secret, broughtBy: people.ben },
  });
  const casePath = `/learning-cases/${raised.body.id}`;
  const insight = { part: 'insight', text: secret };
  const moved = await api<LearningCase>('POST', `${casePath}/contributions`, { as, body: insight });
  expect(moved.body.status).toBe('awaiting-feedback');
  const tension = await api<{ id: string }>('POST', '/tensions', {
    as,
    body: { community, title: secret, wouldHelp: secret },
  });
  const dealt = {
    kind: 'decision',
    word: secret,
    decision: { what: secret, why: secret, agreedBy: [people.ada] },
  };
  const processed = await api<Tension>('POST', `/tensions/${tension.body.id}/outcome`, {
    as,
    ifMatch: 1,
    body: dealt,
  });
  const decision = `/decisions/${processed.body.outcome?.id}`;
  await api('POST', `${decision}/reviews`, { as, ifMatch: 1, body: { outcome: 'kept', word: secret } });
  const answered = { answer: 'declined', word: secret };
  await api('POST', `/steps/${step.body.id}/answer`, { as, ifMatch: 2, body: answered });
  return { held: held.body, checkOut };
};

const expected = [
  'series.started.v1 1',
  'meeting-role.given.v1 1',
  'series.changed.v1 2',
  'meeting.planned.v1 1',
  'agenda-item.proposed.v1 1',
  'agenda-item.changed.v1 2',
  'agenda-item.withdrawn.v1 3',
  'agenda-template.saved.v1 1',
  'briefing.changed.v1 1',
  'meeting.changed.v1 2',
  'meeting.opened.v1 3',
  'meeting.changed.v1 4',
  'meeting.closed.v1 5',
  'meeting.planned.v1 1',
  'meeting.cancelled.v1 2',
  'meeting.restored.v1 3',
  'workstream.started.v1 1',
  'step.added.v1 1',
  'step.changed.v1 2',
  'step.changed.v1 3',
  'tension.raised.v1 1',
  'tension.changed.v1 2',
  'decision.recorded.v1 1',
  'decision.changed.v1 2',
  'learning-case.raised.v1 1',
  'learning-case.changed.v1 2',
];

/** What the service does by itself once it has heard that the meeting is closed. */
const following = ['minutes.drafted.v1 1'];
const all = [...expected, ...following].toSorted();

const described = ({ type, aggregateversion }: Envelope): string =>
  `${type.replace('skein.meeting.', '')} ${aggregateversion}`;

describe('events', () => {
  it('tell of every change with ids and facts, and of no person', async () => {
    net = await startNetwork();
    const { held, checkOut } = await liveThrough(net);
    const network = net;
    const texts = await until('all events in the stream', async () => {
      const found = await storedIn(network);
      return found.length === all.length ? found : undefined;
    });
    const events = texts.map((text) => Envelope.parse(JSON.parse(text)));
    expect(events.map(described).sort()).toEqual(all);
    for (const { type, data, network: of } of events) {
      // What the schema does not name it drops, so equal means that nothing else is in it.
      expect(eventCatalogue.get(type)?.data.parse(data)).toEqual(data);
      expect(of).toBe('testing');
    }
    for (const text of texts) for (const word of secret.split(' of ')) expect(text).not.toContain(word);
    const data = (type: string) =>
      events.find((event) => event.type === `skein.meeting.meeting.${type}.v1`)?.data;
    const facts = { meeting: held.id, community: net.community, kind: 'call', minutes: 90 };
    const { ada, ben } = net.people;
    expect(data('closed')).toEqual({
      ...facts,
      startsAt: held.startsAt,
      present: [ada, ben],
      checkOut,
      asked: [],
    });
    expect(data('changed')).toMatchObject({ ...facts, fields: ['notes'] });
  });

  it('fit into a message even for a meeting as large as may be', async () => {
    net = await startNetwork();
    const { api, community, db, tokens } = net;
    const present = Array.from({ length: 20_000 }, () => newId());
    const known = db.collection<{ _id: string; network: string; version: number }>('known_people');
    await known.insertMany(present.map((_id) => ({ _id, network: 'testing', version: 1 })));
    const as = tokens.ada;
    const planned = await api<Meeting>('POST', '/meetings', { as, body: planFor(community) });
    const path = `/meetings/${planned.body.id}`;
    const attended = await api('PUT', `${path}/attendance`, { as, ifMatch: 1, body: { present } });
    expect(attended.status).toBe(200);
    await api('POST', `${path}/opening`, { as, ifMatch: 2 });
    expect((await api('POST', `${path}/closing`, { as, ifMatch: 3, body: {} })).status).toBe(200);
    const network = net;
    const texts = await until('all five events in the stream', async () => {
      const found = await storedIn(network);
      return found.length === 5 ? found : undefined;
    });
    const events = texts.map((text) => Envelope.parse(JSON.parse(text)));
    const closed = events.find(({ type }) => type === 'skein.meeting.meeting.closed.v1');
    expect(closed?.data).toMatchObject({ present });
  });

  it('wait in the outbox when the service stops before publishing, and are published when it runs again', async () => {
    net = await startNetwork();
    const network = net;
    const outbox = net.db.collection('outbox');
    const unpublished = () => outbox.countDocuments({ published: null });
    // Another process holds the right to publish and does nothing with it, like one that has just died.
    const leases = net.db.collection<{ _id: string; holder: string; until: Date }>('leases');
    const hold = () => {
      const until = new Date(Date.now() + 2_500);
      return leases.updateOne(
        { _id: 'outbox-relay' },
        { $set: { holder: 'the other', until } },
        { upsert: true },
      );
    };
    let renewing: NodeJS.Timeout | undefined;
    onTestFinished(() => clearInterval(renewing));
    await net.restart(async () => {
      await leases.deleteMany({});
      await hold();
      renewing = setInterval(() => void hold(), 200);
    });
    await liveThrough(net);
    await net.restart(async () => {
      clearInterval(renewing);
      expect(await unpublished()).toBe(expected.length);
      expect(await storedIn(network)).toEqual([]);
      await leases.deleteOne({ _id: 'outbox-relay' });
    });
    const texts = await until('the outbox is published', async () => {
      const found = await storedIn(network);
      return found.length === all.length ? found : undefined;
    });
    const events = texts.map((text) => Envelope.parse(JSON.parse(text)));
    expect(events.map(described).sort()).toEqual(all);
    // What is kept beside a record, as the preparation of a meeting, has its subject and counts for itself.
    const aggregateOf = ({ type, subject }: Envelope) => `${type.split('.')[2]} ${subject}`;
    for (const [subject, ofOne] of Map.groupBy(events, aggregateOf)) {
      const versions = ofOne.map(({ aggregateversion }) => aggregateversion);
      expect(versions, subject).toEqual(versions.map((_, index) => index + 1));
    }
  });
});
