import { type LearningCase, type Meeting, searchContract, type Tension } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { ask } from '@skein/service-kit/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Network, planFor, startNetwork } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

const finds = async (person: string, communities: object) => {
  const actor = { network: 'testing', roles: [], person, communities };
  const question = { network: 'testing', text: 'porcel', actor };
  const prefix = net.environment.SKEIN_PREFIX ?? '';
  const found = await ask(net.side.nats, prefix, searchContract.questions.meeting, question as never);
  return found?.items.map(({ kind, id }) => ({ kind, id }));
};

it('finds decisions, cases, tensions and what is kept for those who read them, and kept cases for those they are kept to', async () => {
  const { api, community, neighbour, people } = net;
  const as = net.tokens.ada;
  const make = async <T extends { id: string }>(path: string, body: object): Promise<string> =>
    (await api<T>('POST', path, { as, body })).body.id;
  const meeting = await make<Meeting>('/meetings', planFor(community));
  const decision = await make('/decisions', { community, what: 'Buy no porcelain' });
  const tension = await make<Tension>('/tensions', { community, title: 'Who broke the porcelain?' });
  const brought = { situation: 'It fell.', broughtBy: people.ada };
  const path = `/meetings/${meeting}/learning-cases`;
  const open = await make<LearningCase>(path, { ...brought, title: 'Porcelain' });
  const kept = await make<LearningCase>(path, { ...brought, title: 'Porcelain again', scope: 'meeting' });
  const list = await make('/reading-lists', { community, title: 'All of porcelain' });
  const product = await make('/knowledge-products', { community, title: 'Porcelain guide', kind: 'guide' });
  const link = { community, url: 'https://example.org/cups', tags: ['porcelain'] };
  const resource = await make('/resources', { ...link, title: 'Cups' });
  const shared = { ...link, url: 'https://example.org/open', audience: 'network' };
  const forAll = await make('/resources', { ...shared, title: 'Cups for all' });
  const library = [
    { kind: 'product', id: product },
    { kind: 'resource', id: forAll },
    { kind: 'resource', id: resource },
    { kind: 'reading-list', id: list },
  ];
  const all = [
    { kind: 'decision', id: decision },
    { kind: 'case', id: kept },
    { kind: 'case', id: open },
    { kind: 'tension', id: tension },
    ...library,
  ];
  expect(await finds(people.ada, { [community]: 'facilitator' })).toEqual(all);
  expect(await finds(newId(), { [community]: 'member' })).toEqual(all.filter(({ id }) => id !== kept));
  expect(await finds(newId(), { [community]: 'guest', [neighbour]: 'member' })).toEqual([
    { kind: 'resource', id: forAll },
  ]);
});
