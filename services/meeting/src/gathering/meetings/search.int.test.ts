import { type Meeting, searchContract } from '@skein/contracts';
import { ask } from '@skein/service-kit/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Network, planFor, startNetwork } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

const dayMs = 24 * 60 * 60 * 1000;
const inDays = (days: number): string => new Date(Date.now() + days * dayMs).toISOString();

const plan = async (title: string, rest: object = {}): Promise<string> => {
  const body = planFor(net.community, { title, ...rest });
  return (await net.api<Meeting>('POST', '/meetings', { as: net.tokens.ada, body })).body.id;
};

const finds = async (text: string, who?: { person: string; communities: object; roles?: string[] }) => {
  const actor = who && { network: 'testing', roles: [], ...who };
  const question = { network: 'testing', text, ...(actor && { actor }) };
  const { nats } = net.side;
  const prefix = net.environment.SKEIN_PREFIX ?? '';
  return ask(nats, prefix, searchContract.questions.meeting, question as never);
};

it('finds meetings by their titles for those who are told of them, what is to come first', async () => {
  const gone = await plan('Über uns: Lärm', { startsAt: inDays(-3) });
  const own = await plan('Laerm, once more', { startsAt: inDays(3) });
  const open = await plan('Lärm for everybody', { startsAt: inDays(9), audience: 'network' });
  const ids = async (who?: Parameters<typeof finds>[1]) =>
    (await finds('lärm', who))?.items.map(({ id }) => id);
  const { people, community, neighbour } = net;
  expect(await ids({ person: people.ben, communities: { [community]: 'member' } })).toEqual([
    own,
    open,
    gone,
  ]);
  expect(await ids({ person: people.dot, communities: { [neighbour]: 'member' } })).toEqual([open]);
  expect(await ids({ person: people.dot, communities: {}, roles: ['admin'] })).toHaveLength(3);
  expect(await ids()).toEqual([open]);
  expect(await finds('nothing of this')).toEqual({ items: [], more: [] });
});

it('says that there are more, and what each is', async () => {
  for (const day of [20, 21, 22]) await plan('Porcelain', { startsAt: inDays(day), audience: 'network' });
  const question = { network: 'testing', text: 'porc', limit: 2 };
  const { nats } = net.side;
  const found = await ask(
    nats,
    net.environment.SKEIN_PREFIX ?? '',
    searchContract.questions.meeting,
    question,
  );
  expect(found).toMatchObject({ more: ['meeting'] });
  expect(found?.items).toHaveLength(2);
  expect(found?.items[0]).toMatchObject({ kind: 'meeting', title: 'Porcelain', community: net.community });
});
