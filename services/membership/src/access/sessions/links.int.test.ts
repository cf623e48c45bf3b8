import { newId, type RunningService, signLink, startService } from '@skein/service-kit';
import { testEnvironment, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { membership } from '../../app.ts';
import type { MembershipConfig } from '../../config.ts';
import { catchLetters, flagsIn, type Letters, makeMember, visitor } from '../../testing/visitor.ts';
import type { SessionRow, SignInLinkRow } from './row.ts';
import { hashOf } from './secrets.ts';

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

  /** Asks from one origin until it is refused. */
  const askOut = async (email: string, origin: string) => {
    const asked: number[] = [];
    const ask = () => newVisitor().ask(email, { 'x-forwarded-for': origin });
    let last = await ask();
    // A window of ten minutes may end in between, and a second one then begins; two of them take ten at most.
    while (last.status === 202 && asked.push(last.status) < 11) last = await ask();
    expect(asked.length).toBeGreaterThanOrEqual(5);
    return last;
  };
  const sorts = (email: string) => letters.to(email).map(({ letter }) => letter);
  let origins = 0;
  /** Asks from one origin after another until the letter comes that says that no more do. */
  const floodWith = async (body: { readonly email: string; readonly pass?: string }) => {
    await until('strangers to be told no more', async () => {
      origins += 1;
      const headers = { 'x-forwarded-for': `198.51.100.${origins}` };
      await newVisitor().send('POST', '/sign-in-links', { body, headers });
      return sorts(body.email).includes('sign-in-pause');
    });
  };

  it('is limited for an address and an origin together, a member’s or not, and says until when', async () => {
    const { email } = await makeMember(service);
    for (const address of [email, `${newId()}@example.org`]) {
      const refused = await askOut(address, '192.0.2.7');
      expect(refused.problem).toMatchObject({ status: 429, code: 'rate-limited' });
      const seconds = Number(refused.headers.get('retry-after'));
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(600);
      expect(refused.problem.detail).toMatch(/try again in \d+ (second|minute)s?\.$/);
      expect((await newVisitor().ask(address, { 'x-forwarded-for': '192.0.2.8' })).status).toBe(202);
    }
  });

  it('fills no mailbox: after some letters one says so, by which whoever reads it still signs in', async () => {
    const { email } = await makeMember(service);
    const own = newVisitor();
    await own.signIn(email);
    await floodWith({ email });
    const pass = letters.to(email).find(({ letter }) => letter === 'sign-in-pause')?.token;
    const links = () => sorts(email).filter((letter) => letter === 'sign-in').length;
    const sent = sorts(email).length;
    const victim = newVisitor();
    await victim.send('POST', '/sign-in-links', { body: { email, pass } });
    expect((await victim.open(await letters.token(email, sent))).status).toBe(201);
    // The browser that signed in before is let through as well, with no word of a pass.
    expect((await own.signIn(email)).factor).toBe('link');
    expect(sorts(email)).toHaveLength(sent + 2);
    expect(links()).toBe(sent + 1);
  });

  it('is no further for whoever has the pass of somebody else', async () => {
    const [member, other] = [await makeMember(service), await makeMember(service)];
    const claims = { net: 'testing', sub: other.id };
    const later = new Date(Date.now() + 60_000);
    const pass = await signLink(service.context.signingKey, 'ask-to-sign-in', claims, later);
    await floodWith({ email: member.email, pass });
    expect(sorts(member.email)).toContain('sign-in-pause');
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

  it('works beside others that the same browser asked for, until one of them is used', async () => {
    const { email } = await makeMember(service);
    const [browser, other] = [newVisitor(), newVisitor()];
    const [first, second] = [await browser.askForToken(email), await browser.askForToken(email)];
    const elsewhere = await other.askForToken(email);
    expect((await browser.open(first)).status).toBe(201);
    const { problem } = await browser.open(second);
    expect(problem).toMatchObject({ status: 401, code: 'invalid-token' });
    expect(problem.detail).toContain('signed in with another one');
    expect((await other.open(elsewhere)).status).toBe(201);
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
