import type { Community, MembershipLine, Person } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, tokenFor } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Network, startNetwork } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

/** A community with these many facilitators. */
const facilitated = async (count: number) => {
  const community = await net.found();
  const people = await net.takeIn(count, []);
  for (const person of people)
    await net.post(`/communities/${community}/members`, { person, role: 'facilitator' });
  return { community, people };
};
const give = (community: string, person: string, role: string, ifMatch = 1, as = net.admin) =>
  call<MembershipLine>(net.url, 'PUT', `/communities/${community}/members/${person}`, {
    as,
    ifMatch,
    body: { role },
  });
const leave = (community: string, person: string, as = net.admin) =>
  call(net.url, 'DELETE', `/communities/${community}/members/${person}`, { as });
const setStatus = (community: string, ifMatch: number, body: object) =>
  call<Community>(net.url, 'PATCH', `/communities/${community}`, { as: net.admin, ifMatch, body });
const facilitatorsOf = async (community: string) =>
  (await call<Community>(net.url, 'GET', `/communities/${community}`, { as: net.admin })).body.facilitators;

it('A visitor reads the names of those who run a community once they agreed, and nobody agrees for them', async () => {
  const {
    community,
    people: [ada = '', ben = ''],
  } = await facilitated(2);
  await give(community, ben, 'core');
  const path = `/communities/${community}`;
  const seen = async (as?: string) => {
    const one = (await call<Community>(net.url, 'GET', path, { as })).body;
    const listed = await call<{ items: Community[] }>(net.url, 'GET', '/communities?limit=200', { as });
    const { facilitators, core, members } = listed.body.items.find(({ id }) => id === community) ?? one;
    expect({ facilitators, core, members }).toEqual({
      facilitators: one.facilitators,
      core: one.core,
      members: one.members,
    });
    return [...one.facilitators, ...one.core].map(({ person }) => person).toSorted();
  };
  expect(await seen()).toEqual([]);
  expect(await seen(net.admin)).toEqual([ada, ben].toSorted());
  const agree = (as: string, ifMatch: number, namedOpenly: boolean) =>
    call<Person>(net.url, 'PATCH', `/people/${ada}`, { as, ifMatch, body: { namedOpenly } });
  expect((await agree(net.admin, 1, true)).problem).toMatchObject({
    code: 'forbidden',
    errors: [{ pointer: '#/namedOpenly' }],
  });
  const own = await tokenFor(net.service, { person: ada });
  expect((await agree(own, 1, true)).body).toMatchObject({ version: 2, namedOpenly: true });
  expect(await seen()).toEqual([ada]);
  // A host may take somebody's name down.
  expect((await agree(net.admin, 2, false)).status).toBe(200);
  expect(await seen()).toEqual([]);
});

describe('a member’s role in a community', () => {
  it('changes up and down, each time with its version and event', async () => {
    const { community } = await facilitated(1);
    const [person = ''] = await net.takeIn(1, [], [community]);
    expect((await give(community, person, 'core')).body).toMatchObject({ role: 'core', version: 2 });
    expect((await give(community, person, 'facilitator')).problem.code).toBe('stale-edit');
    expect((await give(community, person, 'facilitator', 2)).body).toMatchObject({ role: 'facilitator' });
    const self = await tokenFor(net.service, { person, communities: { [community]: 'facilitator' } });
    expect((await give(community, person, 'member', 3, self)).body).toMatchObject({ version: 4 });
    const events = await net.db
      .collection('outbox')
      .find({ 'envelope.subject': `${person}.${community}` })
      .sort({ 'envelope.aggregateversion': 1 })
      .toArray();
    expect(events.map(({ envelope }) => envelope.type)).toEqual([
      'skein.membership.membership.started.v1',
      'skein.membership.membership.changed.v1',
      'skein.membership.membership.changed.v1',
      'skein.membership.membership.changed.v1',
    ]);
    const members = await call<{ items: MembershipLine[] }>(
      net.url,
      'GET',
      `/communities/${community}/members?role=member`,
      { as: net.admin },
    );
    expect(members.body.items).toMatchObject([{ person, role: 'member', version: 4 }]);
  });

  it('is not raised by oneself', async () => {
    const { community } = await facilitated(1);
    const [person = ''] = await net.takeIn(1, [], [community]);
    const as = await tokenFor(net.service, { person, communities: { [community]: 'member' } });
    expect((await give(community, person, 'core', 1, as)).problem).toMatchObject({
      code: 'forbidden',
      errors: [{ pointer: '#/role' }],
    });
    expect((await give(community, newId(), 'core')).problem.code).toBe('not-found');
  });

  it('stays with the last facilitator, who cannot leave either', async () => {
    const { community, people } = await facilitated(1);
    const [last = ''] = people;
    expect((await give(community, last, 'core')).problem).toMatchObject({
      code: 'conflict',
      errors: [{ pointer: '#/role' }],
    });
    expect((await leave(community, last)).problem.code).toBe('conflict');
    expect(await facilitatorsOf(community)).toHaveLength(1);
    await setStatus(community, 1, { status: 'closed' });
    expect((await leave(community, last)).status).toBe(204);
  });

  it('stays with one of two who step down or leave at the same moment', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { community, people } = await facilitated(2);
      const [one = '', other = ''] = people;
      const replies = await Promise.all([give(community, one, 'member'), leave(community, other)]);
      expect(replies.filter(({ status }) => status === 409)).toHaveLength(1);
      expect(await facilitatorsOf(community)).toHaveLength(1);
    }
  });
});

describe('nobody is put into a community unasked', () => {
  const put = (community: string, person: string, as: string) =>
    call<MembershipLine>(net.url, 'POST', `/communities/${community}/members`, { as, body: { person } });
  const startedOf = async (person: string, community: string) =>
    (await net.db.collection('outbox').findOne({ 'envelope.subject': `${person}.${community}` }))?.envelope;

  it('by those who run it, who invite; whoever is put there by hosts is told', async () => {
    const { community, people } = await facilitated(1);
    const [person = ''] = await net.takeIn(1, []);
    const [runs = ''] = people;
    for (const role of ['facilitator', 'core'] as const) {
      const as = await tokenFor(net.service, { person: runs, communities: { [community]: role } });
      const refused = await put(community, person, as);
      expect(refused.problem).toMatchObject({
        code: 'forbidden',
        detail: expect.stringContaining('invitation'),
      });
    }
    expect(await startedOf(person, community)).toBeUndefined();
    const host = await tokenFor(net.service, { roles: ['hosting-team'] });
    expect((await put(community, person, host)).status).toBe(201);
    expect((await startedOf(person, community))?.data).toMatchObject({ placed: true, welcome: false });
    const [other = ''] = await net.takeIn(1, []);
    expect((await put(community, other, await tokenFor(net.service, { person: other }))).status).toBe(201);
    expect((await startedOf(other, community))?.data).not.toHaveProperty('placed');
  });
});

describe('whoever comes in by a list', () => {
  it('is told, and told apart of each community that they are to run', async () => {
    const [run, joined] = [await net.found(), await net.found()];
    const people = [
      {
        ...{ name: 'Wilhelmina', email: `${newId()}@example.org` },
        communities: [
          { community: run, role: 'facilitator' },
          { community: joined, role: 'member' },
        ],
      },
    ];
    const { body } = await net.post<{ people: { id: string }[] }>('/people/import', { people });
    const person = body.people[0]?.id ?? '';
    const dataOf = async (subject: string) =>
      (await net.db.collection('outbox').findOne({ 'envelope.subject': subject }))?.envelope.data;
    expect(await dataOf(person)).toMatchObject({ welcome: false, placed: true });
    expect(await dataOf(`${person}.${run}`)).toMatchObject({ role: 'facilitator', placed: true });
    expect(await dataOf(`${person}.${joined}`)).not.toHaveProperty('placed');
  });
});

describe('the status of a community', () => {
  it('keeps who set it, when and why, for its members to read', async () => {
    const community = await net.found();
    const host = newId();
    const as = await tokenFor(net.service, { person: host, roles: ['hosting-team'] });
    const path = `/communities/${community}`;
    const body = { status: 'emerging', statusNote: 'Three calls were held' };
    await call(net.url, 'PATCH', path, { as, ifMatch: 1, body });
    const history = await call<{ items: object[] }>(net.url, 'GET', `${path}/status-history`, { as });
    expect(history.body.items).toMatchObject([
      { status: 'forming' },
      { status: 'emerging', by: host, note: 'Three calls were held' },
    ]);
    const shown = (await call<Community>(net.url, 'GET', path)).body.statusHistory;
    expect(shown[1]).toEqual({ status: 'emerging', since: expect.any(String) });
  });

  it('goes only where it can, naming the field', async () => {
    const community = await net.found();
    await setStatus(community, 1, { status: 'established' });
    expect((await setStatus(community, 2, { status: 'forming' })).problem).toMatchObject({
      code: 'conflict',
      errors: [{ pointer: '#/status' }],
    });
    expect((await setStatus(community, 2, { statusNote: 'Why' })).problem).toMatchObject({
      code: 'invalid-request',
      errors: [{ pointer: '#/statusNote' }],
    });
    expect((await call<Community>(net.url, 'GET', `/communities/${community}`)).body.version).toBe(2);
  });
});
