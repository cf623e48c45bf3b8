import { type SendingRequest, sendingContract } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { ask, call, testEnvironment, tokenFor } from '@skein/service-kit/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Network, startNetwork } from '../../testing/network.ts';

let net: Network;
let community: string;
beforeAll(async () => {
  net = await startNetwork({ ...testEnvironment(), SKEIN_LETTERS_A_DAY: '3' });
  community = await net.found();
});
afterAll(() => net.stop());

const facilitator = (person: string) =>
  tokenFor(net.service, { person, communities: { [community]: 'facilitator' } });
const invite = (as: string) => net.post('/invitations', { community, email: `${newId()}@example.org` }, as);
const spend = async (sender: string, letters: number, rounds = 0) => {
  const { nats, config } = net.service.context;
  const question = { network: 'testing', sender, letters, rounds };
  return ask(nats, config.SKEIN_PREFIX, sendingContract.questions.spend, question);
};

test('letters of all kinds count together for whoever sends them; beyond, hosts are asked and grant so many', async () => {
  const sender = newId();
  const as = await facilitator(sender);
  expect((await invite(as)).status).toBe(201);
  // Another service's letters.
  expect(await spend(sender, 2)).toMatchObject({ allowed: true });
  const refused = await invite(as);
  expect(refused.problem).toMatchObject({
    code: 'rate-limited',
    detail: expect.stringContaining('Ask the hosts'),
  });
  expect((await invite(await facilitator(newId()))).status).toBe(201);
  expect((await invite(net.admin)).status).toBe(201);

  const body = { letters: 40, reason: 'The alumni of our festival' };
  const asked = await net.post<SendingRequest>('/sending-requests', body, as);
  expect(asked).toMatchObject({ status: 201, body: { status: 'open', sender, version: 1 } });
  expect((await net.post('/sending-requests', body, as)).problem.code).toBe('already-exists');
  expect((await invite(as)).problem.code).toBe('rate-limited');
  const path = `/sending-requests/${asked.body.id}/outcome`;
  const settle = (token: string) =>
    call<SendingRequest>(net.url, 'POST', path, { as: token, ifMatch: 1, body: { status: 'accepted' } });
  expect((await settle(as)).problem.code).toBe('forbidden');
  expect((await settle(net.admin)).body).toMatchObject({ status: 'accepted', left: 40 });
  expect((await invite(as)).status).toBe(201);
  expect(await spend(sender, 40)).toMatchObject({ allowed: false, exceeded: 'letters', most: 3 });
  expect(await spend(sender, 39)).toMatchObject({ allowed: true });
  const own = await call<{ items: SendingRequest[] }>(net.url, 'GET', '/sending-requests', { as });
  expect(own.body.items).toMatchObject([{ id: asked.body.id, left: 0 }]);
  const others = await call<{ items: object[] }>(net.url, 'GET', '/sending-requests', {
    as: await facilitator(newId()),
  });
  expect(others.body.items).toEqual([]);
});

test('what is refused is not counted, and communities are written to some times a day', async () => {
  const sender = newId();
  expect(await spend(sender, 4)).toMatchObject({ allowed: false });
  expect(await spend(sender, 3)).toMatchObject({ allowed: true });
  for (let round = 0; round < 10; round += 1)
    expect(await spend(sender, 0, 1)).toMatchObject({ allowed: true });
  expect(await spend(sender, 0, 1)).toMatchObject({ allowed: false, exceeded: 'rounds' });
});
