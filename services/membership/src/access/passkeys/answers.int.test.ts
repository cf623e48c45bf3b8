import { newId } from '@skein/service-kit';
import { call, tokenFor } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PasskeyStage, passkeyStage } from '../../testing/passkey-stage.ts';
import { visitor } from '../../testing/visitor.ts';
import type { ChallengeRow, PasskeyRow } from './row.ts';

let stage: PasskeyStage;
beforeAll(async () => {
  stage = await passkeyStage();
});
afterAll(() => stage.stop());

describe('an answer is refused', () => {
  const refused = { status: 403, code: 'passkey-refused' };

  it('from another address, though it is the same host', async () => {
    const person = await stage.signedIn('admin');
    const options = await stage.optionsToRegister(person);
    await person.device.goto(stage.elsewhereUrl);
    const made = await stage.post(person, '/passkeys', {
      name: 'x',
      credential: await person.device.create(options),
    });
    expect(made.problem).toMatchObject(refused);
    expect(await stage.listed(person)).toEqual([]);
    await person.device.goto(stage.pageUrl);
    await stage.register({ ...person, device: await stage.authenticator() });
  });

  it('from another address when a passkey is used', async () => {
    const person = await stage.withPasskey('admin');
    await person.device.goto(stage.elsewhereUrl);
    const given = await stage.give(person, await person.device.get(await stage.optionsToUse(person)));
    expect(given.problem).toMatchObject(refused);
    expect((await person.browser.refresh()).body).toMatchObject({ factor: 'link', actor: { roles: [] } });
    expect((await stage.auditOf(person)).at(-1)).toMatchObject({ action: 'usePasskey', outcome: 'denied' });
  });

  it('when it comes again', async () => {
    const person = await stage.withPasskey('admin');
    const answer = await person.device.get(await stage.optionsToUse(person));
    expect((await stage.give(person, answer)).status).toBe(200);
    expect((await stage.give(person, answer)).problem).toMatchObject(refused);
    await stage.optionsToUse(person);
    expect((await stage.give(person, answer)).problem).toMatchObject(refused);
  });

  it('to a challenge that a wrong answer used up', async () => {
    const person = await stage.withPasskey('admin');
    const answer = await person.device.get(await stage.optionsToUse(person));
    const { signature } = (answer as { response: { signature: string } }).response;
    const bytes = Buffer.from(signature, 'base64url');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    const tampered = structuredClone(answer) as { response: { signature: string } };
    tampered.response.signature = bytes.toString('base64url');
    expect((await stage.give(person, tampered)).problem).toMatchObject(refused);
    expect((await stage.give(person, answer)).problem).toMatchObject(refused);
  });

  it('to a challenge of more than five minutes ago', async () => {
    const person = await stage.withPasskey('admin');
    const answer = await person.device.get(await stage.optionsToUse(person));
    const challenges = stage.service.context.db.collection<ChallengeRow>('passkey_challenges');
    const row = await challenges.findOne({ person: person.id, purpose: 'use' });
    expect(((row?.expires.getTime() ?? 0) - Date.now()) / 60_000).toBeGreaterThan(4);
    await challenges.updateOne({ person: person.id }, { $set: { expires: new Date(Date.now() - 1) } });
    expect((await stage.give(person, answer)).problem).toMatchObject(refused);
  });

  it('to a challenge of another session, or for another purpose', async () => {
    const person = await stage.withPasskey('admin');
    const answer = await person.device.get(await stage.optionsToUse(person));
    const elsewhere = {
      ...person,
      session: await visitor(stage.service.url, stage.letters).signIn(person.email),
    };
    await stage.optionsToUse(elsewhere);
    expect((await stage.give(elsewhere, answer)).problem).toMatchObject(refused);
    const given = await stage.give(person, answer);
    expect(given.status).toBe(200);
    const proven = { ...person, session: given.body };
    const made = await stage.post(proven, '/passkeys', {
      name: 'x',
      credential: await person.device.get(await stage.optionsToUse(proven)),
    });
    expect(made.status).toBe(400);
  });

  it('by another person’s passkey', async () => {
    const [owner, thief] = [await stage.withPasskey('admin'), await stage.withPasskey('admin')];
    const { challenge } = await stage.optionsToUse(thief);
    const { allowCredentials } = await stage.optionsToUse(owner);
    const answer = await owner.device.get({
      rpId: 'localhost',
      challenge,
      allowCredentials,
      userVerification: 'required',
    });
    expect((await stage.give(thief, answer)).problem).toMatchObject(refused);
  });

  it('by another person’s passkey under the name of one’s own', async () => {
    const [owner, thief] = [await stage.withPasskey('admin'), await stage.withPasskey('admin')];
    const { challenge, allowCredentials: own } = await stage.optionsToUse(thief);
    const { allowCredentials } = await stage.optionsToUse(owner);
    const answer = await owner.device.get({
      rpId: 'localhost',
      challenge,
      allowCredentials,
      userVerification: 'required',
    });
    const { id } = own[0] as { id: string };
    expect((await stage.give(thief, { ...(answer as object), id, rawId: id })).problem).toMatchObject(
      refused,
    );
  });

  it('by a passkey that somebody registered already', async () => {
    const [owner, other] = [await stage.signedIn('admin'), await stage.signedIn('admin')];
    const { passkey } = await stage.register(owner);
    const passkeys = stage.service.context.db.collection<PasskeyRow>('passkeys');
    const row = await passkeys.findOne({ _id: passkey.id });
    const options = await stage.optionsToRegister(other);
    const credential = await other.device.create(options);
    await passkeys.updateOne(
      { _id: passkey.id },
      { $set: { credential: (credential as { id: string }).id } },
    );
    expect((await stage.post(other, '/passkeys', { name: 'x', credential })).problem.code).toBe(
      'already-exists',
    );
    await passkeys.updateOne({ _id: passkey.id }, { $set: { credential: row?.credential ?? '' } });
    expect(await stage.listed(other)).toEqual([]);
  });

  it('of an authenticator that was copied', async () => {
    const person = await stage.withPasskey('admin');
    await person.device.asCopiedBefore(async () => {
      expect(
        (await stage.give(person, await person.device.get(await stage.optionsToUse(person)))).status,
      ).toBe(200);
    });
    const copied = await stage.give(person, await person.device.get(await stage.optionsToUse(person)));
    expect(copied.problem).toMatchObject(refused);
    expect(copied.problem.detail).toContain('copied');
  });

  it('that shows nobody’s finger or PIN', async () => {
    const person = await stage.withPasskey('admin');
    const { challenge, allowCredentials } = await stage.optionsToUse(person);
    await person.device.setVerifies(false);
    const answer = await person.device.get({
      rpId: 'localhost',
      challenge,
      allowCredentials,
      userVerification: 'discouraged',
    });
    expect((await stage.give(person, answer)).problem).toMatchObject(refused);
  });

  it('by a network in which nobody asked', async () => {
    const person = await stage.withPasskey('admin');
    const answer = await person.device.get(await stage.optionsToUse(person));
    const { session } = person.session.actor;
    const as = await tokenFor(stage.service, {
      person: person.id,
      network: 'another',
      ...(session && { session }),
    });
    const reply = await call(stage.service.url, 'POST', '/sessions/current/passkey', {
      as,
      body: { credential: answer },
    });
    expect(reply.problem.code).toBe('expired-token');
    expect((await stage.give(person, answer)).status).toBe(200);
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
    const person = await stage.signedIn();
    const { problem } = await stage.post(person, '/sessions/current/passkey', body);
    expect(problem).toMatchObject({ status: 400, errors: [{ pointer }] });
  });

  it('that nobody asked for', async () => {
    const person = await stage.signedIn('admin');
    const response = { clientDataJSON: 'e30', authenticatorData: 'AAAA', signature: 'AAAA' };
    const credential = { id: newId(), rawId: 'AAAA', type: 'public-key', response };
    expect((await stage.give(person, credential)).problem).toMatchObject(refused);
    expect((await stage.post(person, '/sessions/current/passkey-options')).problem.code).toBe('conflict');
  });
});
