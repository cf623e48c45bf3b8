import { startService } from '@skein/service-kit';
import { call, testEnvironment, tokenFor } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { membership } from '../../app.ts';
import { forgetPasskeys } from '../../commands/forget-passkeys.ts';
import { type PasskeyStage, passkeyStage } from '../../testing/passkey-stage.ts';
import { catchLetters, makeMember, visitor } from '../../testing/visitor.ts';

let stage: PasskeyStage;
beforeAll(async () => {
  stage = await passkeyStage();
});
afterAll(() => stage.stop());

describe('who runs the network', () => {
  it.each(['admin', 'hosting-team'])(
    'has as %s no role by the link alone, and is told to register',
    async (role) => {
      const person = await stage.signedIn(role, 'steering');
      expect(person.session).toMatchObject({
        factor: 'link',
        actor: { roles: [], awaiting: { passkey: 'register', roles: [role, 'steering'] } },
      });
      const refused = await stage.post(person, '/communities', {});
      expect(refused.problem).toMatchObject({ status: 403, code: 'passkey-required' });
      expect(refused.problem.detail).toContain('register one right after');
      const renewed = await person.browser.refresh();
      expect(renewed.body).toMatchObject({
        factor: 'link',
        actor: { roles: [], awaiting: { passkey: 'register' } },
      });
      expect(await stage.auditOf(person)).toMatchObject([{ action: 'foundCommunity', outcome: 'denied' }]);
    },
  );

  it('registers a first passkey right after the first link, and has all roles at once', async () => {
    const person = await stage.signedIn('admin');
    const { passkey, session } = await stage.register(person, 'Work laptop');
    expect(passkey).toMatchObject({ name: 'Work laptop', synced: false });
    expect(session).toMatchObject({ factor: 'passkey', actor: { roles: ['admin'] } });
    expect(session.actor.awaiting).toBeUndefined();
    expect((await stage.post(person, '/communities', {})).problem.code).toBe('invalid-request');
    const renewed = await person.browser.refresh();
    expect(renewed.body).toMatchObject({ factor: 'passkey', actor: { roles: ['admin'] } });
    expect(await stage.auditOf(person)).toMatchObject([
      { action: 'registerPasskey', targets: [person.id, passkey.id], outcome: 'done' },
    ]);
  });

  it('uses it after each link from then on, and the refresh keeps it', async () => {
    const person = await stage.withPasskey('hosting-team');
    expect(person.session.actor).toMatchObject({ roles: [], awaiting: { passkey: 'use' } });
    expect((await stage.post(person, '/communities', {})).problem.detail).toContain(
      'use it on the page where you sign in',
    );
    const given = await stage.give(person, await person.device.get(await stage.optionsToUse(person)));
    expect(given.body).toMatchObject({ factor: 'passkey', actor: { roles: ['hosting-team'] } });
    expect((await person.browser.refresh()).body).toMatchObject({
      factor: 'passkey',
      actor: { roles: ['hosting-team'] },
    });
    const [passkey] = await stage.listed(person);
    expect(passkey?.lastUsedAt).toBeTruthy();
  });

  it('keeps what no role in the network is needed for', async () => {
    const person = await stage.signedIn('admin');
    const me = await call(stage.service.url, 'GET', `/people/${person.id}`, {
      as: person.session.accessToken,
    });
    expect(me.status).toBe(200);
  });
});

describe('everybody else', () => {
  it('has their roles by the link, and a passkey if they like', async () => {
    const person = await stage.signedIn('steering');
    expect(person.session.actor).toMatchObject({ roles: ['steering'] });
    expect(person.session.actor.awaiting).toBeUndefined();
    const { session, passkey } = await stage.register(person);
    expect(session).toMatchObject({ factor: 'passkey', actor: { roles: ['steering'] } });
    expect((await stage.remove(person, passkey.id)).status).toBe(204);
    expect(await stage.listed(person)).toEqual([]);
  });

  it('who takes part without a session of their own here has no passkeys to change', async () => {
    const as = await tokenFor(stage.service, { roles: ['admin'] });
    const refused = await call(stage.service.url, 'POST', '/passkeys/registration-options', { as });
    expect(refused.problem.code).toBe('unauthenticated');
    expect((await call(stage.service.url, 'GET', '/passkeys')).problem.code).toBe('unauthenticated');
  });
});

describe('one’s passkeys', () => {
  it('may be several, each with its name, all but the last removed', async () => {
    const person = await stage.signedIn('admin');
    const laptop = await stage.register(person, 'Laptop');
    const phone = await stage.register({ ...person, device: await stage.authenticator() }, 'Phone');
    expect((await stage.listed(person)).map(({ name }) => name)).toEqual(['Laptop', 'Phone']);
    expect((await stage.remove(person, laptop.passkey.id)).status).toBe(204);
    expect((await stage.remove(person, laptop.passkey.id)).status).toBe(404);
    const last = await stage.remove(person, phone.passkey.id);
    expect(last.problem).toMatchObject({ status: 409, code: 'conflict' });
    expect(await stage.listed(person)).toHaveLength(1);
    expect((await stage.auditOf(person)).map(({ action }) => action)).toContain('removePasskey');
  });

  it('are never both removed at the same time', async () => {
    const person = await stage.signedIn('admin');
    await stage.register(person, 'Laptop');
    await stage.register({ ...person, device: await stage.authenticator() }, 'Phone');
    const ids = (await stage.listed(person)).map(({ id }) => id);
    const replies = await Promise.all(ids.map((id) => stage.remove(person, id)));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([204, 409]);
    expect(await stage.listed(person)).toHaveLength(1);
  });

  it('are nobody else’s to see or to remove', async () => {
    const [owner, other] = [await stage.signedIn('admin'), await stage.signedIn('admin')];
    const { passkey } = await stage.register(owner);
    await stage.register(other);
    expect((await stage.remove(other, passkey.id)).problem.code).toBe('not-found');
    expect((await stage.listed(other)).map(({ id }) => id)).not.toContain(passkey.id);
    expect(await stage.listed(owner)).toHaveLength(1);
  });

  it('are not added or removed by the link alone once there is one', async () => {
    const person = await stage.withPasskey('admin');
    const added = await stage.post(person, '/passkeys/registration-options');
    expect(added.problem).toMatchObject({ status: 403, code: 'passkey-required' });
    const [passkey] = await stage.listed(person);
    expect((await stage.remove(person, passkey?.id ?? '')).problem.code).toBe('passkey-required');
  });

  it('are not changed long after signing in, but right after a passkey again', async () => {
    const person = await stage.signedIn('admin');
    const options = await stage.optionsToRegister(person);
    await stage.dropProof(person, 11);
    expect((await stage.post(person, '/passkeys/registration-options')).problem.code).toBe('stale-sign-in');
    const late = await stage.post(person, '/passkeys', {
      name: 'x',
      credential: await person.device.create(options),
    });
    expect(late.problem.code).toBe('stale-sign-in');
    await stage.dropProof(person, 1);
    await stage.register(person);
    await stage.dropProof(person, 11);
    expect((await stage.post(person, '/passkeys/registration-options')).problem.code).toBe('stale-sign-in');
    const given = await stage.give(person, await person.device.get(await stage.optionsToUse(person)));
    expect(given.status).toBe(200);
    expect((await stage.post(person, '/passkeys/registration-options')).status).toBe(200);
  });

  it('are not those of a session that has ended', async () => {
    const person = await stage.signedIn('admin');
    const options = await stage.optionsToRegister(person);
    const credential = await person.device.create(options);
    await call(stage.service.url, 'DELETE', '/sessions', { as: person.session.accessToken });
    expect((await stage.post(person, '/passkeys', { name: 'x', credential })).problem.code).toBe(
      'expired-token',
    );
    expect((await stage.post(person, '/passkeys/registration-options')).problem.code).toBe('expired-token');
  });
});

describe('somebody who lost their only passkey', () => {
  it('is helped by the operator: signed out everywhere, and free to register a new one', async () => {
    const person = await stage.withPasskey('admin');
    const { email } = person;
    const network = 'testing';
    expect(await forgetPasskeys(stage.service.context, { network: 'another', email })).toMatchObject({
      refused: 'not-found',
    });
    expect((await person.browser.refresh()).status).toBe(200);
    expect(await forgetPasskeys(stage.service.context, { network, email })).toEqual({ removed: 1 });
    expect((await person.browser.refresh()).problem.code).toBe('expired-token');
    const back = { ...person, session: await person.browser.signIn(email) };
    expect(back.session.actor).toMatchObject({ roles: [], awaiting: { passkey: 'register' } });
    expect((await stage.register(back)).session.actor.roles).toEqual(['admin']);
  });
});

describe('an installation reached by a number', () => {
  it('says that browsers keep no passkeys for it', async () => {
    await using stack = new AsyncDisposableStack();
    const numbered = await startService(membership, testEnvironment());
    stack.defer(() => numbered.stop());
    const letters = catchLetters(numbered);
    stack.defer(() => letters.stop());
    const { email } = await makeMember(numbered, 'admin');
    const { accessToken: as, actor } = await visitor(numbered.url, letters).signIn(email);
    expect(actor.roles).toEqual(['admin']);
    for (const path of ['/passkeys/registration-options', '/sessions/current/passkey-options']) {
      const { problem } = await call(numbered.url, 'POST', path, { as });
      expect(problem).toMatchObject({ status: 409, detail: expect.stringContaining('host name') });
    }
  });
});
