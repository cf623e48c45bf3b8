import { bucketName, type Person } from '@skein/contracts';
import { newId, signLink } from '@skein/service-kit';
import { call, tokenFor, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catchLetters } from '../../testing/letters.ts';
import { type Network, startNetwork } from '../../testing/network.ts';
import { keepEachChange } from './migrate.ts';

let net: Network;
let post: ReturnType<typeof catchLetters>;
beforeAll(async () => {
  net = await startNetwork();
  post = catchLetters(net);
});
afterAll(async () => {
  post.stop();
  await net.stop();
});

const address = () => `${newId()}@example.org`;
const takeIn = async (roles: string[] = []) => {
  const email = address();
  const people = [{ name: 'Wilhelmina Brown', email, roles }];
  const { body } = await net.post<{ people: { id: string }[] }>('/people/import', { people });
  const id = body.people[0]?.id ?? '';
  return { id, email, as: await tokenFor(net.service, { person: id }) };
};
const ask = (id: string, email: string, as: string) =>
  net.post<{ status: string }>(`/people/${id}/address-changes`, { email }, as);
const confirm = (token: string) =>
  call<{ status: string }>(net.url, 'POST', '/address-changes/confirmations', { body: { token } });
const stop = (token: string) =>
  call<{ status: string }>(net.url, 'POST', '/address-changes/refusals', { body: { token } });
const emailOf = async (id: string) =>
  (await call<Person>(net.url, 'GET', `/people/${id}`, { as: net.admin })).body.email;
/** Rows that say no more than a test needs. */
const unchecked = { bypassDocumentValidation: true };
const letterTo = (email: string) =>
  until(`a letter to ${email}`, () => post.letters.find(({ to }) => to.email === email));
const signInLinksTo = (email: string) =>
  post.letters.filter(({ letter, to }) => letter === 'sign-in' && to.email === email);

describe('a new address', () => {
  it('is theirs once its letter was answered: letters, the directory and signing in follow', async () => {
    const { id, email, as } = await takeIn();
    const next = address();
    await net.post('/sign-in-links', { email }, '');
    await until('a link to the old address', () => signInLinksTo(email)[0]);
    const asked = await ask(id, next.toUpperCase(), as);
    expect([asked.status, asked.body]).toEqual([202, { status: 'letter-sent' }]);
    const letter = await letterTo(next);
    expect(letter).toMatchObject({ letter: 'confirm-address', to: { name: 'Wilhelmina Brown' } });
    const notice = await until('the notice', () =>
      post.letters.find(({ letter, to }) => letter === 'keep-address' && to.email === email),
    );
    expect(notice.link).toContain('/keep-address#token=');
    expect(JSON.stringify(notice)).not.toContain(next);
    expect(await emailOf(id)).toBe(email);
    const token = await post.tokenTo(next);
    expect((await confirm(token)).body).toEqual({ status: 'changed' });
    expect(await emailOf(id)).toBe(next);
    expect((await confirm(token)).problem).toMatchObject({ status: 401, code: 'expired-token' });
    const bucket = await net.service.context.nats.kvm.open(
      bucketName(net.environment.SKEIN_PREFIX ?? '', 'MEMBERS'),
    );
    await until(
      'the directory to follow',
      async () => (await bucket.get(`testing.${id}`))?.json<{ email: string }>().email === next,
    );
    const changed = await net.db.collection('outbox').findOne({
      'envelope.subject': id,
      'envelope.type': /person\.changed/,
    });
    expect(changed?.envelope.data).toEqual({ person: id, fields: ['email'] });
    // A link that went to the old address opens nothing any more, and none goes there.
    expect(await net.db.collection('sign_in_links').countDocuments({ person: id })).toBe(0);
    await net.post('/sign-in-links', { email }, '');
    await net.post('/sign-in-links', { email: next }, '');
    await until('a link to the new address', () => signInLinksTo(next)[0]);
    expect(signInLinksTo(email)).toHaveLength(1);
    const lines = await net.db.collection('audit').find({ targets: id }).toArray();
    expect(lines.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['changeAddress', 'confirmAddress']),
    );
    expect(JSON.stringify(lines)).not.toContain('example.org');
  });

  it('can be asked for by a host, but not for somebody who may do more than they', async () => {
    const host = await tokenFor(net.service, { roles: ['hosting-team'] });
    const { id } = await takeIn();
    const next = address();
    expect((await ask(id, next, host)).status).toBe(202);
    expect((await confirm(await post.tokenTo(next))).status).toBe(200);
    expect(await emailOf(id)).toBe(next);
    const { id: steering, email } = await takeIn(['steering']);
    const refused = await ask(steering, address(), host);
    expect(refused.problem).toMatchObject({ status: 403, code: 'forbidden' });
    expect((await ask(steering, address(), net.admin)).status).toBe(202);
    expect(await emailOf(steering)).toBe(email);
    const stranger = await tokenFor(net.service);
    expect((await ask(id, address(), stranger)).problem.code).toBe('forbidden');
  });

  it('that is a member’s already gets the same answer, and a letter that confirms nothing', async () => {
    const [one, other] = [await takeIn(), await takeIn()];
    const [free, taken] = [await ask(one.id, address(), one.as), await ask(one.id, other.email, one.as)];
    expect([taken.status, taken.body]).toEqual([free.status, free.body]);
    const letter = await letterTo(other.email);
    expect(letter).toMatchObject({ letter: 'address-taken' });
    expect(letter.link).not.toContain('token');
    expect(JSON.stringify(letter)).not.toContain('Brown');
    // Even with a token of the right kind: the address is another one's.
    const row = await net.db.collection('address_changes').findOne({ person: one.id, email: other.email });
    const later = new Date(Date.now() + 60_000);
    const claims = { net: 'testing', sub: one.id };
    const key = net.service.context.signingKey;
    const forged = await confirm(await signLink(key, 'confirm-address', claims, later, String(row?._id)));
    expect(forged.problem.code).toBe('conflict');
    expect(await emailOf(one.id)).toBe(one.email);
  });

  it('goes to one of two who confirm the same one at once', async () => {
    const [one, other] = [await takeIn(), await takeIn()];
    const next = address();
    await ask(one.id, next, one.as);
    await ask(other.id, next, other.as);
    const tokens = [await post.tokenTo(next), await post.tokenTo(next, 2)];
    const replies = await Promise.all(tokens.map(confirm));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await net.db.collection('people').countDocuments({ email: next })).toBe(1);
  });

  it('is not theirs where the old address stops it, which ends the sessions too', async () => {
    const { id, email, as } = await takeIn();
    const session = { network: 'testing', person: id, current: 'x', factor: 'link' };
    const times = { openedAt: new Date(), usedAt: new Date(), provenAt: new Date() };
    const expires = new Date(Date.now() + 60_000);
    await net.db.collection('sessions').insertOne({ _id: newId(), ...session, ...times, expires } as never);
    const next = address();
    await ask(id, next, as);
    const [wanted, kept] = [await post.tokenTo(next), await post.tokenTo(email)];
    // Neither letter’s link does what the other’s does.
    expect((await confirm(kept)).problem.code).toBe('invalid-token');
    expect((await stop(wanted)).problem.code).toBe('invalid-token');
    expect((await stop(kept)).body).toEqual({ status: 'stopped' });
    expect(await net.db.collection('sessions').countDocuments({ person: id })).toBe(0);
    expect((await confirm(wanted)).problem.code).toBe('expired-token');
    expect((await stop(kept)).problem.code).toBe('expired-token');
    expect(await emailOf(id)).toBe(email);
  });

  const letterOf = (kind: string, email: string) =>
    until(`the letter ${kind}`, () =>
      post.letters.find(({ letter, to }) => letter === kind && to.email === email),
    );
  const tokenIn = ({ link }: { readonly link: string }) => link.split('#token=')[1] ?? '';

  it('is told to the old one once it is done, which can have it back, with all that came after', async () => {
    const { id, email } = await takeIn();
    const proven = await tokenFor(net.service, { person: id });
    const [thief, further] = [address(), address()];
    await ask(id, thief, proven);
    const first = tokenIn(await letterOf('keep-address', email));
    await confirm(await post.tokenTo(thief));
    const notice = tokenIn(await letterOf('address-changed', email));
    await ask(id, further, proven);
    await confirm(tokenIn(await letterOf('confirm-address', further)));
    expect(await emailOf(id)).toBe(further);
    const between = tokenIn(await letterOf('address-changed', thief));
    const since = { network: 'testing', person: id, version: 1, name: 'x', addedAt: new Date() };
    const before = { ...since, addedAt: new Date(Date.now() - 3_600_000) };
    const passkeys = net.db.collection('passkeys');
    const [theirs, stolen] = [newId(), newId()];
    await passkeys.insertOne({ _id: theirs, credential: theirs, ...before } as never, unchecked);
    await passkeys.insertOne({ _id: stolen, credential: stolen, ...since } as never, unchecked);
    await net.db
      .collection('known_browsers')
      .insertOne({ network: 'testing', person: id } as never, unchecked);
    expect((await stop(notice)).body).toEqual({ status: 'undone' });
    expect(await emailOf(id)).toBe(email);
    expect(await net.db.collection('known_browsers').countDocuments({ person: id })).toBe(0);
    expect((await passkeys.find({ person: id }).toArray()).map(({ _id }) => _id)).toEqual([theirs]);
    // The one between has no say any more, the address that goes is told, and a link works once.
    expect(await net.db.collection('address_changes').countDocuments({ person: id })).toBe(0);
    await letterOf('address-back', further);
    expect((await stop(first)).problem.code).toBe('expired-token');
    expect((await stop(between)).problem.code).toBe('expired-token');
  });

  it('is undone by the first letter too, for its whole time', async () => {
    const { id, email, as } = await takeIn();
    const next = address();
    await ask(id, next, as);
    const first = tokenIn(await letterOf('keep-address', email));
    await confirm(await post.tokenTo(next));
    expect((await stop(first)).body).toEqual({ status: 'undone' });
    expect(await emailOf(id)).toBe(email);
  });

  it('is not put back where it became somebody else’s', async () => {
    const { id, email, as } = await takeIn();
    await ask(id, address(), as);
    const first = tokenIn(await letterOf('keep-address', email));
    await net.db.collection('people').updateOne({ _id: id as never }, { $set: { email: address() } });
    await net.post('/people/import', { people: [{ name: 'Ida', email }] });
    expect((await stop(first)).problem).toMatchObject({ status: 409, code: 'conflict' });
  });

  it('is asked for by a session that showed who it is within ten minutes, with a passkey where there is one', async () => {
    const { id } = await takeIn();
    const at = (ms: number) => new Date(Date.now() - ms).toISOString();
    const old = await tokenFor(net.service, { person: id, proof: { at: at(11 * 60_000) } });
    expect((await ask(id, address(), old)).problem).toMatchObject({ status: 403, code: 'stale-sign-in' });
    const mail = await tokenFor(net.service, { person: id, proof: { at: at(0), lacksPasskey: true } });
    expect((await ask(id, address(), mail)).problem).toMatchObject({ status: 403, code: 'passkey-required' });
    const unsaid = await tokenFor(net.service, { person: id, proof: undefined });
    expect((await ask(id, address(), unsaid)).problem.code).toBe('stale-sign-in');
    const fresh = await tokenFor(net.service, { person: id, proof: { at: at(9 * 60_000) } });
    expect((await ask(id, address(), fresh)).status).toBe(202);
  });

  it('of an earlier version is found under its own name', async () => {
    const [one, change] = [await takeIn(), newId()];
    const wanted = { change, email: address(), askedAt: new Date(), forgetAt: new Date(Date.now() + 60_000) };
    await net.db
      .collection('address_changes')
      .insertOne({ _id: one.id, network: 'testing', ...wanted } as never, unchecked);
    await net.db
      .collection('address_changes')
      .insertOne({ _id: newId(), network: 'testing', ...wanted, change: newId() } as never, unchecked);
    await keepEachChange.run(net.service.context);
    const rows = await net.db.collection('address_changes').find({ email: wanted.email }).toArray();
    const { change: _, ...rest } = wanted;
    expect(rows).toEqual([{ _id: change, network: 'testing', person: one.id, from: one.email, ...rest }]);
  });

  it('is the one that was asked for last, within two days', async () => {
    const { id, email, as } = await takeIn();
    const [first, second] = [address(), address()];
    await ask(id, first, as);
    await ask(id, second, as);
    const [tokenOfFirst, tokenOfSecond] = [await post.tokenTo(first), await post.tokenTo(second)];
    expect((await confirm(tokenOfFirst)).problem.code).toBe('expired-token');
    await net.db
      .collection('address_changes')
      .updateOne({ person: id, email: second }, { $set: { forgetAt: new Date(Date.now() - 1) } });
    expect((await confirm(tokenOfSecond)).problem.code).toBe('expired-token');
    expect(await emailOf(id)).toBe(email);
  });

  it.each([
    ['no address', { email: 'wilhelmina' }, 400, '#/email'],
    ['nothing', {}, 400, '#/email'],
  ])('is refused where it is %s', async (_name, body, status, pointer) => {
    const { id, as } = await takeIn();
    const { problem } = await net.post(`/people/${id}/address-changes`, body, as);
    expect(problem).toMatchObject({ status, errors: [{ pointer }] });
  });

  it('is refused where it is the old one, for a stranger, and the sixth time in an hour', async () => {
    const { id, email, as } = await takeIn();
    expect((await ask(id, email, as)).problem).toMatchObject({
      code: 'conflict',
      errors: [{ pointer: '#/email' }],
    });
    expect((await ask(newId(), address(), net.admin)).problem.code).toBe('not-found');
    const statuses = [];
    for (let time = 0; time < 6; time += 1) statuses.push((await ask(id, address(), as)).status);
    // An hour may have begun meanwhile, and with it the count.
    expect(statuses.slice(0, 5)).toEqual([202, 202, 202, 202, 202]);
    expect([429, 202]).toContain(statuses[5]);
    expect((await confirm('nonsense')).problem.code).toBe('invalid-token');
  });
});

describe('what knows somebody by their address alone', () => {
  const seed = async (email: string, community: string) => {
    const at = new Date(Date.now() + 86_400_000);
    const own = (row: object) => ({ _id: newId(), network: 'testing', version: 1, ...row }) as never;
    const { db } = net;
    await db
      .collection('join_requests')
      .insertOne(own({ status: 'waiting', community, name: 'W', email, consents: [], askedAt: at }));
    const letter = { letter: 'sent', letterDueAt: at, letterAttempts: 1, forgetAt: at };
    const sent = { invitedBy: newId(), invitedAt: at, expiresAt: at, ...letter };
    await db
      .collection('invitations')
      .insertOne(own({ status: 'open', community, role: 'member', email, ...sent }));
    const spoken = { source: 'x', owner: newId(), contacts: [], addedAt: at, forgetAt: at };
    await db.collection('prospects').insertOne(own({ name: 'W', email, ...spoken }));
    const text = { name: 'C', slug: newId(), domain: 'D', description: '', why: '', joining: 'open' };
    const list = { founders: [], invite: [email, 'other@example.org'], history: [] };
    await db
      .collection('community_proposals')
      .insertOne(own({ status: 'submitted', proposer: newId(), ...text, ...list }));
  };
  const places = ['join_requests', 'invitations', 'prospects'] as const;
  const counts = async (email: string) => {
    const found = places.map((place) => net.db.collection(place).countDocuments({ email }));
    const invited = net.db.collection('community_proposals').countDocuments({ invite: email });
    return Promise.all([...found, invited]);
  };

  it('follows them to the new one', async () => {
    const { id, email, as } = await takeIn();
    await seed(email, newId());
    const next = address();
    await ask(id, next, as);
    expect((await confirm(await post.tokenTo(next))).status).toBe(200);
    expect(await counts(email)).toEqual([0, 0, 0, 0]);
    expect(await counts(next)).toEqual([1, 1, 1, 1]);
  });

  it('is one with what was known of the new one already, and follows a merge', async () => {
    const [kept, gone] = [await takeIn(), await takeIn()];
    const community = newId();
    await seed(kept.email, community);
    await seed(gone.email, community);
    const body = { gone: gone.id, goneVersion: 1 };
    const merged = await call(net.url, 'POST', `/people/${kept.id}/merge`, {
      as: net.admin,
      body,
      ifMatch: 1,
    });
    expect(merged.status).toBe(200);
    expect(await counts(gone.email)).toEqual([0, 0, 0, 0]);
    expect(await counts(kept.email)).toEqual([2, 1, 1, 2]);
    expect(await net.db.collection('prospects').countDocuments({ person: kept.id })).toBe(1);
  });
});
