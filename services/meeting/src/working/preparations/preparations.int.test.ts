import { Envelope, eventStream, type Meeting, preparationsContract } from '@skein/contracts';
import { ask, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Network, planFor, startNetwork } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

const dayMs = 24 * 60 * 60 * 1000;

const plan = async (days: number, community = net.community): Promise<string> => {
  const startsAt = new Date(Date.now() + days * dayMs).toISOString();
  const body = planFor(community, { startsAt });
  return (await net.api<Meeting>('POST', '/meetings', { as: net.tokens.admin, body })).body.id;
};

const prepared = async (): Promise<string[]> =>
  (await net.db.collection<{ _id: string }>('preparations').find().toArray()).map(({ _id }) => _id);

it('those with something open are reminded once before a meeting, and told what it is as it stands then', async () => {
  const { api, community, neighbour, people, tokens, side, environment } = net;
  const as = tokens.ada;
  const make = async (path: string, body: object) =>
    (await api<{ id: string; version: number }>('POST', path, { as, body })).body;
  const gone = await plan(-30);
  const { id: stream } = await make('/workstreams', { community, title: 'Website', owners: [] });
  const steps = `/workstreams/${stream}/steps`;
  await make(steps, { title: 'Draft it', owners: [people.ada], status: 'accepted' });
  const drop = await make(steps, { title: 'Not any more', owners: [people.ada], status: 'accepted' });
  await make(steps, { title: 'Only asked', owners: [people.cy] });
  const brought = {
    title: 'A case',
    situation: 'It fell.',
    broughtBy: people.ben,
    insights: ['Ask sooner.'],
  };
  await make(`/meetings/${gone}/learning-cases`, brought);
  const near = await plan(2);
  const far = await plan(20);
  const elsewhere = await plan(2, neighbour);
  await until('both near meetings are prepared', async () =>
    (await prepared()).length >= 2 ? true : undefined,
  );
  expect((await prepared()).sort()).toEqual([near, elsewhere].sort());
  expect(await prepared()).not.toContain(far);
  const message = await until('the event comes out', () =>
    side.nats.jsm.streams.getMessage(eventStream(environment.SKEIN_PREFIX ?? '', 'meeting'), {
      last_by_subj: '*.*.meeting.preparation.due.v1',
    }),
  );
  const { data } = Envelope.parse(message.json());
  expect(data).toMatchObject({ meeting: near, community });
  const told = (data as { people: string[] }).people;
  expect(told.sort()).toEqual([people.ada, people.ben].sort());

  await api('PATCH', `/steps/${drop.id}`, { as, ifMatch: drop.version, body: { status: 'dropped' } });
  const question = { network: 'testing', meeting: near, people: told };
  const prefix = environment.SKEIN_PREFIX ?? '';
  const answered = await ask(side.nats, prefix, preparationsContract.questions.preparations, question);
  expect(answered).toMatchObject({ meeting: { title: 'Monthly call' } });
  expect(answered?.people.toSorted((one, other) => one.steps.length - other.steps.length)).toEqual([
    { person: people.ben, steps: [], cases: ['A case'] },
    { person: people.ada, steps: ['Draft it'], cases: [] },
  ]);
});
