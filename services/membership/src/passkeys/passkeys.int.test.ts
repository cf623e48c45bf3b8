import type { Passkey, Session } from '@skein/contracts';
import { newId, type RunningService, startService } from '@skein/service-kit';
import { call, testEnvironment, tokenFor } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { membership } from '../app.ts';
import type { MembershipConfig } from '../config.ts';
import type { SessionRow } from '../sessions/store.ts';
import { type Authenticator, startBrowser, startPage } from '../testing/authenticator.ts';
import { catchLetters, type Letters, makeMember, type Visitor, visitor } from '../testing/visitor.ts';
import type { ChallengeRow, PasskeyRow } from './store.ts';

let service: RunningService<MembershipConfig>;
let letters: Letters;
let pageUrl: string;
let elsewhereUrl: string;
let authenticator: (pageUrl: string) => Promise<Authenticator>;
const stack = new AsyncDisposableStack();
beforeAll(async () => {
  const [page, elsewhere, browser] = await Promise.all([startPage(), startPage(), startBrowser()]);
  stack.defer(() => void page.server.close());
  stack.defer(() => void elsewhere.server.close());
  stack.defer(() => browser.close());
  [pageUrl, elsewhereUrl, authenticator] = [page.url, elsewhere.url, browser.authenticator];
  const environment = { ...testEnvironment(), SKEIN_PUBLIC_URL: pageUrl, SKEIN_REQUIRE_PASSKEY: 'true' };
  service = await startService(membership, environment);
  stack.defer(() => service.stop());
  letters = catchLetters(service);
  stack.defer(() => letters.stop());
});
afterAll(() => stack.disposeAsync());

interface Person {
  readonly id: string;
  readonly email: string;
  readonly browser: Visitor;
  readonly device: Authenticator;
  session: Session;
}

/** A member who has just signed in by a link, with an authenticator at hand. */
const signedIn = async (...roles: string[]): Promise<Person> => {
  const member = await makeMember(service, ...roles);
  const browser = visitor(service.url, letters);
  const [session, device] = await Promise.all([browser.signIn(member.email), authenticator(pageUrl)]);
  return { ...member, browser, device, session };
};

const post = <T = never>({ session }: Pick<Person, 'session'>, path: string, body?: unknown) =>
  call<T>(service.url, 'POST', path, { as: session.accessToken, ...(body !== undefined && { body }) });

type Registered = { readonly passkey: Passkey; readonly session: Session };
const optionsToRegister = async (person: Person) =>
  (await post<object>(person, '/passkeys/registration-options')).body;
const optionsToUse = async (person: Person) =>
  (await post<{ challenge: string; allowCredentials: object[] }>(person, '/sessions/current/passkey-options'))
    .body;
const register = async (person: Person, name = 'Laptop'): Promise<Registered> => {
  const credential = await person.device.create(await optionsToRegister(person));
  const reply = await post<Registered>(person, '/passkeys', { name, credential });
  if (reply.status !== 201) throw new Error(reply.problem.detail);
  person.session = reply.body.session;
  return reply.body;
};
const give = (person: Person, credential: unknown) =>
  post<Session>(person, '/sessions/current/passkey', { credential });
/** Signs in again by a link, with what the person registered before. */
const again = async (person: Person): Promise<Person> => ({
  ...person,
  session: await person.browser.signIn(person.email),
});
const withPasskey = async (...roles: string[]): Promise<Person> => {
  const person = await signedIn(...roles);
  await register(person);
  return again(person);
};
const listed = async ({ session }: Person) =>
  (await call<{ items: Passkey[] }>(service.url, 'GET', '/passkeys', { as: session.accessToken })).body.items;
const remove = (person: Person, id: string) =>
  call(service.url, 'DELETE', `/passkeys/${id}`, { as: person.session.accessToken });
const dropProof = (person: Person, minutes: number) =>
  service.context.db
    .collection<SessionRow>('sessions')
    .updateMany({ person: person.id }, { $set: { provenAt: new Date(Date.now() - minutes * 60_000) } });

const auditOf = ({ id }: Person) =>
  service.context.db.collection('audit').find({ actor: id }).sort({ _id: 1 }).toArray();

describe('who runs the network', () => {
  it.each(['admin', 'hosting-team'])(
    'has as %s no role by the link alone, and is told to register',
    async (role) => {
      const person = await signedIn(role, 'steering');
      expect(person.session).toMatchObject({
        factor: 'link',
        actor: { roles: [], awaiting: { passkey: 'register', roles: [role, 'steering'] } },
      });
      const refused = await post(person, '/communities', {});
      expect(refused.problem).toMatchObject({ status: 403, code: 'passkey-required' });
      expect(refused.problem.detail).toContain('/passkeys/registration-options');
      const renewed = await person.browser.refresh();
      expect(renewed.body).toMatchObject({
        factor: 'link',
        actor: { roles: [], awaiting: { passkey: 'register' } },
      });
      expect(await auditOf(person)).toMatchObject([{ action: 'foundCommunity', outcome: 'denied' }]);
    },
  );

  it('registers a first passkey right after the first link, and has all roles at once', async () => {
    const person = await signedIn('admin');
    const { passkey, session } = await register(person, 'Work laptop');
    expect(passkey).toMatchObject({ name: 'Work laptop', synced: false });
    expect(session).toMatchObject({ factor: 'passkey', actor: { roles: ['admin'] } });
    expect(session.actor.awaiting).toBeUndefined();
    expect((await post(person, '/communities', {})).problem.code).toBe('invalid-request');
    const renewed = await person.browser.refresh();
    expect(renewed.body).toMatchObject({ factor: 'passkey', actor: { roles: ['admin'] } });
    expect(await auditOf(person)).toMatchObject([
      { action: 'registerPasskey', target: passkey.id, outcome: 'done' },
    ]);
  });

  it('uses it after each link from then on, and the refresh keeps it', async () => {
    const person = await withPasskey('hosting-team');
    expect(person.session.actor).toMatchObject({ roles: [], awaiting: { passkey: 'use' } });
    expect((await post(person, '/communities', {})).problem.detail).toContain('/sessions/current/passkey');
    const given = await give(person, await person.device.get(await optionsToUse(person)));
    expect(given.body).toMatchObject({ factor: 'passkey', actor: { roles: ['hosting-team'] } });
    expect((await person.browser.refresh()).body).toMatchObject({
      factor: 'passkey',
      actor: { roles: ['hosting-team'] },
    });
    const [passkey] = await listed(person);
    expect(passkey?.lastUsedAt).toBeTruthy();
  });

  it('keeps what no role in the network is needed for', async () => {
    const person = await signedIn('admin');
    const me = await call(service.url, 'GET', `/people/${person.id}`, { as: person.session.accessToken });
    expect(me.status).toBe(200);
  });
});

describe('everybody else', () => {
  it('has their roles by the link, and a passkey if they like', async () => {
    const person = await signedIn('steering');
    expect(person.session.actor).toMatchObject({ roles: ['steering'] });
    expect(person.session.actor.awaiting).toBeUndefined();
    const { session, passkey } = await register(person);
    expect(session).toMatchObject({ factor: 'passkey', actor: { roles: ['steering'] } });
    expect((await remove(person, passkey.id)).status).toBe(204);
    expect(await listed(person)).toEqual([]);
  });

  it('who takes part without a session of their own here has no passkeys to change', async () => {
    const as = await tokenFor(service, { roles: ['admin'] });
    const refused = await call(service.url, 'POST', '/passkeys/registration-options', { as });
    expect(refused.problem.code).toBe('unauthenticated');
    expect((await call(service.url, 'GET', '/passkeys')).problem.code).toBe('unauthenticated');
  });
});

describe('one’s passkeys', () => {
  it('may be several, each with its name, all but the last removed', async () => {
    const person = await signedIn('admin');
    const laptop = await register(person, 'Laptop');
    const phone = await register({ ...person, device: await authenticator(pageUrl) }, 'Phone');
    expect((await listed(person)).map(({ name }) => name)).toEqual(['Laptop', 'Phone']);
    expect((await remove(person, laptop.passkey.id)).status).toBe(204);
    expect((await remove(person, laptop.passkey.id)).status).toBe(404);
    const last = await remove(person, phone.passkey.id);
    expect(last.problem).toMatchObject({ status: 409, code: 'conflict' });
    expect(await listed(person)).toHaveLength(1);
    expect((await auditOf(person)).map(({ action }) => action)).toContain('removePasskey');
  });

  it('are never both removed at the same time', async () => {
    const person = await signedIn('admin');
    await register(person, 'Laptop');
    await register({ ...person, device: await authenticator(pageUrl) }, 'Phone');
    const ids = (await listed(person)).map(({ id }) => id);
    const replies = await Promise.all(ids.map((id) => remove(person, id)));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([204, 409]);
    expect(await listed(person)).toHaveLength(1);
  });

  it('are nobody else’s to see or to remove', async () => {
    const [owner, other] = [await signedIn('admin'), await signedIn('admin')];
    const { passkey } = await register(owner);
    await register(other);
    expect((await remove(other, passkey.id)).problem.code).toBe('not-found');
    expect((await listed(other)).map(({ id }) => id)).not.toContain(passkey.id);
    expect(await listed(owner)).toHaveLength(1);
  });

  it('are not added or removed by the link alone once there is one', async () => {
    const person = await withPasskey('admin');
    const added = await post(person, '/passkeys/registration-options');
    expect(added.problem).toMatchObject({ status: 403, code: 'passkey-required' });
    const [passkey] = await listed(person);
    expect((await remove(person, passkey?.id ?? '')).problem.code).toBe('passkey-required');
  });

  it('are not changed long after signing in, but right after a passkey again', async () => {
    const person = await signedIn('admin');
    const options = await optionsToRegister(person);
    await dropProof(person, 11);
    expect((await post(person, '/passkeys/registration-options')).problem.code).toBe('stale-sign-in');
    const late = await post(person, '/passkeys', {
      name: 'x',
      credential: await person.device.create(options),
    });
    expect(late.problem.code).toBe('stale-sign-in');
    await dropProof(person, 1);
    await register(person);
    await dropProof(person, 11);
    expect((await post(person, '/passkeys/registration-options')).problem.code).toBe('stale-sign-in');
    const given = await give(person, await person.device.get(await optionsToUse(person)));
    expect(given.status).toBe(200);
    expect((await post(person, '/passkeys/registration-options')).status).toBe(200);
  });

  it('are not those of a session that has ended', async () => {
    const person = await signedIn('admin');
    const options = await optionsToRegister(person);
    const credential = await person.device.create(options);
    await call(service.url, 'DELETE', '/sessions', { as: person.session.accessToken });
    expect((await post(person, '/passkeys', { name: 'x', credential })).problem.code).toBe('expired-token');
    expect((await post(person, '/passkeys/registration-options')).problem.code).toBe('expired-token');
  });
});

describe('an answer is refused', () => {
  const refused = { status: 403, code: 'passkey-refused' };

  it('from another address, though it is the same host', async () => {
    const person = await signedIn('admin');
    const options = await optionsToRegister(person);
    await person.device.goto(elsewhereUrl);
    const made = await post(person, '/passkeys', {
      name: 'x',
      credential: await person.device.create(options),
    });
    expect(made.problem).toMatchObject(refused);
    expect(await listed(person)).toEqual([]);
    await person.device.goto(pageUrl);
    await register({ ...person, device: await authenticator(pageUrl) });
  });

  it('from another address when a passkey is used', async () => {
    const person = await withPasskey('admin');
    await person.device.goto(elsewhereUrl);
    const given = await give(person, await person.device.get(await optionsToUse(person)));
    expect(given.problem).toMatchObject(refused);
    expect((await person.browser.refresh()).body).toMatchObject({ factor: 'link', actor: { roles: [] } });
    expect((await auditOf(person)).at(-1)).toMatchObject({ action: 'usePasskey', outcome: 'denied' });
  });

  it('when it comes again', async () => {
    const person = await withPasskey('admin');
    const answer = await person.device.get(await optionsToUse(person));
    expect((await give(person, answer)).status).toBe(200);
    expect((await give(person, answer)).problem).toMatchObject(refused);
    await optionsToUse(person);
    expect((await give(person, answer)).problem).toMatchObject(refused);
  });

  it('to a challenge that a wrong answer used up', async () => {
    const person = await withPasskey('admin');
    const answer = await person.device.get(await optionsToUse(person));
    const { signature } = (answer as { response: { signature: string } }).response;
    const bytes = Buffer.from(signature, 'base64url');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    const tampered = structuredClone(answer) as { response: { signature: string } };
    tampered.response.signature = bytes.toString('base64url');
    expect((await give(person, tampered)).problem).toMatchObject(refused);
    expect((await give(person, answer)).problem).toMatchObject(refused);
  });

  it('to a challenge of more than five minutes ago', async () => {
    const person = await withPasskey('admin');
    const answer = await person.device.get(await optionsToUse(person));
    const challenges = service.context.db.collection<ChallengeRow>('passkey_challenges');
    const row = await challenges.findOne({ person: person.id, purpose: 'use' });
    expect(((row?.expires.getTime() ?? 0) - Date.now()) / 60_000).toBeGreaterThan(4);
    await challenges.updateOne({ person: person.id }, { $set: { expires: new Date(Date.now() - 1) } });
    expect((await give(person, answer)).problem).toMatchObject(refused);
  });

  it('to a challenge of another session, or for another purpose', async () => {
    const person = await withPasskey('admin');
    const answer = await person.device.get(await optionsToUse(person));
    const elsewhere = { ...person, session: await visitor(service.url, letters).signIn(person.email) };
    await optionsToUse(elsewhere);
    expect((await give(elsewhere, answer)).problem).toMatchObject(refused);
    expect((await give(person, answer)).status).toBe(200);
    const made = await post(person, '/passkeys', {
      name: 'x',
      credential: await person.device.get(await optionsToUse(person)),
    });
    expect(made.status).toBe(400);
  });

  it('by another person’s passkey', async () => {
    const [owner, thief] = [await withPasskey('admin'), await withPasskey('admin')];
    const { challenge } = await optionsToUse(thief);
    const { allowCredentials } = await optionsToUse(owner);
    const answer = await owner.device.get({
      rpId: 'localhost',
      challenge,
      allowCredentials,
      userVerification: 'required',
    });
    expect((await give(thief, answer)).problem).toMatchObject(refused);
  });

  it('by another person’s passkey under the name of one’s own', async () => {
    const [owner, thief] = [await withPasskey('admin'), await withPasskey('admin')];
    const { challenge, allowCredentials: own } = await optionsToUse(thief);
    const { allowCredentials } = await optionsToUse(owner);
    const answer = await owner.device.get({
      rpId: 'localhost',
      challenge,
      allowCredentials,
      userVerification: 'required',
    });
    const { id } = own[0] as { id: string };
    expect((await give(thief, { ...(answer as object), id, rawId: id })).problem).toMatchObject(refused);
  });

  it('by a passkey that somebody registered already', async () => {
    const [owner, other] = [await signedIn('admin'), await signedIn('admin')];
    const { passkey } = await register(owner);
    const passkeys = service.context.db.collection<PasskeyRow>('passkeys');
    const row = await passkeys.findOne({ _id: passkey.id });
    const options = await optionsToRegister(other);
    const credential = await other.device.create(options);
    await passkeys.updateOne(
      { _id: passkey.id },
      { $set: { credential: (credential as { id: string }).id } },
    );
    expect((await post(other, '/passkeys', { name: 'x', credential })).problem.code).toBe('already-exists');
    await passkeys.updateOne({ _id: passkey.id }, { $set: { credential: row?.credential ?? '' } });
    expect(await listed(other)).toEqual([]);
  });

  it('of an authenticator that was copied', async () => {
    const person = await withPasskey('admin');
    await person.device.asCopiedBefore(async () => {
      expect((await give(person, await person.device.get(await optionsToUse(person)))).status).toBe(200);
    });
    const copied = await give(person, await person.device.get(await optionsToUse(person)));
    expect(copied.problem).toMatchObject(refused);
    expect(copied.problem.detail).toContain('copied');
  });

  it('that shows nobody’s finger or PIN', async () => {
    const person = await withPasskey('admin');
    const { challenge, allowCredentials } = await optionsToUse(person);
    await person.device.setVerifies(false);
    const answer = await person.device.get({
      rpId: 'localhost',
      challenge,
      allowCredentials,
      userVerification: 'discouraged',
    });
    expect((await give(person, answer)).problem).toMatchObject(refused);
  });

  it('by a network in which nobody asked', async () => {
    const person = await withPasskey('admin');
    const answer = await person.device.get(await optionsToUse(person));
    const { session } = person.session.actor;
    const as = await tokenFor(service, {
      person: person.id,
      network: 'another',
      ...(session && { session }),
    });
    const reply = await call(service.url, 'POST', '/sessions/current/passkey', {
      as,
      body: { credential: answer },
    });
    expect(reply.problem.code).toBe('expired-token');
    expect((await give(person, answer)).status).toBe(200);
  });

  it.each([
    ['nothing', {}, '#/credential'],
    [
      'no bytes',
      {
        credential: {
          id: '!',
          rawId: 'a',
          type: 'public-key',
          response: { clientDataJSON: 'a', authenticatorData: 'a', signature: 'a' },
        },
      },
      '#/credential/id',
    ],
    [
      'another kind',
      {
        credential: {
          id: 'a',
          rawId: 'a',
          type: 'password',
          response: { clientDataJSON: 'a', authenticatorData: 'a', signature: 'a' },
        },
      },
      '#/credential/type',
    ],
  ])('of %s, naming the field', async (_what, body, pointer) => {
    const person = await signedIn();
    const { problem } = await post(person, '/sessions/current/passkey', body);
    expect(problem).toMatchObject({ status: 400, errors: [{ pointer }] });
  });

  it('that nobody asked for', async () => {
    const person = await signedIn('admin');
    const response = { clientDataJSON: 'e30', authenticatorData: 'AAAA', signature: 'AAAA' };
    const credential = { id: newId(), rawId: 'AAAA', type: 'public-key', response };
    expect((await give(person, credential)).problem).toMatchObject(refused);
    expect((await post(person, '/sessions/current/passkey-options')).problem.code).toBe('conflict');
  });
});
