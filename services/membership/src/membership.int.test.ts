import { bucketName, type Community, type ConsentEntry, consentText, type Person } from '@skein/contracts';
import { newId, type RunningService, signAccess, signLink, startService } from '@skein/service-kit';
import { call, testEnvironment, tokenFor, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { membership } from './app.ts';

const environment = testEnvironment();
let service: RunningService;
let admin: string;
beforeAll(async () => {
  service = await startService(membership, environment);
  admin = await tokenFor(service, { roles: ['admin'] });
});
afterAll(() => service.stop());

let count = 0;
const foundingBody = (over: object = {}) => ({
  slug: `community-${++count}`,
  name: `Community ${count}`,
  domain: 'What we care about',
  description: '',
  joining: 'open',
  ...over,
});
const found = async (over: object = {}): Promise<Community> =>
  (await call<Community>(service.url, 'POST', '/communities', { as: admin, body: foundingBody(over) })).body;

const takeIn = async (...people: object[]): Promise<string[]> => {
  const body = {
    people: people.map((person) => ({
      name: 'Wilhelmina',
      email: `person-${++count}@example.org`,
      ...person,
    })),
  };
  const reply = await call<{ people: { id: string }[] }>(service.url, 'POST', '/people/import', {
    as: admin,
    body,
  });
  expect(reply.status).toBe(201);
  return reply.body.people.map(({ id }) => id);
};

const directoryEntry = async (person: string) => {
  const bucket = await service.context.nats.kvm.open(bucketName(environment.SKEIN_PREFIX ?? '', 'MEMBERS'));
  const entry = await bucket.get(`testing.${person}`);
  return entry?.operation === 'PUT'
    ? entry.json<{ consents: string[]; communities: string[]; name: string }>()
    : undefined;
};

const rowsIn = (collection: string) => service.context.db.collection(collection).countDocuments();

describe('communities', () => {
  it('are founded, read and changed, each change with its version', async () => {
    const community = await found();
    expect(community).toMatchObject({ version: 1, status: 'forming', members: 0 });
    const path = `/communities/${community.id}`;
    const changed = await call<Community>(service.url, 'PATCH', path, {
      as: admin,
      body: { status: 'established' },
      ifMatch: 1,
    });
    expect(changed.body).toMatchObject({ version: 2, status: 'established', statusHistory: [{}, {}] });
    expect(changed.headers.get('etag')).toBe('"2"');
    expect((await call<Community>(service.url, 'GET', path)).body.status).toBe('established');
  });

  it('are listed page by page, none twice, none left out', async () => {
    await Promise.all(Array.from({ length: 7 }, () => found()));
    const slugs: string[] = [];
    let after = '';
    do {
      const page = await call<{ items: Community[]; next?: string }>(
        service.url,
        'GET',
        `/communities?limit=3${after}`,
      );
      slugs.push(...page.body.items.map(({ slug }) => slug));
      after = page.body.next ? `&after=${page.body.next}` : '';
    } while (after);
    expect(slugs).toEqual([...new Set(slugs)].toSorted());
    expect(slugs).toHaveLength(await rowsIn('communities'));
  });

  it('are joined openly by oneself, and by others only through those who run them', async () => {
    const community = await found();
    const closed = await found({ joining: 'approval' });
    const [person = ''] = await takeIn({});
    const self = await tokenFor(service, { person });
    const body = { person };
    expect(
      (await call(service.url, 'POST', `/communities/${community.id}/members`, { as: self, body })).status,
    ).toBe(201);
    const again = await call(service.url, 'POST', `/communities/${community.id}/members`, { as: self, body });
    expect(again.problem.code).toBe('already-exists');
    const refused = await call(service.url, 'POST', `/communities/${closed.id}/members`, { as: self, body });
    expect(refused.problem).toMatchObject({ status: 403, code: 'forbidden' });
    await until('the directory to follow', async () =>
      (await directoryEntry(person))?.communities.includes(community.id),
    );
    expect(
      (await call(service.url, 'DELETE', `/communities/${community.id}/members/${person}`, { as: self }))
        .status,
    ).toBe(204);
    await until(
      'the directory to follow',
      async () => (await directoryEntry(person))?.communities.length === 0,
    );
  });
});

describe('people', () => {
  it('are all taken in, or none', async () => {
    const before = await rowsIn('people');
    const twice = [
      { name: 'Wilhelmina', email: 'same@example.org' },
      { name: 'Bob', email: 'SAME@example.org' },
    ];
    const refused = await call(service.url, 'POST', '/people/import', { as: admin, body: { people: twice } });
    expect(refused.problem).toMatchObject({ status: 409, errors: [{ pointer: '#/people/1/email' }] });
    expect(await rowsIn('people')).toBe(before);
  });

  it('change their own profile, and nobody else’s', async () => {
    const [one = '', other = ''] = await takeIn({}, {});
    const as = await tokenFor(service, { person: one });
    const mine = await call<Person>(service.url, 'PATCH', `/people/${one}`, {
      as,
      body: { name: 'Wilhelmina L.' },
      ifMatch: 1,
    });
    expect(mine.body).toMatchObject({ name: 'Wilhelmina L.', version: 2 });
    await until('the directory to follow', async () => (await directoryEntry(one))?.name === 'Wilhelmina L.');
    const theirs = await call(service.url, 'PATCH', `/people/${other}`, {
      as,
      body: { name: 'x' },
      ifMatch: 1,
    });
    expect(theirs.problem.code).toBe('forbidden');
  });

  it('show their address to themselves and to those who run the network only', async () => {
    const community = await found();
    const [one = ''] = await takeIn({ communities: [{ community: community.id, role: 'member' }] });
    const fellow = await tokenFor(service, { communities: { [community.id]: 'member' } });
    const seen = await call<Person>(service.url, 'GET', `/people/${one}`, { as: fellow });
    expect(seen.status).toBe(200);
    expect(seen.body.email).toBeUndefined();
    expect((await call<Person>(service.url, 'GET', `/people/${one}`, { as: admin })).body.email).toContain(
      '@example.org',
    );
    const stranger = await tokenFor(service);
    expect((await call(service.url, 'GET', `/people/${one}`, { as: stranger })).problem.code).toBe(
      'forbidden',
    );
  });

  it('are given roles in the network by administrators only', async () => {
    const as = await tokenFor(service, { roles: ['hosting-team'] });
    const people = [{ name: 'Eve', email: 'eve@example.org', roles: ['admin'] }];
    const refused = await call(service.url, 'POST', '/people/import', { as, body: { people } });
    expect(refused.problem.code).toBe('forbidden');
  });
});

describe('consent', () => {
  it('is a ledger: given and withdrawn, every line kept, the last one counts', async () => {
    const [person = ''] = await takeIn({ consents: ['digest'] });
    const as = await tokenFor(service, { person });
    const withdraw = { purpose: 'digest', given: false, textVersion: consentText.version };
    const entry = await call<ConsentEntry>(service.url, 'POST', `/people/${person}/consents`, {
      as,
      body: withdraw,
    });
    expect(entry.body).toMatchObject({ given: false, channel: 'profile' });
    const ledger = await call<{ items: ConsentEntry[] }>(service.url, 'GET', `/people/${person}/consents`, {
      as,
    });
    expect(ledger.body.items.map(({ given }) => given)).toEqual([true, false]);
    await until('the directory to follow', async () => (await directoryEntry(person))?.consents.length === 0);
  });

  it('is never given for another', async () => {
    const [person = ''] = await takeIn({});
    const body = { purpose: 'digest', given: true, textVersion: consentText.version };
    const refused = await call(service.url, 'POST', `/people/${person}/consents`, { as: admin, body });
    expect(refused.problem.code).toBe('forbidden');
  });

  it('is withdrawn by a link in a letter, which only notification can sign', async () => {
    const [person = ''] = await takeIn({ consents: ['digest', 'event-news'] });
    const forged = await signLink(
      service.context.signingKey,
      'unsubscribe',
      { net: 'testing', sub: person, purpose: 'digest' },
      new Date(Date.now() + 60_000),
    );
    const refused = await call(service.url, 'POST', `/unsubscribe?token=${forged}`);
    expect(refused.problem.code).toBe('invalid-token');
    expect((await directoryEntryOnce(person)).consents).toEqual(['digest', 'event-news']);
  });
});

const directoryEntryOnce = (person: string) => until('a directory entry', () => directoryEntry(person));

describe('bad input', () => {
  it('is told by the field, and changes nothing', async () => {
    const before = await rowsIn('communities');
    const body = { ...foundingBody(), name: 7, colour: 'red', domain: 'a\u202eb' };
    const { problem, headers } = await call(service.url, 'POST', '/communities', { as: admin, body });
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(problem.status).toBe(400);
    expect(problem.errors?.map(({ pointer }) => pointer).toSorted()).toEqual([
      '#/colour',
      '#/domain',
      '#/name',
    ]);
    expect(await rowsIn('communities')).toBe(before);
  });

  it.each([
    ['a body that is not JSON', 'POST', '/communities', { body: '{"name":' }, 400, 'malformed-json'],
    ['an id that is none', 'GET', '/communities/one', {}, 400, 'invalid-request'],
    ['an unknown community', 'GET', `/communities/${newId()}`, {}, 404, 'not-found'],
    ['an address that nothing answers', 'GET', '/nowhere', {}, 404, 'not-found'],
    [
      'an edit without its version',
      'PATCH',
      `/communities/${newId()}`,
      { body: {} },
      428,
      'if-match-required',
    ],
    [
      'a body that is too large',
      'POST',
      '/communities',
      { body: { name: 'x'.repeat(300_000) } },
      413,
      'too-large',
    ],
    ['a cursor that is none', 'GET', '/communities?after=x', {}, 400, 'invalid-request'],
    [
      'a join request for an unknown community',
      'POST',
      '/join-requests',
      { body: { name: 'A', email: 'a@example.org', community: newId() } },
      422,
      'unknown-reference',
    ],
  ] as const)('%s', async (_what, method, path, request, status, code) => {
    const { problem } = await call(service.url, method, path, { as: admin, ...request });
    expect(problem).toMatchObject({ status, code });
  });

  it('a body of another type than JSON is refused', async () => {
    const headers = { 'content-type': 'text/plain' };
    const { problem } = await call(service.url, 'POST', '/join-requests', { body: 'hello', headers });
    expect(problem).toMatchObject({ status: 415, code: 'unsupported-media-type' });
  });

  it('a stale edit is refused, and what was there stays', async () => {
    const { id } = await found();
    const path = `/communities/${id}`;
    const edits = await Promise.all(
      ['first', 'second'].map((name) =>
        call<Community>(service.url, 'PATCH', path, { as: admin, body: { name }, ifMatch: 1 }),
      ),
    );
    expect(edits.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    const winner = edits.find(({ status }) => status === 200)?.body;
    expect((await call<Community>(service.url, 'GET', path)).body).toMatchObject({
      name: winner?.name,
      version: 2,
    });
  });
});

describe('tokens', () => {
  it('that are missing, damaged, expired or of another network are refused, each in its words', async () => {
    const path = '/people';
    expect((await call(service.url, 'GET', path)).problem.code).toBe('unauthenticated');
    expect((await call(service.url, 'GET', path, { as: `${admin.slice(0, -3)}abc` })).problem.code).toBe(
      'invalid-token',
    );

    const actor = { person: newId(), network: 'testing', roles: ['admin' as const], communities: {} };
    const old = await signAccess(service.context.signingKey, actor, new Date(Date.now() - 3_600_000));
    const expired = await call(service.url, 'GET', path, { as: old });
    expect(expired.problem).toMatchObject({ status: 401, code: 'expired-token' });
    const elsewhere = await call(service.url, 'GET', path, {
      as: admin,
      headers: { 'skein-network': 'another' },
    });
    expect(elsewhere.problem.code).toBe('forbidden');
  });

  it('of another network find nothing of this one', async () => {
    const community = await found();
    const stranger = await tokenFor(service, { network: 'another', roles: ['admin'] });
    const edit = { as: stranger, body: { name: 'Taken over' }, ifMatch: 1 };
    expect((await call(service.url, 'PATCH', `/communities/${community.id}`, edit)).status).toBe(404);
    const listed = await call<{ items: Community[] }>(service.url, 'GET', '/communities', { as: stranger });
    expect(listed.body.items).toEqual([]);
  });

  it('that lack the right are refused, and the audit log says so', async () => {
    const person = newId();
    const as = await tokenFor(service, { person });
    expect((await call(service.url, 'POST', '/communities', { as, body: foundingBody() })).problem.code).toBe(
      'forbidden',
    );
    const row = await service.context.db.collection('audit').findOne({ actor: person });
    expect(row).toMatchObject({ network: 'testing', action: 'foundCommunity', outcome: 'denied' });
  });
});

describe('a request sent again with its Idempotency-Key', () => {
  it('gets the first reply, and nothing is made twice, even at the same time', async () => {
    const request = { as: admin, body: foundingBody(), key: newId() };
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => call<Community>(service.url, 'POST', '/communities', request)),
    );
    expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
  });

  it('is refused when it is another request', async () => {
    const key = newId();
    await call(service.url, 'POST', '/communities', { as: admin, body: foundingBody(), key });
    const { problem } = await call(service.url, 'POST', '/communities', {
      as: admin,
      body: foundingBody(),
      key,
    });
    expect(problem.code).toBe('idempotency-key-reused');
  });
});

it('publishes every event it recorded, and no name or address with it', async () => {
  const { db, nats } = service.context;
  await until(
    'an empty outbox',
    async () => (await db.collection('outbox').countDocuments({ published: null })) === 0,
  );
  const stream = `${environment.SKEIN_PREFIX?.toUpperCase()}_MEMBERSHIP_EVENTS`;
  const { state } = await nats.jsm.streams.info(stream);
  expect(state.messages).toBe(await rowsIn('outbox'));
  for (let sequence = state.first_seq; sequence <= state.last_seq; sequence += 1) {
    const message = await nats.jsm.streams.getMessage(stream, { seq: sequence });
    expect(message?.string()).not.toMatch(/@example\.org|Wilhelmina/i);
  }
});
