import { questionSubject, searchContract } from '@skein/contracts';
import { call } from '@skein/service-kit/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { directoryClient } from '../../testing/directory-client.ts';
import { type Network, startNetwork } from '../../testing/network.ts';

interface Reply {
  readonly items: { kind: string; id: string; title: string; detail?: string }[];
  readonly more: string[];
  readonly away: string[];
}

let net: Network;
let client: ReturnType<typeof directoryClient>;
beforeAll(async () => {
  net = await startNetwork();
  client = directoryClient(net);
});
afterAll(() => net.stop());

const search = (text: string, as?: string, limit = 20) =>
  call<Reply>(net.url, 'GET', `/search?${new URLSearchParams({ text, limit: String(limit) })}`, { as });

const found = async (slug: string, name: string): Promise<string> => {
  const body = { slug, name, domain: 'Wells and springs', description: '', joining: 'open' };
  return (await net.post<{ id: string }>('/communities', body)).body.id;
};

it('finds communities for everybody, and people for those who may find them, however they are typed', async () => {
  const community = await found('brunnen', 'Brünnen und Quellen');
  const listed = await client.takeIn({ name: 'Maeve O’Bruennen', occupation: 'Well keeper' });
  await client.takeIn({ name: 'Brunhilde Hidden' }, community, []);
  const member = await client.viewer([await net.found()]);
  expect((await search('bruenn')).body).toMatchObject({
    items: [{ kind: 'community', id: community, title: 'Brünnen und Quellen', detail: 'Wells and springs' }],
    more: [],
  });
  const seen = (await search('brünnen', member)).body.items;
  expect(seen.map(({ kind, id }) => [kind, id])).toEqual([
    ['community', community],
    ['person', listed.id],
  ]);
  expect((await search('brunhilde', member)).body.items).toEqual([]);
  expect((await search('brunhilde', net.admin)).body.items).toMatchObject([{ title: 'Brunhilde Hidden' }]);
});

it('says that a service is away, and has what it answers once it is there, asked as who asks', async () => {
  expect((await search('anything', net.admin)).body.away).toEqual(['meeting']);
  const { nats, config } = net.service.context;
  const id = '0190b5a0-0000-7000-8000-000000000001';
  const found = { items: [{ kind: 'meeting', id, title: 'Found there' }], more: ['meeting'] };
  const asked: unknown[] = [];
  const subject = questionSubject(config.SKEIN_PREFIX, '*', searchContract.questions.meeting);
  const there = nats.connection.subscribe(subject, {
    callback: (_failure, message) => {
      asked.push(message.json());
      message.respond(JSON.stringify({ answer: found }));
    },
  });
  await nats.connection.flush();
  try {
    const { body } = await search('anything', net.admin, 1);
    expect(body).toMatchObject({ ...found, away: [] });
    expect(asked).toMatchObject([{ text: 'anything', limit: 1, actor: { roles: ['admin'] } }]);
  } finally {
    there.unsubscribe();
  }
});

it('shows visitors nothing of a network that shows them nothing, and refuses what is no word', async () => {
  await found('porcelain', 'Porcelain');
  const { body: before } = await call<{ version: number }>(net.url, 'GET', '/network');
  const change = { forVisitors: { communities: false, meetings: false } };
  const hidden = await call(net.url, 'PATCH', '/network', {
    as: net.admin,
    ifMatch: before.version,
    body: change,
  });
  expect(hidden.status).toBe(200);
  expect((await search('porcelain')).body.items).toEqual([]);
  expect((await search('porcelain', net.admin)).body.items).toHaveLength(1);
  expect((await search('…')).problem).toMatchObject({ status: 400, errors: [{ pointer: '#/query/text' }] });
  expect((await search('')).problem).toMatchObject({ status: 400 });
});
