import { consentText, type Prospect, prospectsContract } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { ask, call, tokenFor, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Network, startNetwork } from '../../testing/network.ts';

let net: Network;
let community: string;
let owner: string;
beforeAll(async () => {
  net = await startNetwork();
  community = await net.found();
  [owner = ''] = await net.takeIn(1, [], [community]);
});
afterAll(() => net.stop());

const address = () => `${newId()}@example.org`;
const body = (over: object = {}) => ({ name: 'Ida', email: address(), source: 'a workshop', owner, ...over });
const add = async (over: object = {}, within = net): Promise<Prospect> => {
  const added = await within.post<Prospect>('/prospects', body(over));
  expect(added.problem?.detail).toBeUndefined();
  return added.body;
};
const as = (person: string, communities: Record<string, 'facilitator' | 'core' | 'member'> = {}) =>
  tokenFor(net.service, { person, communities });
const send = <T>(
  method: string,
  path: string,
  { version, ...rest }: { version?: number; body?: unknown; as?: string } = {},
) => call<T>(net.url, method, path, { as: net.admin, ...(version && { ifMatch: version }), ...rest });
const list = async (query: string, token = net.admin): Promise<string[]> => {
  const { body: page } = await call<{ items: Prospect[] }>(net.url, 'GET', `/prospects?${query}`, {
    as: token,
  });
  return page.items.map(({ id }) => id);
};
const convert = (one: Prospect, more: object = {}, token = net.admin) =>
  send<{ prospect: Prospect; person: string; alreadyMember: boolean }>(
    'POST',
    `/prospects/${one.id}/membership`,
    { version: one.version, body: more, as: token },
  );

describe('the pipeline', () => {
  it('goes from somebody’s name to a member, with what they agreed to and nothing else', async () => {
    const added = await add({ email: 'Ida.New@Example.ORG', community, channel: 'phone', due: '2020-01-05' });
    expect(added).toMatchObject({ stage: 'new', overdue: true, email: 'ida.new@example.org', version: 1 });
    const mine = await as(owner);
    const contact = { channel: 'phone', note: 'She asked what it costs.', due: '2099-01-01' };
    const contacted = await send<Prospect>('POST', `/prospects/${added.id}/contacts`, {
      body: contact,
      as: mine,
    });
    expect(contacted.status).toBe(201);
    expect(contacted.body).toMatchObject({ stage: 'contacted', overdue: false, contacts: [{ by: owner }] });
    const outcome = { version: 2, body: { outcome: 'interested' }, as: mine };
    const interested = await send<Prospect>('PUT', `/prospects/${added.id}/outcome`, outcome);
    expect(interested.body).toMatchObject({ stage: 'interested', due: '2099-01-01' });
    const consents = [{ purpose: 'digest', channel: 'phone' }];
    const host = newId();
    const hosts = await tokenFor(net.service, { person: host, roles: ['hosting-team'] });
    const joined = await convert(interested.body, { consents, textVersion: consentText.version }, hosts);
    expect(joined.body).toMatchObject({
      alreadyMember: false,
      prospect: { stage: 'joined', overdue: false },
    });
    expect(joined.body.prospect).not.toHaveProperty('person');
    const { person } = joined.body;
    expect(await net.ledgerOf(person)).toMatchObject([
      { purpose: 'digest', given: true, basis: 'consent', channel: 'phone', by: host },
    ]);
    const place = await net.db.collection('memberships').findOne({ person });
    expect(place).toMatchObject({ community, role: 'member' });
    const welcome = await net.db
      .collection('outbox')
      .findOne({ 'envelope.subject': `${person}.${community}` });
    expect(welcome?.envelope.data).toMatchObject({ welcome: true });
    expect((await convert(joined.body.prospect)).problem.code).toBe('closed');
    const told = await net.db.collection('outbox').find({ 'envelope.subject': added.id }).toArray();
    expect(told.map(({ version }) => version)).toEqual([1, 2, 3, 4]);
    expect(JSON.stringify(told)).not.toMatch(/ida|workshop|costs/i);
  });

  it('keeps one person where the address is a member’s, and what they decided themselves', async () => {
    const [member = ''] = await net.takeIn(1, ['digest']);
    const email = (await net.db.collection('people').findOne({ _id: member as never }))?.email;
    const token = await net.preferenceToken(member);
    await call(net.url, 'POST', `/preferences/stop?token=${token}`);
    const people = await net.db.collection('people').countDocuments();
    const joined = await convert(await add({ email, community }), {
      textVersion: consentText.version,
      consents: [
        { purpose: 'digest', channel: 'in-person' },
        { purpose: 'event-news', channel: 'in-person' },
      ],
    });
    expect(joined.body).toMatchObject({ alreadyMember: true, person: member });
    expect(await net.db.collection('people').countDocuments()).toBe(people);
    const ledger = await net.ledgerOf(member);
    expect(ledger.map(({ purpose, given }) => [purpose, given])).toEqual([
      ['digest', true],
      ['digest', false],
      ['event-news', true],
    ]);
  });

  it('refuses a conversion that lacks something, and does nothing by halves', async () => {
    const nameless = await convert(await add({ email: undefined }));
    expect(nameless.problem).toMatchObject({ code: 'conflict', errors: [{ pointer: '#/email' }] });
    const one = await add({ community });
    const consents = [{ purpose: 'digest', channel: 'phone' }];
    for (const [more, pointer] of [
      [{ consents }, '#/textVersion'],
      [{ consents, textVersion: 'never' }, '#/textVersion'],
      [{ consents: [{ purpose: 'digest' }], textVersion: consentText.version }, '#/consents/0/channel'],
      [{ consents: [...consents, ...consents], textVersion: consentText.version }, '#/consents/1/purpose'],
      [{ community: newId() }, '#/community'],
    ] as const) {
      expect((await convert(one, more)).problem.errors?.[0]?.pointer).toBe(pointer);
    }
    expect((await convert({ ...one, version: 9 })).problem.code).toBe('stale-edit');
    expect(await net.db.collection('people').findOne({ email: one.email ?? '' })).toBeNull();
    const { body: still } = await send<Prospect>('GET', `/prospects/${one.id}`);
    expect(still).toEqual(one);
  });

  it('is made a member by hosts alone: who speaks to them or runs the community invites them', async () => {
    const one = await add({ community });
    const core = { [community]: 'core' } as const;
    for (const token of [await as(owner), await as(newId(), core)]) {
      expect((await convert(one, {}, token)).problem.code).toBe('forbidden');
    }
  });

  it('has joined once they came by themselves, and nobody learns whose the address is', async () => {
    const [member = '', other = ''] = await net.takeIn(2, []);
    const emailOf = async (_id: string) =>
      (await net.db.collection('people').findOne({ _id: _id as never }))?.email;
    const here = await add({ community, email: await emailOf(member) });
    const elsewhere = await add({ community: await net.found(), email: await emailOf(other) });
    for (const person of [other, member]) {
      const self = await as(person);
      const joins = await net.post(`/communities/${community}/members`, { person }, self);
      expect(joins.status).toBe(201);
    }
    const read = async ({ id }: Prospect) => (await send<Prospect>('GET', `/prospects/${id}`)).body;
    await until('the one who came to have joined', async () => (await read(here)).stage === 'joined');
    expect(await read(here)).not.toHaveProperty('person');
    expect((await read(elsewhere)).stage).toBe('new');
  });
});

describe('a prospect', () => {
  it('is not added twice, nor with what does not exist or does not fit', async () => {
    const { email } = await add();
    const twice = await net.post('/prospects', body({ email: email?.toUpperCase() }));
    expect(twice.problem).toMatchObject({ code: 'already-exists', errors: [{ pointer: '#/email' }] });
    for (const [over, pointer, code] of [
      [{ owner: newId() }, '#/owner', 'unknown-reference'],
      [{ community: newId() }, '#/community', 'unknown-reference'],
      [{ due: '2026-02-30' }, '#/due', 'invalid-request'],
      [{ email: 'nobody' }, '#/email', 'invalid-request'],
      [{ name: ' ' }, '#/name', 'invalid-request'],
      [{ stage: 'joined' }, '#/stage', 'invalid-request'],
    ] as const) {
      const refused = await net.post('/prospects', body(over));
      expect(refused.problem).toMatchObject({ code, errors: [{ pointer }] });
    }
  });

  it('is edited from its version; what is taken away is gone', async () => {
    const one = await add({ due: '2026-12-01', community });
    const path = `/prospects/${one.id}`;
    const edit = { due: null, contact: '+44 20 7946 0000', community: null };
    const edited = await send<Prospect>('PATCH', path, { version: 1, body: edit });
    expect(edited.body).toMatchObject({ version: 2, contact: '+44 20 7946 0000' });
    expect(edited.body).not.toHaveProperty('due');
    expect(edited.body).not.toHaveProperty('community');
    expect((await send('PATCH', path, { version: 1, body: edit })).problem.code).toBe('stale-edit');
    expect((await send('PATCH', path, { body: edit })).problem.code).toBe('if-match-required');
    const taken = await send('PATCH', path, { version: 2, body: { email: (await add()).email } });
    expect(taken.problem.code).toBe('already-exists');
    const later = await send('PUT', `${path}/outcome`, { version: 2, body: { outcome: 'later' } });
    expect(later.problem).toMatchObject({ errors: [{ pointer: '#/due' }] });
    const joins = await send('PUT', `${path}/outcome`, { version: 2, body: { outcome: 'joined' } });
    expect(joins.problem).toMatchObject({ errors: [{ pointer: '#/outcome' }] });
    const future = { channel: 'email', at: '2099-01-01T00:00:00Z' };
    const contacted = await send('POST', `${path}/contacts`, { body: future });
    expect(contacted.problem).toMatchObject({ errors: [{ pointer: '#/at' }] });
  });

  it('is handed over, and is then another’s', async () => {
    const one = await add();
    const [ben = ''] = await net.takeIn(1, []);
    const mine = await as(owner);
    const path = `/prospects/${one.id}`;
    const nobody = await send('PUT', `${path}/owner`, { version: 1, body: { owner: newId() }, as: mine });
    expect(nobody.problem).toMatchObject({ code: 'unknown-reference', errors: [{ pointer: '#/owner' }] });
    const handed = await send<Prospect>('PUT', `${path}/owner`, {
      version: 1,
      body: { owner: ben },
      as: mine,
    });
    expect(handed.body).toMatchObject({ owner: ben, version: 2 });
    expect((await send('GET', path, { as: mine })).problem.code).toBe('forbidden');
    expect((await send('GET', path, { as: await as(ben) })).status).toBe(200);
    // A contacter does not put people into what they do not run.
    const moved = await send('PATCH', path, { version: 2, body: { community }, as: await as(ben) });
    expect(moved.problem.code).toBe('forbidden');
  });

  it('is listed by what is asked for, for whom it concerns, page by page', async () => {
    const [mine = '', facilitates = ''] = await net.takeIn(2, []);
    const here = await net.found();
    const own = await add({ owner: mine, due: '2020-01-01' });
    const there = await add({ community: here, owner: facilitates });
    const elsewhere = await add();
    const [token, runs] = [await as(mine), await as(newId(), { [here]: 'core' })];
    expect(await list('', token)).toEqual([own.id]);
    expect(await list('', runs)).toEqual([there.id]);
    expect(await list(`community=${here}`)).toEqual([there.id]);
    expect(await list(`owner=${mine}&overdue=true`)).toEqual([own.id]);
    expect(await list(`owner=${facilitates}&overdue=true`)).toEqual([]);
    expect(await list(`email=${elsewhere.email?.toUpperCase()}`)).toEqual([elsewhere.id]);
    expect(await list('mine=true', net.admin)).toEqual([]);
    expect(await list('mine=true', token)).toEqual([own.id]);
    await send('POST', `/prospects/${there.id}/contacts`, { body: { channel: 'email' } });
    expect(await list(`stage=contacted&community=${here}`)).toEqual([there.id]);
    expect(await list(`stage=new&community=${here}`)).toEqual([]);
    const denied = await call(net.url, 'GET', `/prospects?community=${here}`, { as: token });
    expect(denied.problem.code).toBe('forbidden');
    expect((await call(net.url, 'GET', '/prospects?after=x', { as: token })).problem.code).toBe(
      'invalid-request',
    );
    const page = await call<{ items: Prospect[]; next?: string }>(net.url, 'GET', '/prospects?limit=1', {
      as: net.admin,
    });
    const rest = await list(`after=${page.body.next}&limit=200`);
    expect([page.body.items[0]?.id, ...rest]).toEqual(await list('limit=200'));
  });

  it('is counted by stage and conversion over a period, and counted on when it is forgotten', async () => {
    const here = await net.found();
    const [one, two] = [await add({ community: here }), await add({ community: here })];
    await convert(one);
    const figures = async (more = '') =>
      (await send<object>('GET', `/prospect-figures?community=${here}${more}`)).body;
    expect(await figures()).toMatchObject({
      added: 2,
      joined: 1,
      conversion: 0.5,
      stages: { new: 1, joined: 1 },
    });
    expect(await figures('&until=2020-01-01T00:00:00Z')).toMatchObject({ added: 0, conversion: 0 });
    expect((await send('DELETE', `/prospects/${two.id}`)).status).toBe(204);
    expect((await send('GET', `/prospects/${two.id}`)).problem.code).toBe('not-found');
    expect((await send('DELETE', `/prospects/${two.id}`)).problem.code).toBe('not-found');
    expect(await figures()).toMatchObject({ added: 2, stages: { new: 1 } });
    const names = await net.db.listCollections({}, { nameOnly: true }).toArray();
    for (const { name } of names) {
      const rows = JSON.stringify(await net.db.collection(name).find().toArray());
      expect(rows.includes(two.email ?? ''), name).toBe(false);
    }
  });
});

describe('time', () => {
  const at = (within: Network, moment: string) => {
    within.service.context.now = () => new Date(moment);
  };
  const reminders = (within: Network) =>
    within.db
      .collection('outbox')
      .find({ 'envelope.type': /contact-reminder/ })
      .sort({ _id: 1 })
      .toArray();

  it('reminds once a due date, by day, all that is due together, and says who is due just then', async () => {
    const own = await startNetwork();
    onTestFinished(own.stop);
    const [ada = '', ben = ''] = await own.takeIn(2, []);
    at(own, '2026-12-01T07:00:00Z');
    const first = await add({ owner: ada, due: '2026-11-28', channel: 'phone' }, own);
    const second = await add({ owner: ada, due: '2026-12-01' }, own);
    await add({ owner: ada, due: '2026-12-02' }, own);
    await add({ owner: ben }, own);
    const third = await add({ owner: ben, due: '2026-12-01' }, own);
    at(own, '2026-12-01T08:00:00Z');
    const rows = await until('both are reminded', async () => {
      const found = await reminders(own);
      return found.length === 2 && found;
    });
    const told = new Map(rows.map(({ envelope: { data } }) => [data.person, data.prospects.toSorted()]));
    expect(told.get(ada)).toEqual([first.id, second.id].toSorted());
    expect(told.get(ben)).toEqual([third.id]);
    const question = { network: 'testing', people: [ada, ben, newId()] };
    const prefix = own.environment.SKEIN_PREFIX ?? '';
    const due = async () =>
      (await ask(own.service.context.nats, prefix, prospectsContract.questions.dueContacts, question))
        ?.people;
    expect((await due())?.find(({ person }) => person === ada)?.contacts).toMatchObject([
      { name: 'Ida', channel: 'by phone', reach: first.email, due: '2026-11-28' },
      { due: '2026-12-01' },
    ]);
    await own.post(`/prospects/${third.id}/contacts`, { channel: 'email' });
    expect((await due())?.map(({ person }) => person)).toEqual([ada]);
    at(own, '2026-12-02T08:00:00Z');
    await until('the next day', async () => (await reminders(own)).length === 3);
    expect((await reminders(own)).at(-1)?.envelope.data.prospects).toHaveLength(1);
  });

  it('forgets whoever is kept long enough, and leaves the figures', async () => {
    const own = await startNetwork();
    onTestFinished(own.stop);
    const [ada = ''] = await own.takeIn(1, []);
    const silent = await add({ owner: ada }, own);
    const refused = await add({ owner: ada }, own);
    await call(own.url, 'PUT', `/prospects/${refused.id}/outcome`, {
      as: own.admin,
      ifMatch: 1,
      body: { outcome: 'not-interested' },
    });
    const left = async () =>
      (await own.db.collection('prospects').find().toArray()).map(({ _id }) => `${_id}`);
    own.letPass(31);
    await until('the one who said no is forgotten', async () => (await left()).length === 1);
    expect(await left()).toEqual([silent.id]);
    own.letPass(181);
    await until('all are forgotten', async () => (await left()).length === 0);
    const { body: figures } = await call(own.url, 'GET', '/prospect-figures', { as: own.admin });
    expect(figures).toMatchObject({ added: 2, stages: { new: 1, 'not-interested': 1 } });
    const told = await own.db
      .collection('outbox')
      .find({ 'envelope.type': /forgotten/ })
      .toArray();
    expect(told.map(({ envelope, version }) => [envelope.subject, version])).toEqual([
      [refused.id, 3],
      [silent.id, 2],
    ]);
  });
});
