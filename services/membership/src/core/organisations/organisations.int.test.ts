import type { Organisation, Person } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, tokenFor } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directoryClient } from '../../testing/directory-client.ts';
import { type Network, startNetwork } from '../../testing/network.ts';

let net: Network;
let client: ReturnType<typeof directoryClient>;
let member: string;
beforeAll(async () => {
  net = await startNetwork();
  client = directoryClient(net);
  member = await tokenFor(net.service);
});
afterAll(() => net.stop());

const add = (body: object, as = net.admin) => net.post<Organisation>('/organisations', body, as);
const added = async (body: object): Promise<Organisation> => (await add(body)).body;
const change = (id: string, body: object, ifMatch = 1) =>
  call<Organisation>(net.url, 'PATCH', `/organisations/${id}`, { as: net.admin, body, ifMatch });
const merge = (id: string, other: string, ifMatch = 1) =>
  call<Organisation>(net.url, 'POST', `/organisations/${id}/merge`, {
    as: net.admin,
    body: { other },
    ifMatch,
  });
const listed = async (query: Record<string, string>): Promise<string[]> => {
  const path = `/organisations?${new URLSearchParams(query)}`;
  const { body } = await call<{ items: Organisation[] }>(net.url, 'GET', path, { as: member });
  return body.items.map(({ name }) => name);
};
const personOf = async (id: string): Promise<Person> => (await client.read(id, net.admin)).body;

describe('organisations', () => {
  it('are added, found by every name, and changed', async () => {
    const kestrel = await added({
      name: 'Kestrel Infirmary',
      aliases: ['KI'],
      kind: 'health-or-care',
      region: 'North',
    });
    expect(kestrel).toMatchObject({ version: 1, aliases: ['KI'] });
    expect(await listed({ text: 'kest infirm' })).toEqual(['Kestrel Infirmary']);
    expect(await listed({ text: 'KÍ' })).toEqual(['Kestrel Infirmary']);
    expect(await listed({ text: 'kestrel', kind: 'business' })).toEqual([]);
    expect(await listed({ text: 'kestrel', region: 'North' })).toEqual(['Kestrel Infirmary']);
    const renamed = await change(kestrel.id, {
      name: 'Kestrel Hospital',
      website: 'https://kestrel.example.org',
    });
    expect(renamed.body).toMatchObject({ version: 2, aliases: ['KI', 'Kestrel Infirmary'] });
    expect((await change(kestrel.id, { region: 'West' }, 1)).problem.code).toBe('stale-edit');
  });

  it('come of what people write, one for all the ways to write it', async () => {
    const one = await client.takeIn({ organisation: 'Pebble & Sons' });
    const two = await client.takeIn({ organisation: 'PEBBLE and Sons' });
    const three = await client.takeIn({ organisation: 'pebble   SÖNS' });
    const [first, second, third] = await Promise.all([one, two, three].map(({ id }) => personOf(id)));
    expect(first?.organisationId).toBe(third?.organisationId);
    expect(first?.organisationId).not.toBe(second?.organisationId);
    expect(third?.organisation).toBe('Pebble & Sons');
    const edited = await client.edit(two.id, two.as, { organisation: 'pebble, sons' });
    expect(edited.body).toMatchObject({
      organisation: 'Pebble & Sons',
      organisationId: first?.organisationId,
    });
    expect((await client.edit(two.id, two.as, { organisation: null }, 2)).body).not.toHaveProperty(
      'organisationId',
    );
    const byId = await client.edit(two.id, two.as, { organisationId: first?.organisationId }, 3);
    expect(byId.body.organisation).toBe('Pebble & Sons');
  });

  it('are merged, and everybody who named them follows, as do later merges, imports and searches', async () => {
    const { id: person } = await client.takeIn({ organisation: 'Old Mill' });
    const old = (await personOf(person)).organisationId ?? '';
    const kept = await added({ name: 'New Mill' });
    expect((await merge(kept.id, old)).body).toMatchObject({ version: 2, aliases: ['Old Mill'] });
    expect(await personOf(person)).toMatchObject({ organisation: 'New Mill', organisationId: kept.id });
    expect((await call<Organisation>(net.url, 'GET', `/organisations/${old}`, { as: member })).body.id).toBe(
      kept.id,
    );
    const later = await client.takeIn({ organisation: 'OLD MILL' });
    expect((await personOf(later.id)).organisationId).toBe(kept.id);
    const last = await added({ name: 'Grand Mill' });
    expect((await merge(last.id, kept.id)).body.aliases).toEqual(['New Mill', 'Old Mill']);
    const byId = await client.takeIn({ organisationId: old });
    for (const id of [person, later.id, byId.id])
      expect((await personOf(id)).organisation).toBe('Grand Mill');
    const everyone = [person, later.id, byId.id].toSorted();
    for (const query of [{ organisation: old }, { organisation: last.id }, { text: 'grand mill' }]) {
      expect((await client.found(net.admin, query)).toSorted()).toEqual(everyone);
    }
    expect(await listed({ text: 'mill' })).toEqual(['Grand Mill']);
    expect((await merge(last.id, last.id, 2)).problem).toMatchObject({ errors: [{ pointer: '#/other' }] });
    expect((await merge(last.id, kept.id, 2)).problem).toMatchObject({ status: 409, code: 'conflict' });
    expect((await merge(last.id, newId(), 2)).problem).toMatchObject({
      status: 422,
      code: 'unknown-reference',
    });
    expect((await change(old, { name: 'x' }, 2)).problem.code).toBe('conflict');
  });

  it('share no name with another', async () => {
    await added({ name: 'Otter Guild', aliases: ['OG'] });
    expect((await add({ name: 'Badger Guild', aliases: ['og'] })).problem).toMatchObject({
      status: 409,
      errors: [{ pointer: '#/aliases/0' }],
    });
    const badger = await added({ name: 'Badger Guild' });
    expect((await change(badger.id, { name: 'OTTER guild' })).problem).toMatchObject({
      errors: [{ pointer: '#/name' }],
    });
    const both = await Promise.all([add({ name: 'Weasel Guild' }), add({ name: 'weasel guild' })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  });

  it.each([
    [{}, '#/name'],
    [{ name: 'A', website: 'javascript:alert(1)' }, '#/website'],
    [{ name: 'A', kind: 'circus' }, '#/kind'],
    [{ name: 'A\u202eB' }, '#/name'],
  ])('refuse %j by its field', async (body, pointer) => {
    expect((await add(body)).problem).toMatchObject({ status: 400, errors: [{ pointer }] });
  });

  it('that are not there are refused where people name them, and nobody is taken in', async () => {
    const { id, as } = await client.takeIn({});
    const unknown = { organisationId: newId() };
    expect((await client.edit(id, as, unknown)).problem).toMatchObject({
      status: 422,
      errors: [{ pointer: '#/organisationId' }],
    });
    const people = [{ name: 'Ada', email: `${newId()}@example.org`, ...unknown }];
    expect((await net.post('/people/import', { people })).problem).toMatchObject({
      errors: [{ pointer: '#/people/0/organisationId' }],
    });
    expect((await client.edit(id, as, { ...unknown, organisation: 'A' })).problem.status).toBe(422);
  });

  it('of one network are unknown in another', async () => {
    const { id } = await added({ name: 'Heron House' });
    const stranger = await tokenFor(net.service, { network: 'another', roles: ['admin'] });
    expect((await call(net.url, 'GET', `/organisations/${id}`, { as: stranger })).problem.code).toBe(
      'not-found',
    );
    expect((await add({ name: 'Heron House' }, stranger)).status).toBe(201);
  });

  it('travel without their names, which may be a person’s', async () => {
    const { id } = await added({ name: 'Wilhelmina Lovelace Ltd' });
    await change(id, { region: 'East' });
    const events = await net.db.collection('outbox').find({ 'envelope.subject': id }).toArray();
    expect(events).toHaveLength(2);
    expect(JSON.stringify(events)).not.toContain('Lovelace');
  });
});
