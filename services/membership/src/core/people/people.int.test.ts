import type { Person } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, tokenFor } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directoryClient } from '../../testing/directory-client.ts';
import { type Network, startNetwork } from '../../testing/network.ts';

let net: Network;
let client: ReturnType<typeof directoryClient>;
beforeAll(async () => {
  net = await startNetwork();
  client = directoryClient(net);
});
afterAll(() => net.stop());

describe('a profile', () => {
  it('says more than a name, is changed field by field, and loses what is null', async () => {
    const { id, as } = await client.takeIn({
      strengths: ['Facilitating'],
      timeZone: 'Asia/Kolkata',
      language: 'EN-gb',
    });
    expect((await client.read(id, as)).body).toMatchObject({
      strengths: ['Facilitating'],
      timeZone: 'Asia/Kolkata',
      language: 'en-GB',
      visibility: { email: 'nobody', region: 'network' },
      listed: true,
    });
    const changed = await client.edit(id, as, {
      timeZone: null,
      strengths: [],
      region: 'Fens',
      language: 'cy',
    });
    expect(changed.body).toMatchObject({ version: 2, region: 'Fens', language: 'cy', strengths: [] });
    expect(changed.body).not.toHaveProperty('timeZone');
  });

  it.each([
    [{ timeZone: 'Mars/Olympus' }, '#/timeZone'],
    [{ timeZone: '+01:00' }, '#/timeZone'],
    [{ language: 'de_DE' }, '#/language'],
    [{ strengths: ['x'.repeat(81)] }, '#/strengths/0'],
    [{ visibility: { region: 'everyone' } }, '#/visibility/region'],
    [{ visibility: { name: 'nobody' } }, '#/visibility/name'],
    [{ name: null }, '#/name'],
    [{ photo: 'x' }, '#/photo'],
  ])('refuses %j by its field', async (body, pointer) => {
    const { id, as } = await client.takeIn({});
    expect((await client.edit(id, as, body)).problem).toMatchObject({ status: 400, errors: [{ pointer }] });
    expect((await client.read(id, as)).body.version).toBe(1);
  });

  it('is opened by the person alone', async () => {
    const { id, as } = await client.takeIn({});
    const body = { visibility: { email: 'network' } };
    expect((await client.edit(id, net.admin, body)).problem).toMatchObject({
      status: 403,
      errors: [{ pointer: '#/visibility/email' }],
    });
    expect((await client.edit(id, as, body)).body.visibility?.email).toBe('network');
    expect(
      (await client.edit(id, net.admin, { visibility: { email: 'nobody' } }, 2)).body.visibility?.email,
    ).toBe('nobody');
  });
});

describe('roles in the network', () => {
  const give = (id: string, roles: string[], ifMatch = 1, as = net.admin) =>
    call<Person>(net.url, 'PUT', `/people/${id}/roles`, { as, body: { roles }, ifMatch });

  it('are given and taken by administrators, with an event of facts and an audit line', async () => {
    const { id } = await client.takeIn({});
    expect((await give(id, ['steering', 'hosting-team'])).body).toMatchObject({
      version: 2,
      roles: ['steering', 'hosting-team'],
    });
    expect((await give(id, ['steering'], 2)).body).toMatchObject({ version: 3, roles: ['steering'] });
    const events = await net.db
      .collection('outbox')
      .find({ 'envelope.subject': id })
      .sort({ _id: 1 })
      .toArray();
    expect(events.at(-1)).toMatchObject({
      envelope: {
        aggregateversion: 3,
        data: { person: id, roles: ['steering'], given: [], taken: ['hosting-team'] },
      },
    });
    expect(await net.db.collection('audit').countDocuments({ action: 'giveRoles', targets: id })).toBe(2);
    expect((await give(id, ['steering'], 2)).problem.code).toBe('stale-edit');
    expect((await give(id, ['king'], 3)).problem).toMatchObject({
      status: 400,
      errors: [{ pointer: '#/roles/0' }],
    });
    const host = await tokenFor(net.service, { roles: ['hosting-team'] });
    expect((await give(id, ['admin'], 3, host)).problem.code).toBe('forbidden');
    expect((await give(newId(), [])).problem.code).toBe('not-found');
  });

  it('leave the last administrator one, even when two take it from each other at once', async () => {
    const one = await client.takeIn({ roles: ['admin'] });
    expect((await give(one.id, [])).problem).toMatchObject({
      status: 409,
      code: 'conflict',
      errors: [{ pointer: '#/roles' }],
    });
    const two = await client.takeIn({ roles: ['admin'] });
    const both = await Promise.all([give(one.id, []), give(two.id, [])]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await net.db.collection('people').countDocuments({ roles: 'admin' })).toBe(1);
  });
});
