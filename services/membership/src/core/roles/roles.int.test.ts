import type { Role } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, tokenFor } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Network, startNetwork } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

const body = (name: string, over: object = {}) => ({
  name,
  purpose: 'So that everyone is heard.',
  accountabilities: ['Opens the call'],
  tasks: [{ title: 'Send the agenda', recurrence: 'each month' }, { title: 'Find a room' }],
  ...over,
});
const define = async (name: string, over: object = {}) =>
  (await net.post<Role>('/roles', body(name, over))).body;
const send = <T = Role>(method: string, path: string, ifMatch: number, sent?: object) =>
  call<T>(net.url, method, `/roles/${path}`, {
    as: net.admin,
    ifMatch,
    ...(sent && { body: sent }),
  });
const listed = async (query: string) =>
  (await call<{ items: Role[] }>(net.url, 'GET', `/roles${query}`, { as: net.admin })).body.items;

describe('roles', () => {
  it('are defined, changed and listed, for a community and for the network', async () => {
    const community = await net.found();
    const ofNetwork = await define(`Steward ${newId()}`);
    const host = await define('Host', { community, reportsTo: ofNetwork.id });
    expect(host).toMatchObject({
      ...body('Host'),
      community,
      reportsTo: ofNetwork.id,
      version: 1,
      holders: [],
    });
    const changed = await send('PATCH', host.id, 1, { tasks: [], reportsTo: null });
    expect(changed.body).toMatchObject({ version: 2, tasks: [], accountabilities: ['Opens the call'] });
    expect(changed.body.reportsTo).toBeUndefined();
    expect((await send('PATCH', host.id, 1, { name: 'Late' })).problem.code).toBe('stale-edit');
    expect((await listed(`?community=${community}`)).map(({ id }) => id)).toEqual([host.id]);
    expect((await listed('?limit=200')).map(({ id }) => id)).toContain(ofNetwork.id);
  });

  it('never report to each other in a circle, not even when changed at the same time', async () => {
    const community = await net.found();
    const [a, b] = [await define('A', { community }), await define('B', { community })];
    const replies = await Promise.all([
      send('PATCH', a.id, 1, { reportsTo: b.id }),
      send('PATCH', b.id, 1, { reportsTo: a.id }),
    ]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const refused = replies.find(({ status }) => status === 409);
    expect(refused?.problem).toMatchObject({ code: 'conflict', errors: [{ pointer: '#/reportsTo' }] });
    expect(refused?.problem.detail).toMatch(/A → B → A|B → A → B/);
  });

  it('are held by several or by nobody, and say who held them when', async () => {
    const community = await net.found();
    const [one = '', other = ''] = await net.takeIn(2, [], [community]);
    const { id } = await define('Host', { community });
    expect((await send('POST', `${id}/holders`, 1, { person: one })).body.holders).toMatchObject([
      { person: one, name: 'Wilhelmina' },
    ]);
    const shared = await send('POST', `${id}/holders`, 2, { person: other });
    expect(shared.body).toMatchObject({ version: 3, holders: [{ person: one }, { person: other }] });
    const again = await send('POST', `${id}/holders`, 3, { person: other });
    expect(again.problem).toMatchObject({ code: 'already-exists', errors: [{ pointer: '#/person' }] });
    expect((await send('DELETE', `${id}/holders/${one}`, 3)).body.holders).toMatchObject([{ person: other }]);
    expect((await send('DELETE', `${id}/holders/${one}`, 4)).problem.code).toBe('not-found');
    const history = await call<{ items: object[] }>(net.url, 'GET', `/roles/${id}/holdings`, {
      as: net.admin,
    });
    expect(history.body.items).toMatchObject([{ person: other }, { person: one, until: expect.any(String) }]);
    expect(history.body.items[0]).not.toHaveProperty('until');
  });

  it('are not given to who is not there', async () => {
    const community = await net.found();
    const [stranger = ''] = await net.takeIn(1, []);
    const { id } = await define('Host', { community });
    const refused = await send('POST', `${id}/holders`, 1, { person: stranger });
    expect(refused.problem).toMatchObject({ status: 422, errors: [{ pointer: '#/person' }] });
    const ofNetwork = await define(`Steward ${newId()}`);
    expect((await send('POST', `${ofNetwork.id}/holders`, 1, { person: stranger })).status).toBe(200);
    expect((await send('POST', `${ofNetwork.id}/holders`, 2, { person: newId() })).status).toBe(422);
  });

  it('are laid down by who leaves the community', async () => {
    const community = await net.found();
    const [person = ''] = await net.takeIn(1, [], [community]);
    const { id } = await define('Host', { community });
    await send('POST', `${id}/holders`, 1, { person });
    const as = await tokenFor(net.service, { person });
    expect(
      (await call(net.url, 'DELETE', `/communities/${community}/members/${person}`, { as })).status,
    ).toBe(204);
    const role = await call<Role>(net.url, 'GET', `/roles/${id}`, { as });
    expect(role.body).toMatchObject({ version: 3, holders: [] });
  });

  it('are retired once nothing reports to them', async () => {
    const community = await net.found();
    const host = await define('Host', { community });
    const scribe = await define('Scribe', { community, reportsTo: host.id });
    const refused = await send('POST', `${host.id}/retirement`, 1);
    expect(refused.problem).toMatchObject({ code: 'conflict', detail: expect.stringContaining('“Scribe”') });
    expect((await send('POST', `${scribe.id}/retirement`, 1)).body.retiredAt).toBeDefined();
    expect((await send('POST', `${host.id}/retirement`, 1)).status).toBe(200);
    expect(await listed(`?community=${community}`)).toEqual([]);
    expect(await listed(`?community=${community}&retired=true`)).toHaveLength(2);
    expect((await send('PATCH', host.id, 2, { name: 'Back' })).problem.code).toBe('conflict');
  });

  it.each([
    ['without a name', { name: ' ' }, 400, '#/name'],
    ['with an unknown field', { colour: 'red' }, 400, '#/colour'],
    ['with a task that has no title', { tasks: [{ recurrence: 'daily' }] }, 400, '#/tasks/0/title'],
    ['in an unknown community', { community: newId() }, 422, '#/community'],
    ['that reports to an unknown role', { reportsTo: newId() }, 422, '#/reportsTo'],
  ])('are refused %s, and nothing is written', async (_what, over, status, pointer) => {
    const before = await net.db.collection('roles').countDocuments();
    const { problem } = await net.post('/roles', body(newId(), over));
    expect(problem).toMatchObject({ status, errors: [{ pointer }] });
    expect(await net.db.collection('roles').countDocuments()).toBe(before);
  });
});
