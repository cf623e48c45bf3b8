import { type Rectification, rectificationContract } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { ask as askOver, call, tokenFor } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Network, startNetwork } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

const takeIn = async () => {
  const [person = ''] = await net.takeIn(1, []);
  return { person, as: await tokenFor(net.service, { person }) };
};
const ask = (person: string, what: string, as: string) =>
  net.post<Rectification>('/rectification-requests', { person, what }, as);
const listed = async (as: string, query: Record<string, string>) =>
  call<{ items: Rectification[] }>(net.url, 'GET', `/rectification-requests?${new URLSearchParams(query)}`, {
    as,
  });
const settle = (id: string, body: object, as = net.admin, ifMatch = 1) =>
  call<Rectification>(net.url, 'POST', `/rectification-requests/${id}/outcome`, { as, body, ifMatch });
const eventsOf = (request: string) =>
  net.db.collection('outbox').find({ 'envelope.subject': request }).sort({ _id: 1 }).toArray();

describe('a request to put something right', () => {
  it('is asked by the person, settled by a host, and told with the hosts’ words', async () => {
    const { person, as } = await takeIn();
    const asked = await ask(person, 'I joined in 2019, not in 2020.', as);
    expect(asked.status).toBe(201);
    expect(asked.body).toMatchObject({ person, status: 'open', version: 1 });
    const { id } = asked.body;
    expect((await listed(as, { person })).body.items).toMatchObject([{ id }]);
    expect((await listed(net.admin, { status: 'open', person })).body.items).toMatchObject([{ id }]);
    const host = newId();
    const hostToken = await tokenFor(net.service, { person: host, roles: ['hosting-team'] });
    const settled = await settle(id, { status: 'done', reason: 'You are right.' }, hostToken);
    expect(settled.body).toMatchObject({ status: 'done', version: 2, reason: 'You are right.' });
    // Who of the hosts it was is not theirs to know.
    expect(JSON.stringify(settled.body)).not.toContain(host);
    const read = await call<Rectification>(net.url, 'GET', `/rectification-requests/${id}`, { as });
    expect(read.body).toEqual(settled.body);
    expect((await listed(net.admin, { status: 'open', person })).body.items).toEqual([]);
    const events = (await eventsOf(id)).map(({ envelope }) => envelope);
    expect(events.map(({ data, aggregateversion }) => [aggregateversion, data])).toEqual([
      [1, { request: id, person, deciders: [] }],
      [2, { request: id, person, status: 'done' }],
    ]);
    const { nats, config } = net.service.context;
    const question = { network: 'testing', requests: [id, newId()] };
    const told = await askOver(nats, config.SKEIN_PREFIX, rectificationContract.questions.outcomes, question);
    expect(told?.outcomes).toEqual([
      {
        ...{ request: id, what: 'I joined in 2019, not in 2020.', granted: true },
        ...{ reason: 'You are right.', link: expect.stringMatching(/^http/) },
      },
    ]);
    const lines = await net.db.collection('audit').find({ targets: id }).toArray();
    expect(lines.map(({ action }) => action).toSorted()).toEqual([
      'askForRectification',
      'settleRectification',
    ]);
    expect(JSON.stringify(lines)).not.toContain('2019');
  });

  it('is refused with a reason only, from the version that was read, and settled once', async () => {
    const { person, as } = await takeIn();
    const { id } = (await ask(person, 'Call me Wilma.', as)).body;
    expect((await settle(id, { status: 'refused' })).problem).toMatchObject({
      status: 400,
      errors: [{ pointer: '#/reason' }],
    });
    expect((await settle(id, { status: 'refused', reason: '  ' })).status).toBe(400);
    expect((await settle(id, { status: 'open' })).status).toBe(400);
    expect((await settle(id, { status: 'done' }, net.admin, 7)).problem.code).toBe('stale-edit');
    expect((await settle(id, { status: 'done' }, as)).problem.code).toBe('forbidden');
    expect((await settle(newId(), { status: 'done' })).problem.code).toBe('not-found');
    expect((await settle(id, { status: 'refused', reason: 'You can do that.' })).status).toBe(200);
    expect((await settle(id, { status: 'done' }, net.admin, 2)).problem.code).toBe('conflict');
    expect((await eventsOf(id)).length).toBe(2);
  });

  it('is one’s own: others neither ask, list nor read it', async () => {
    const [one, other] = [await takeIn(), await takeIn()];
    const { id } = (await ask(one.person, 'Call me Wilma.', one.as)).body;
    expect((await ask(one.person, 'Call her Wilma.', other.as)).problem.code).toBe('forbidden');
    expect((await listed(other.as, { person: one.person })).problem.code).toBe('forbidden');
    expect((await listed(other.as, {})).problem.code).toBe('forbidden');
    const read = await call(net.url, 'GET', `/rectification-requests/${id}`, { as: other.as });
    expect(read.problem.code).toBe('forbidden');
    expect((await ask(newId(), 'Call me Wilma.', net.admin)).problem).toMatchObject({
      code: 'unknown-reference',
      errors: [{ pointer: '#/person' }],
    });
    for (const what of ['', 'x'.repeat(2001), 'a\u202eb'])
      expect((await ask(one.person, what, one.as)).problem).toMatchObject({
        status: 400,
        errors: [{ pointer: '#/what' }],
      });
  });

  it('has an end: twenty in a day', async () => {
    const { person, as } = await takeIn();
    const statuses: number[] = [];
    for (let time = 0; time < 21; time += 1) statuses.push((await ask(person, 'Again.', as)).status);
    expect(statuses.slice(0, 20).every((status) => status === 201)).toBe(true);
    // A day may have begun meanwhile, and with it the count.
    expect([429, 201]).toContain(statuses[20]);
  });
});
