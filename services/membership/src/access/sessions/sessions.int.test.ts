import type { OpenSession, Session } from '@skein/contracts';
import { newId, type RunningService, startService } from '@skein/service-kit';
import { call, testEnvironment, tokenFor } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { membership } from '../../app.ts';
import type { MembershipConfig } from '../../config.ts';
import { catchLetters, cookieIn, flagsIn, type Letters, makeMember, visitor } from '../../testing/visitor.ts';
import type { SessionRow } from './row.ts';

let service: RunningService<MembershipConfig>;
let letters: Letters;
beforeAll(async () => {
  service = await startService(membership, testEnvironment());
  letters = catchLetters(service);
});
afterAll(async () => {
  letters.stop();
  await service.stop();
});

const newVisitor = () => visitor(service.url, letters);
const sessions = () => service.context.db.collection<SessionRow>('sessions');

describe('a session', () => {
  /** As if the last renewal were a minute ago. */
  const later = (person: string) =>
    sessions().updateMany(
      { person, replaced: { $exists: true } },
      { $set: { 'replaced.until': new Date(Date.now() - 1) } },
    );
  const refreshWith = (token = '', agent = 'one browser') =>
    call<Session>(service.url, 'POST', '/sessions/refresh', {
      headers: { cookie: `skein_session=${token}`, 'user-agent': agent },
    });

  it('is renewed with a new cookie, and what it says of its person is as it is then', async () => {
    const { id, email } = await makeMember(service, 'steering');
    const browser = newVisitor();
    await browser.signIn(email);
    const first = browser.cookies.get('skein_session');
    await service.context.db
      .collection('people')
      .updateOne({ _id: id as never }, { $set: { roles: [], language: 'sv' } });
    const renewed = await browser.refresh();
    expect(renewed.body).toMatchObject({ factor: 'link', language: 'sv', actor: { person: id, roles: [] } });
    const second = browser.cookies.get('skein_session');
    expect(second).not.toBe(first);
    expect((await browser.refresh()).status).toBe(200);
    expect(browser.cookies.get('skein_session')).toBe(second);
    await later(id);
    expect((await browser.refresh()).status).toBe(200);
    expect(browser.cookies.get('skein_session')).not.toBe(second);
    expect(JSON.stringify(await sessions().find({ person: id }).toArray())).not.toContain('one browser');
  });

  it('bears a race of one browser with itself: all its tabs go on, with one cookie', async () => {
    const { id, email } = await makeMember(service);
    const browser = newVisitor();
    await browser.signIn(email);
    const token = browser.cookies.get('skein_session');
    const replies = await Promise.all(Array.from({ length: 5 }, () => refreshWith(token)));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const given = new Set(replies.map(({ headers }) => cookieIn(headers, 'skein_session')));
    expect(given.size).toBe(1);
    const [next] = given;
    expect(next).not.toBe(token);
    // A reload whose first answer never arrived comes with the old one once more.
    expect(cookieIn((await refreshWith(token)).headers, 'skein_session')).toBe(next);
    await later(id);
    expect((await refreshWith(next)).status).toBe(200);
  });

  it.each([
    ['from elsewhere at once', 'a thief', false],
    ['from the same browser, but late', 'one browser', true],
  ])('ends for both hands when a cookie that was replaced comes again %s', async (_how, agent, late) => {
    const { id, email } = await makeMember(service);
    const browser = newVisitor();
    await browser.signIn(email);
    const token = browser.cookies.get('skein_session');
    const renewed = cookieIn((await refreshWith(token)).headers, 'skein_session');
    if (late) await later(id);
    const stolen = await refreshWith(token, agent);
    expect(stolen.problem).toMatchObject({ status: 401, code: 'invalid-token' });
    expect(stolen.headers.getSetCookie().join()).toContain('skein_session=;');
    expect((await refreshWith(renewed)).problem.code).toBe('expired-token');
    expect(await sessions().countDocuments({ person: id })).toBe(0);
  });

  it('that is over, or never was, is not renewed', async () => {
    const { id, email } = await makeMember(service);
    const browser = newVisitor();
    expect((await browser.refresh()).problem.code).toBe('invalid-token');
    await browser.signIn(email);
    await sessions().updateOne({ person: id }, { $set: { expires: new Date(Date.now() - 1) } });
    expect((await browser.refresh()).problem.code).toBe('expired-token');
    browser.cookies.set('skein_session', `${newId()}.made-up`);
    expect((await browser.refresh()).problem.code).toBe('expired-token');
  });

  it('ends by signing out, in this browser only, and only with its cookie', async () => {
    const { id, email } = await makeMember(service);
    const [browser, other, forger] = [newVisitor(), newVisitor(), newVisitor()];
    await browser.signIn(email);
    await other.signIn(email);
    const [sessionId] = (browser.cookies.get('skein_session') ?? '').split('.');
    forger.cookies.set('skein_session', `${sessionId}.guessed`);
    expect((await forger.send('DELETE', '/sessions/current')).status).toBe(204);
    expect(await sessions().countDocuments({ person: id })).toBe(2);
    expect((await browser.send('DELETE', '/sessions/current')).status).toBe(204);
    expect(browser.cookies.has('skein_session')).toBe(false);
    expect((await browser.refresh()).status).toBe(401);
    expect((await other.refresh()).status).toBe(200);
  });
});

describe('one’s own sessions', () => {
  const listed = async (as: string, query = '') =>
    (await call<{ items: OpenSession[]; next?: string }>(service.url, 'GET', `/sessions${query}`, { as }))
      .body;

  it('are listed, the newest first, with when they were opened and used, and nothing of where', async () => {
    const { id, email } = await makeMember(service);
    const [browser, other] = [newVisitor(), newVisitor()];
    await browser.signIn(email);
    const { accessToken } = await other.signIn(email);
    await browser.refresh();
    const { items } = await listed(accessToken);
    expect(items.map(({ current }) => current)).toEqual([true, false]);
    const [newest, oldest] = items;
    expect(Date.parse(oldest?.lastUsedAt ?? '')).toBeGreaterThan(Date.parse(oldest?.openedAt ?? ''));
    expect(newest?.lastUsedAt).toBe(newest?.openedAt);
    expect(Object.keys(newest ?? {}).toSorted()).toEqual([
      'current',
      'expiresAt',
      'factor',
      'id',
      'lastUsedAt',
      'openedAt',
    ]);
    const kept = await sessions().find({ person: id }).toArray();
    expect(JSON.stringify(kept)).not.toMatch(/127\.0\.0\.1|::1|node|undici/i);
    const first = await listed(accessToken, '?limit=1');
    expect(first.items.map(({ id: session }) => session)).toEqual([newest?.id]);
    const second = await listed(accessToken, `?limit=1&after=${first.next}`);
    expect(second.items.map(({ id: session }) => session)).toEqual([oldest?.id]);
    expect(second.next).toBeUndefined();
    await sessions().updateOne({ _id: oldest?.id ?? '' }, { $set: { expires: new Date(Date.now() - 1) } });
    expect((await listed(accessToken)).items).toHaveLength(1);
  });

  it('end one by one, and only one’s own', async () => {
    const [member, neighbour] = [await makeMember(service), await makeMember(service)];
    const [browser, other, theirs] = [newVisitor(), newVisitor(), newVisitor()];
    await other.signIn(member.email);
    const { accessToken: foreign } = await theirs.signIn(neighbour.email);
    const { accessToken: as } = await browser.signIn(member.email);
    const left = (await listed(as)).items.find(({ current }) => !current)?.id ?? '';
    expect((await browser.send('DELETE', `/sessions/${left}`, { as: foreign })).problem.code).toBe(
      'not-found',
    );
    expect((await browser.send('DELETE', `/sessions/${left}`, { as })).status).toBe(204);
    expect((await other.refresh()).problem.code).toBe('expired-token');
    expect((await listed(as)).items.map(({ current }) => current)).toEqual([true]);
  });

  it('are one for each browser, however often somebody signs in with it', async () => {
    const [member, neighbour] = [await makeMember(service), await makeMember(service)];
    const browser = newVisitor();
    await browser.signIn(member.email);
    const { accessToken: as } = await browser.signIn(member.email);
    expect((await listed(as)).items).toHaveLength(1);
    await browser.signIn(neighbour.email);
    expect((await listed(as)).items).toHaveLength(1);
  });

  it('end all at once by signing out everywhere; nobody else’s do', async () => {
    const [member, neighbour] = [await makeMember(service), await makeMember(service)];
    const [browser, other, theirs] = [newVisitor(), newVisitor(), newVisitor()];
    await other.signIn(member.email);
    await theirs.signIn(neighbour.email);
    const { accessToken: as } = await browser.signIn(member.email);
    expect((await browser.send('DELETE', '/sessions', { as })).status).toBe(204);
    expect(browser.cookies.has('skein_session')).toBe(false);
    expect((await other.refresh()).problem.code).toBe('expired-token');
    expect((await theirs.refresh()).status).toBe(200);
    expect((await listed(as)).items).toEqual([]);
    const audited = await service.context.db.collection('audit').findOne({ actor: member.id });
    expect(audited).toMatchObject({ network: 'testing', action: 'signOutEverywhere', outcome: 'done' });
  });

  it('are for whoever is signed in, in this network', async () => {
    for (const method of ['GET', 'DELETE']) {
      expect((await call(service.url, method, '/sessions')).problem.code).toBe('unauthenticated');
    }
    const member = await makeMember(service);
    const browser = newVisitor();
    await browser.signIn(member.email);
    const elsewhere = await tokenFor(service, { person: member.id, network: 'another' });
    expect((await listed(elsewhere)).items).toEqual([]);
    expect((await call(service.url, 'DELETE', '/sessions', { as: elsewhere })).status).toBe(204);
    expect((await browser.refresh()).status).toBe(200);
  });
});

describe('cookies', () => {
  const flags = ['Path=/api/v1/sessions', 'HttpOnly', 'SameSite=Strict'];

  it('are out of reach of scripts, other sites and other paths', async () => {
    const { email } = await makeMember(service);
    const browser = newVisitor();
    const asked = await browser.ask(email);
    const opened = await browser.open(await letters.token(email));
    expect(flagsIn(asked.headers, 'skein_browser')).toEqual(['Max-Age=600', ...flags]);
    // Where it is asked with, and where the link is used; nowhere else.
    const paths = asked.headers.getSetCookie().map((line) => /Path=([^;]*)/.exec(line)?.[1]);
    expect(paths).toEqual(['/api/v1/sessions', '/api/v1/sign-in-links']);
    expect(flagsIn(opened.headers, 'skein_browser')).toEqual(['Max-Age=15552000', ...flags]);
    expect(flagsIn(opened.headers, 'skein_session')).toEqual(flags);
    expect(flagsIn((await browser.refresh()).headers, 'skein_session')).toEqual(flags);
  });

  it('go over https alone where people come by https', async () => {
    const environment = { ...testEnvironment(), SKEIN_PUBLIC_URL: 'https://skein.example' };
    await using stack = new AsyncDisposableStack();
    const secure = await startService(membership, environment);
    stack.defer(() => secure.stop());
    const post = catchLetters(secure);
    stack.defer(() => post.stop());
    const { email } = await makeMember(secure, 'hosting-team');
    const browser = visitor(secure.url, post);
    const asked = await browser.ask(email);
    expect(flagsIn(asked.headers, 'skein_browser')).toContain('Secure');
    const opened = await browser.send<Session>('POST', '/sessions', {
      body: { token: await post.token(email) },
    });
    expect(flagsIn(opened.headers, 'skein_session')).toContain('Secure');
    // There, too, whoever runs the network must have a passkey.
    expect(opened.body.actor).toMatchObject({ roles: [], awaiting: { passkey: 'register' } });
  });
});

describe('a network with an address of its own', () => {
  it('is where its letters lead, and where its cookies are good', async () => {
    const environment = { ...testEnvironment(), SKEIN_SITES: 'north=https://north.example' };
    await using stack = new AsyncDisposableStack();
    const both = await startService(membership, environment);
    stack.defer(() => both.stop());
    const post = catchLetters(both);
    stack.defer(() => post.stop());
    const email = 'wilhelmina@example.org';
    for (const network of ['testing', 'north']) {
      const as = await tokenFor(both, { network, roles: ['admin'] });
      const body = { people: [{ name: 'Wilhelmina', email }] };
      expect((await call(both.url, 'POST', '/people/import', { as, body })).status).toBe(201);
    }
    const browser = visitor(both.url, post);
    const here = await browser.ask(email);
    await post.token(email);
    const there = await browser.ask(email, { 'skein-network': 'north' });
    await post.token(email, 1);
    const { SKEIN_PUBLIC_URL } = both.context.config;
    const [first = '', second = ''] = post.to(email).map(({ link }) => link.split('#')[0]);
    expect([first, second]).toEqual([`${SKEIN_PUBLIC_URL}/sign-in`, 'https://north.example/sign-in']);
    expect(flagsIn(here.headers, 'skein_browser')).not.toContain('Secure');
    expect(flagsIn(there.headers, 'skein_browser')).toContain('Secure');
  });
});
