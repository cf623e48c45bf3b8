import { newId, type RunningService, signLink, startService } from '@skein/service-kit';
import { call, ensureSigningKey, testEnvironment, tokenFor } from '@skein/service-kit/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hashOf, newSecret } from './access/sessions/secrets.ts';
import { membership } from './app.ts';

const environment = testEnvironment();
const later = () => new Date(Date.now() + 600_000);
let service: RunningService;
let person: string;
beforeAll(async () => {
  service = await startService(membership, environment);
  const as = await tokenFor(service, { roles: ['admin'] });
  const body = { people: [{ name: 'Ada', email: 'ada@example.org' }] };
  const reply = await call<{ people: [{ id: string }] }>(service.url, 'POST', '/people/import', { as, body });
  person = reply.body.people[0].id;
});
afterAll(() => service.stop());

interface Link {
  readonly path: string;
  readonly body?: object;
  readonly cookie?: string;
  readonly status: number;
}

const network = 'testing';
const links: Record<string, () => Promise<Link>> = {
  'to stop a letter': async () => {
    const { client, nats } = service.context;
    const prefix = environment.SKEIN_PREFIX ?? '';
    const db = client.db(`${prefix}_notification`);
    const key = await ensureSigningKey(db, nats, prefix, 'notification');
    const claims = { net: network, sub: person, purpose: 'digest' };
    const token = await signLink(key, 'unsubscribe', claims, later());
    return { path: `/unsubscribe?token=${token}`, status: 200 };
  },
  'to confirm joining': async () => {
    const row = { _id: newId(), network, version: 1, status: 'unconfirmed', community: newId() };
    const told = { name: 'Ben', email: 'ben@example.org', consents: [], askedAt: new Date() };
    await service.context.db.collection('join_requests').insertOne({ ...row, ...told } as never);
    const claims = { net: network, sub: row._id };
    const token = await signLink(service.context.signingKey, 'confirm-joining', claims, later());
    return { path: '/join-requests/confirmations', body: { token }, status: 200 };
  },
  'to accept an invitation': async () => {
    const _id = newId();
    const row = { _id, network, version: 1, status: 'open', community: newId(), role: 'member' };
    const who = { email: 'cy@example.org', invitedBy: newId(), invitedAt: new Date() };
    const letter = { letter: 'sent', letterDueAt: new Date(), letterAttempts: 1 };
    const times = { expiresAt: later(), forgetAt: later() };
    await service.context.db
      .collection('invitations')
      .insertOne({ ...row, ...who, ...letter, ...times } as never);
    const token = await signLink(
      service.context.signingKey,
      'community-invitation',
      { net: network, sub: _id },
      later(),
    );
    return { path: `/invitation-answers/refusal?token=${token}`, status: 204 };
  },
  'to sign in': async () => {
    const [token, browser] = [newSecret(), newSecret()];
    const row = { _id: hashOf(token), network, person, browser: hashOf(browser), expires: later() };
    await service.context.db.collection('sign_in_links').insertOne(row as never);
    return { path: '/sessions', body: { token }, cookie: `skein_browser=${browser}`, status: 201 };
  },
  'of a session': async () => {
    const [_id, secret] = [newId(), newSecret()];
    const row = {
      _id,
      network,
      person,
      current: hashOf(secret),
      factor: 'link',
      openedAt: new Date(),
      usedAt: new Date(),
      provenAt: new Date(),
      expires: later(),
    };
    await service.context.db.collection('sessions').insertOne(row as never);
    return { path: '/sessions/refresh', cookie: `skein_session=${_id}.${secret}`, status: 200 };
  },
};

it.each(Object.entries(links))(
  'a token %s does nothing in another network, and is good in its own',
  async (_what, make) => {
    const { path, body, cookie, status } = await make();
    const use = (name: string) =>
      call(service.url, 'POST', path, {
        ...(body && { body }),
        headers: { 'skein-network': name, ...(cookie && { cookie }) },
      });
    expect((await use('elsewhere')).problem).toMatchObject({ status: 401, code: 'invalid-token' });
    expect((await use(network)).status).toBe(status);
  },
);
