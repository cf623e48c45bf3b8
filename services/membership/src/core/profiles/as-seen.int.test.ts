import type { AsSeen } from '@skein/contracts';
import { call, tokenFor } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directoryClient } from '../../testing/directory-client.ts';
import { type Network, startNetwork } from '../../testing/network.ts';

let net: Network;
let client: ReturnType<typeof directoryClient>;
let home: string;
let elsewhere: string;
beforeAll(async () => {
  net = await startNetwork();
  client = directoryClient(net);
  home = await net.found();
  elsewhere = await net.found();
});
afterAll(() => net.stop());

const seen = async (id: string, as: string) => {
  const { body } = await call<{ items: AsSeen[] }>(net.url, 'GET', `/people/${id}/as-seen`, { as });
  return Object.fromEntries(body.items.map((one) => [one.by, one]));
};

describe('a profile as others see it', () => {
  it('is to the last field what each of them is shown', async () => {
    const { id, as } = await client.takeIn({ region: 'Fens', occupation: 'Midwife' }, home);
    await client.edit(id, as, { visibility: { region: 'communities', occupation: 'nobody' } });
    const views = await seen(id, as);
    const [stranger, fellow] = [await client.viewer([elsewhere]), await client.viewer([home])];
    expect(views.network?.person).toEqual((await client.read(id, stranger)).body);
    expect(views.communities?.person).toEqual((await client.read(id, fellow)).body);
    expect(views.hosts?.person).toEqual((await client.read(id, net.admin)).body);
    expect(views.network?.person).not.toHaveProperty('region');
    expect(views.communities?.person).toMatchObject({ region: 'Fens' });
    expect(views.visitors).toEqual({ by: 'visitors', namedAt: [] });
  });

  it('is none to whom they are not listed for, or share nothing with', async () => {
    const { id, as } = await client.takeIn({}, undefined, []);
    const views = await seen(id, as);
    expect(views.network).toEqual({ by: 'network' });
    expect(views.communities).toEqual({ by: 'communities' });
    expect(views.hosts?.person).toMatchObject({ id });
  });

  it('names to visitors the communities that they run, once they agree to it', async () => {
    const { id, as } = await client.takeIn({ communities: [{ community: home, role: 'facilitator' }] });
    expect((await seen(id, as)).visitors).toMatchObject({ namedAt: [] });
    await client.edit(id, as, { namedOpenly: true });
    expect((await seen(id, as)).visitors).toMatchObject({ namedAt: [home] });
  });

  it('is for themselves and the hosts', async () => {
    const { id } = await client.takeIn({}, home);
    const other = await tokenFor(net.service, { communities: { [home]: 'facilitator' } });
    const refused = await call(net.url, 'GET', `/people/${id}/as-seen`, { as: other });
    expect(refused.problem.code).toBe('forbidden');
  });
});
