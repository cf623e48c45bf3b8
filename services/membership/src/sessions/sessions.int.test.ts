import type { OpenSession, Session } from '@skein/contracts';
import { newId, type RunningService, startService } from '@skein/service-kit';
import { call, testEnvironment, tokenFor, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { membership } from '../app.ts';
import type { MembershipConfig } from '../config.ts';
import { catchLetters, type Letters, makeMember, visitor } from '../testing/visitor.ts';
import { hashOf } from './secrets.ts';
import type { SessionRow, SignInLinkRow } from './store.ts';

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
const links = () => service.context.db.collection<SignInLinkRow>('sign_in_links');

/** A cookie as it was set, without what differs each time. */
const flagsIn = (headers: Headers, cookie: string): string[] =>
  (headers.getSetCookie().find((line) => line.startsWith(`${cookie}=`)) ?? '')
    .split('; ')
    .slice(1)
    .filter((flag) => !flag.startsWith('Expires='));

describe('asking for a link', () => {
  it('is answered alike for any address, and only a member gets a letter', async () => {
    const { email } = await makeMember(service);
    const [browser, stranger] = [newVisitor(), newVisitor()];
    const unknown = await stranger.ask('nobody@example.org');
    const known = await browser.ask(email.toUpperCase());
    expect(known.status).toBe(202);
    expect(unknown.status).toBe(202);
    expect(unknown.body).toEqual(known.body);
    expect([...unknown.headers.keys()]).toEqual([...known.headers.keys()]);
    expect(flagsIn(unknown.headers, 'skein_browser')).toEqual(flagsIn(known.headers, 'skein_browser'));
    await letters.token(email);
    expect(letters.to('nobody@example.org')).toEqual([]);
    expect(
      await links().countDocuments({ browser: hashOf(stranger.cookies.get('skein_browser') ?? '') }),
    ).toBe(0);
  });

  it('is no way into another network', async () => {
    const { email } = await makeMember(service);
    const browser = newVisitor();
    expect((await browser.ask(email, { 'skein-network': 'another' })).status).toBe(202);
    await browser.askForToken(email);
    expect(letters.to(email)).toHaveLength(1);
  });

  it.each([
    ['no address', {}],
    ['no real one', { email: 'somebody' }],
    ['two of them', { email: ['a@example.org', 'b@example.org'] }],
  ])('takes %s for what it is', async (_what, body) => {
    const { problem } = await newVisitor().send('POST', '/sign-in-links', { body });
    expect(problem).toMatchObject({ status: 400, errors: [{ pointer: '#/email' }] });
  });

  it('is limited for an address, a member’s or not, whoever asks', async () => {
    const { email } = await makeMember(service);
    for (const address of [email, 'somebody-unknown@example.org']) {
      const asked: number[] = [];
      let last = await newVisitor().ask(address);
      // A window of ten minutes may end in between, and a second one then begins; two of them take ten at most.
      while (last.status === 202 && asked.push(last.status) < 11) last = await newVisitor().ask(address);
      expect(asked.length).toBeGreaterThanOrEqual(5);
      expect(last.problem).toMatchObject({ status: 429, code: 'rate-limited' });
      expect(last.headers.get('retry-after')).toBeTruthy();
    }
    expect(letters.to(email).length).toBeLessThanOrEqual(10);
  });

  it('is limited for an origin, whatever addresses it asks for, and not for others', async () => {
    const limits = service.context.db.collection('limits');
    const askFrom = (origin: string) =>
      newVisitor().ask(`${newId()}@example.org`, { 'x-forwarded-for': origin });
    const refused = await until('the origin to be refused', async () => {
      const before = await limits.distinct('_id');
      await askFrom('192.0.2.1');
      // As if it had asked for six hundred others; the row of the one address is never counted again.
      await limits.updateMany({ _id: { $nin: before } }, { $set: { count: 600 } });
      const asked = await askFrom('192.0.2.1');
      return asked.status === 429 && asked;
    });
    expect(refused.problem.code).toBe('rate-limited');
    expect((await askFrom('192.0.2.2')).status).toBe(202);
  });
});

describe('a sign-in link', () => {
  it('opens a session once, and only once, however many use it at the same time', async () => {
    const member = await makeMember(service, 'steering');
    const browser = newVisitor();
    const token = await browser.askForToken(member.email);
    const replies = await Promise.all(Array.from({ length: 5 }, () => browser.open(token)));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 401, 401, 401, 401]);
    const opened = replies.find(({ status }) => status === 201)?.body;
    expect(opened).toMatchObject({ factor: 'link', actor: { person: member.id, roles: ['steering'] } });
    expect((await browser.open(token)).problem.code).toBe('invalid-token');
    expect(await sessions().countDocuments({ person: member.id })).toBe(1);
    const me = await browser.send('GET', '/sessions/current', { as: opened?.accessToken });
    expect(me.body).toMatchObject({ person: member.id, actor: { network: 'testing' } });
  });

  it('works in the browser that asked alone, and still does after another one tried', async () => {
    const { email } = await makeMember(service);
    const [browser, other, bare] = [newVisitor(), newVisitor(), newVisitor()];
    const token = await browser.askForToken(email);
    await other.ask('nobody@example.org');
    expect((await other.open(token)).problem).toMatchObject({ status: 401, code: 'invalid-token' });
    expect((await bare.open(token)).problem.detail).toContain('in the browser that asked');
    expect(other.cookies.has('skein_session')).toBe(false);
    expect((await browser.open(token)).status).toBe(201);
  });

  it('ends after ten minutes', async () => {
    const { id, email } = await makeMember(service);
    const browser = newVisitor();
    const token = await browser.askForToken(email);
    const row = await links().findOne({ person: id });
    const minutesLeft = ((row?.expires.getTime() ?? 0) - Date.now()) / 60_000;
    expect(minutesLeft).toBeGreaterThan(9);
    expect(minutesLeft).toBeLessThanOrEqual(10);
    await links().updateOne({ person: id }, { $set: { expires: new Date(Date.now() - 1) } });
    expect((await browser.open(token)).problem).toMatchObject({ status: 401, code: 'expired-token' });
    expect(await sessions().countDocuments({ person: id })).toBe(0);
  });

  it('is kept as a hash only, and opens nothing for somebody who is gone', async () => {
    const { id, email } = await makeMember(service);
    const browser = newVisitor();
    const token = await browser.askForToken(email);
    expect(JSON.stringify(await links().find({ person: id }).toArray())).not.toContain(token);
    await service.context.db.collection('people').deleteOne({ _id: id as never });
    expect((await browser.open(token)).problem.code).toBe('invalid-token');
    expect(await sessions().countDocuments({ person: id })).toBe(0);
  });

  it.each([
    ['that is none of ours', { token: 'x' }, 401],
    ['that is missing', {}, 400],
    ['that is too long', { token: 'x'.repeat(300) }, 400],
  ])('is refused by a token %s', async (_what, body, status) => {
    expect((await newVisitor().send('POST', '/sessions', { body })).status).toBe(status);
  });
});

describe('a session', () => {
  it('is renewed with a new cookie each time, and what it says of roles is as they are then', async () => {
    const { id, email } = await makeMember(service, 'steering');
    const browser = newVisitor();
    await browser.signIn(email);
    const first = browser.cookies.get('skein_session');
    await service.context.db.collection('people').updateOne({ _id: id as never }, { $set: { roles: [] } });
    const renewed = await browser.refresh();
    expect(renewed.body).toMatchObject({ factor: 'link', actor: { person: id, roles: [] } });
    expect(browser.cookies.get('skein_session')).not.toBe(first);
    expect((await browser.refresh()).status).toBe(200);
  });

  it('ends for both hands when a cookie comes again that was replaced', async () => {
    const { id, email } = await makeMember(service);
    const [browser, thief] = [newVisitor(), newVisitor()];
    await browser.signIn(email);
    thief.cookies.set('skein_session', browser.cookies.get('skein_session') ?? '');
    await browser.refresh();
    const stolen = await thief.refresh();
    expect(stolen.problem).toMatchObject({ status: 401, code: 'invalid-token' });
    expect(thief.cookies.has('skein_session')).toBe(false);
    expect((await browser.refresh()).problem.code).toBe('expired-token');
    expect(await sessions().countDocuments({ person: id })).toBe(0);
  });

  it('goes on in one hand at most when a cookie is used twice at the same time', async () => {
    const { email } = await makeMember(service);
    const browser = newVisitor();
    await browser.signIn(email);
    const cookie = `skein_session=${browser.cookies.get('skein_session')}`;
    const replies = await Promise.all(
      [1, 2].map(() => call(service.url, 'POST', '/sessions/refresh', { headers: { cookie } })),
    );
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 401]);
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
