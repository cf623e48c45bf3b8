import { type Network as Described, Envelope, networkContract } from '@skein/contracts';
import { call, tokenFor } from '@skein/service-kit/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Network, startNetwork } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

const shown = async (): Promise<Described> => (await call<Described>(net.url, 'GET', '/network')).body;
const edit = (body: object, ifMatch: number, as = net.admin) =>
  call<Described>(net.url, 'PATCH', '/network', { as, body, ifMatch });

it('goes by its id, in words, until somebody describes it', async () => {
  expect(await shown()).toMatchObject({ id: 'testing', version: 1, name: 'Testing', languages: ['en'] });
});

it('is described by an administrator, field by field, and others hear of its facts', async () => {
  const privacyNotice = 'We keep your name and address as long as you are a member.';
  const described = { name: 'Kestrel Network', hue: 150, timeZone: 'Europe/Stockholm', privacyNotice };
  const { status, body } = await edit({ ...described, contact: 'Hello@Kestrel.example' }, 1);
  expect([status, body]).toMatchObject([200, { ...described, version: 2, contact: 'hello@kestrel.example' }]);
  expect((await edit({ contact: '', mark: 'KN' }, 2)).body).toMatchObject({
    name: 'Kestrel Network',
    version: 3,
  });
  expect(await shown()).toMatchObject({ ...described, contact: '', mark: 'KN' });
  const rows = await net.db
    .collection<{ envelope: unknown }>('outbox')
    .find({ 'envelope.type': networkContract.events.networkChanged.type })
    .toArray();
  const told = rows.map(({ envelope }) => Envelope.parse(envelope));
  expect(told).toHaveLength(2);
  expect(JSON.stringify(told)).not.toContain('kestrel.example');
  expect(JSON.stringify(told)).not.toContain(privacyNotice);
});

it('is not described by others, nor over what somebody else has just written', async () => {
  const { version } = await shown();
  const host = await tokenFor(net.service, { roles: ['hosting-team'] });
  expect((await edit({ name: 'Mine' }, version, host)).status).toBe(403);
  expect((await edit({ name: 'Older' }, version - 1)).status).toBe(412);
  expect((await shown()).version).toBe(version);
});

it.each([
  ['hue', 360],
  ['timeZone', 'Europe/Atlantis'],
  ['languages', []],
  ['name', ''],
  ['contact', 'nobody'],
])('says that %s cannot be %j', async (field, value) => {
  const { version } = await shown();
  const { status, body } = await edit({ [field]: value }, version);
  expect(status).toBe(400);
  expect(JSON.stringify(body)).toContain(field);
});

it('shows visitors no communities where they are for members alone', async () => {
  const community = await net.found();
  const as = await tokenFor(net.service);
  const seen = async (who?: string) => [
    (await call<{ items: unknown[] }>(net.url, 'GET', '/communities', { as: who })).body.items.length > 0,
    (await call(net.url, 'GET', `/communities/${community}`, { as: who })).status,
  ];
  expect(await seen()).toEqual([true, 200]);
  await edit({ forVisitors: { communities: false, meetings: true } }, (await shown()).version);
  expect(await seen()).toEqual([false, 404]);
  expect(await seen(as)).toEqual([true, 200]);
});
