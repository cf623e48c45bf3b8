import type { Arrivals } from '@skein/contracts';
import { call, tokenFor } from '@skein/service-kit/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Network, startNetwork } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

it('a member reads who came into their communities, by name where those agreed to be listed', async () => {
  const [community, other] = [await net.found(), await net.found()];
  const [ada = ''] = await net.takeIn(1, [], [community]);
  const [listed = ''] = await net.takeIn(1, ['directory-listing'], [community]);
  await net.takeIn(1, [], [community]);
  await net.takeIn(1, ['directory-listing'], [other]);
  const as = await tokenFor(net.service, { person: ada, communities: { [community]: 'member' } });
  const arrivals = async (from: Date, token: string | undefined = as) =>
    call<{ items: Arrivals[] }>(net.url, 'GET', `/arrivals?from=${from.toISOString()}`, { as: token });
  const anHourAgo = new Date(Date.now() - 3_600_000);
  expect((await arrivals(anHourAgo)).body.items).toMatchObject([
    { community, count: 2, named: [{ person: listed, name: 'Wilhelmina' }] },
  ]);
  expect((await arrivals(new Date(Date.now() + 3_600_000))).body.items).toEqual([]);
  const guest = await tokenFor(net.service, { person: ada, communities: { [community]: 'guest' } });
  expect((await arrivals(anHourAgo, guest)).body.items).toEqual([]);
  expect((await call(net.url, 'GET', '/arrivals', { as })).problem).toMatchObject({
    ...{ status: 400, errors: [{ pointer: '#/query/from' }] },
  });
});
