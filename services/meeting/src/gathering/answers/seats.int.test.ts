import { type Coming, duplicatesContract, erasureContract, type Meeting } from '@skein/contracts';
import { newId, startService } from '@skein/service-kit';
import { call, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { meeting } from '../../app.ts';
import { type Network, planFor, startNetwork } from '../../testing/network.ts';

let net: Network;
const stack = new AsyncDisposableStack();
beforeAll(async () => {
  net = await startNetwork();
  stack.defer(() => net.stop());
});
afterAll(() => stack.disposeAsync());

const plan = async (capacity: number): Promise<string> => {
  const body = planFor(net.community, { startsAt: '2099-12-01T12:30:00Z', capacity });
  return (await net.api<Meeting>('POST', '/meetings', { as: net.tokens.ada, body })).body.id;
};

interface Row {
  person: string;
  meeting: string;
  state: string;
  turn: number;
}

const rowsOf = (id: string): Promise<Row[]> =>
  net.db.collection<Row>('answers').find({ meeting: id }).sort({ turn: 1 }).toArray();

const member = async (person = newId()) => ({
  person,
  as: await net.side.tokenFor({ person, communities: { [net.community]: 'member' } }),
});

const many = process.env.SKEIN_TESTS === 'all' ? 1_200 : 300;

it(`seats as many as there are seats when ${many} come at once to several processes, and passes nobody over`, async () => {
  const second = await startService(meeting, net.environment);
  stack.defer(second.stop);
  const capacity = Math.round(many / 3);
  const id = await plan(capacity);
  const all = await Promise.all(Array.from({ length: many }, () => member()));
  const send = ({ person, as }: { person: string; as: string }, url: string) =>
    call<Coming>(url, 'PUT', `/meetings/${id}/answer`, { as, key: person, body: { answer: 'yes' } });
  // Each sends it twice, to both processes, as somebody does whose connection is bad.
  const sent = await Promise.all(
    all.flatMap((one, index) => {
      const urls = index % 2 ? [net.url(), second.url] : [second.url, net.url()];
      return urls.map((url) => send(one, url));
    }),
  );
  expect(sent.filter(({ status }) => status !== 200)).toEqual([]);
  const rows = await rowsOf(id);
  expect(rows.length).toBe(many);
  expect(new Set(rows.map(({ turn }) => turn)).size).toBe(many);
  // The first to be taken in have the seats, and the others wait in the order in which they were.
  expect(rows.slice(0, capacity).every(({ state }) => state === 'seated')).toBe(true);
  expect(rows.slice(capacity).every(({ state }) => state === 'waiting')).toBe(true);
  const read = await net.api<Coming>('GET', `/meetings/${id}/answers`, { as: net.tokens.ada });
  expect(read.body).toMatchObject({ seated: capacity, waiting: many - capacity, left: 0 });

  // Half of those seated give it back at once: the same number of those who wait move up, the first ones.
  const leaving = Math.floor(capacity / 2);
  const tokens = new Map(all.map(({ person, as }) => [person, as]));
  const left = await Promise.all(
    rows.slice(0, leaving).map(({ person }, index) =>
      call(index % 2 ? net.url() : second.url, 'PUT', `/meetings/${id}/answer`, {
        as: tokens.get(person),
        body: { answer: 'no' },
      }),
    ),
  );
  expect(left.filter(({ status }) => status !== 200)).toEqual([]);
  const after = new Map((await rowsOf(id)).map(({ person, state }) => [person, state]));
  const states = rows.map(({ person }) => after.get(person));
  expect(states.slice(0, leaving).every((state) => state === 'no')).toBe(true);
  expect(states.slice(leaving, capacity + leaving).every((state) => state === 'seated')).toBe(true);
  expect(states.slice(capacity + leaving).every((state) => state === 'waiting')).toBe(true);
});

it('passes on the seat of who is forgotten, and keeps the better of two places of who was there twice', async () => {
  const id = await plan(2);
  const [gone, kept, twin, next, last] = await Promise.all([
    member(),
    member(),
    member(),
    member(),
    member(),
  ]);
  for (const { as } of [gone, twin, kept, next, last])
    await net.api('PUT', `/meetings/${id}/answer`, { as, body: { answer: 'yes' } });
  const states = async () => (await rowsOf(id)).map(({ person, state }) => [person, state]);
  await net.side.publish(erasureContract.events.personErased, {
    subject: gone.person,
    version: 2,
    data: { person: gone.person } as never,
  });
  await until('the seat to be passed on', async () => (await states()).length === 4);
  expect(await states()).toEqual([
    [twin.person, 'seated'],
    [kept.person, 'seated'],
    [next.person, 'waiting'],
    [last.person, 'waiting'],
  ]);
  const data = { person: twin.person, kept: kept.person };
  await net.side.publish(duplicatesContract.events.personMerged, { subject: twin.person, version: 2, data });
  await until('the two to be one', async () => (await states()).length === 3);
  expect(await states()).toEqual([
    [kept.person, 'seated'],
    [next.person, 'seated'],
    [last.person, 'waiting'],
  ]);
  const read = await net.api<Coming>('GET', `/meetings/${id}/answers`, { as: last.as });
  expect(read.body).toMatchObject({ seated: 2, waiting: 1, mine: { place: 1 } });
});
