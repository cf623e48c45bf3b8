import { type Actor, isRefusal, passkeysContract, type Refusal, refuse } from '@skein/contracts';
import {
  countUse,
  handle,
  type Implementation,
  missing,
  newId,
  publicUrlOf,
  type Reader,
  read,
  type ServiceContext,
  type Tx,
  transact,
  write,
} from '@skein/service-kit';
import { type MembershipConfig, requiresPasskey } from '../../config.ts';
import { findPerson } from '../../core/people/store.ts';
import { needsPasskey } from '../sessions/decide.ts';
import type { SessionRow } from '../sessions/row.ts';
import { findOpenSession, replaceSession } from '../sessions/store.ts';
import { grantAccess } from './access.ts';
import { registrationOptions, siteOf, useOptions, verifyCreated, verifyUsed } from './ceremony.ts';
import { challengeMs, checkChallenge, checkRegistration, checkRemoval, countedUse } from './decide.ts';
import type { ChallengePurpose, PasskeyRow } from './row.ts';
import {
  findCredential,
  insertPasskey,
  isRegistered,
  passkeysOf,
  presentPasskey,
  putChallenge,
  removePasskey,
  replacePasskey,
  takeChallenge,
} from './store.ts';

const ended = refuse('expired-token', 'The session has ended; sign in again.');

export const passkeyRoutes = (context: ServiceContext<MembershipConfig>): Implementation[] => {
  const { db, config } = context;

  const sessionOf = async (
    reader: Reader,
    actor: Actor | undefined,
    now: Date,
  ): Promise<SessionRow | Refusal> => {
    if (!actor?.session) return refuse('unauthenticated', 'This needs somebody who signed in here.');
    const { person, session } = actor;
    return (await findOpenSession(reader, { person, session }, now)) ?? ended;
  };

  /** Where, and in which session, a passkey is made or used. */
  const ceremonyOf = async (reader: Reader, actor: Actor | undefined, now: Date) => {
    const session = await sessionOf(reader, actor, now);
    if (isRefusal(session)) return session;
    const site = siteOf(publicUrlOf(config, session.network));
    return isRefusal(site) ? site : { site, session };
  };

  const limitOffers = ({ network, person }: SessionRow): Promise<Refusal | undefined> =>
    countUse(db, 'passkey-challenge', `${network} ${person}`, 60, 600);

  const setChallenge = (
    reader: Reader,
    session: SessionRow,
    purpose: ChallengePurpose,
    challenge: string,
    now: Date,
  ) =>
    putChallenge(reader, {
      network: session.network,
      person: session.person,
      session: session._id,
      purpose,
      challenge,
      expires: new Date(now.getTime() + challengeMs),
    });

  /** The challenge that an answer must be to. It is gone from here on, so a wrong answer cannot be followed by another. */
  const challengeFor = async (reader: Reader, session: SessionRow, purpose: ChallengePurpose, now: Date) => {
    const { person, _id } = session;
    return checkChallenge(await takeChallenge(reader, { person, session: _id }, purpose), now);
  };

  /** Gives a session its second factor. */
  const strengthen = async (tx: Tx, before: SessionRow) => {
    const session: SessionRow = { ...before, factor: 'passkey', provenAt: tx.now, usedAt: tx.now };
    await replaceSession(tx, session);
    return (await grantAccess(context, tx, session)) ?? ended;
  };

  return [
    handle(passkeysContract.routes.offerPasskeyRegistration, async ({ actor, now, reader }) => {
      const asked = await ceremonyOf(reader, actor, now);
      if (isRefusal(asked)) return asked;
      const { site, session } = asked;
      const existing = await passkeysOf(reader, session.person);
      const refused = checkRegistration(session, existing.length, now) ?? (await limitOffers(session));
      if (refused) return refused;
      const person = await findPerson(reader, session.person);
      if (!person) return ended;
      const options = await registrationOptions(site, person, existing);
      await setChallenge(reader, session, 'register', options.challenge, now);
      return options as never;
    }),

    // The challenge is used up even where the answer is refused, so this cannot be one transaction that rolls back.
    handle(passkeysContract.routes.registerPasskey, async ({ actor, network, body, now, done, reader }) => {
      const asked = await ceremonyOf(reader, actor, now);
      if (isRefusal(asked)) return asked;
      const { site, session } = asked;
      const challenge = await challengeFor(reader, session, 'register', now);
      if (isRefusal(challenge)) return challenge;
      const created = await verifyCreated(site, challenge.challenge, body.credential);
      if (isRefusal(created)) return created;
      return transact(context, { network, now }, async (tx) => {
        const current = await sessionOf(tx, actor, now);
        if (isRefusal(current)) return current;
        const existing = await passkeysOf(tx, current.person);
        const refused = checkRegistration(current, existing.length, now);
        if (refused) return refused;
        if (await isRegistered(tx, created.credential))
          return refuse('already-exists', 'This passkey is registered already.');
        const row: PasskeyRow = {
          _id: newId(),
          network,
          person: current.person,
          version: 1,
          name: body.name,
          ...created,
          addedAt: now,
        };
        await insertPasskey(tx, row);
        tx.concerned.add(current.person).add(row._id);
        await done(tx);
        const strengthened = await strengthen(tx, current);
        return isRefusal(strengthened)
          ? strengthened
          : { passkey: presentPasskey(row), session: strengthened };
      });
    }),

    read(passkeysContract.routes.listPasskeys, async ({ actor, reader }) => {
      if (!actor) return refuse('unauthenticated', 'This needs a signed-in person.');
      return { items: (await passkeysOf(reader, actor.person)).map(presentPasskey) };
    }),

    write(passkeysContract.routes.removePasskey, async ({ actor, network, params, now, tx }) => {
      const session = await sessionOf(tx, actor, now);
      if (isRefusal(session)) return session;
      const existing = await passkeysOf(tx, session.person);
      const row = existing.find(({ _id }) => _id === params.id);
      if (!row) return missing('passkey of yours', params.id);
      const person = await findPerson(tx, session.person);
      const needed = needsPasskey(person?.roles ?? [], requiresPasskey(config, network));
      const refused = checkRemoval(session, { passkeys: existing.length, needed }, now);
      if (refused) return refused;
      await removePasskey(tx, row);
      tx.concerned.add(session.person);
      return undefined;
    }),

    handle(passkeysContract.routes.offerPasskeyUse, async ({ actor, now, reader }) => {
      const asked = await ceremonyOf(reader, actor, now);
      if (isRefusal(asked)) return asked;
      const { site, session } = asked;
      const existing = await passkeysOf(reader, session.person);
      if (!existing.length)
        return refuse('conflict', 'You have no passkey yet: register one right after signing in.');
      const limited = await limitOffers(session);
      if (limited) return limited;
      const options = await useOptions(site, existing);
      await setChallenge(reader, session, 'use', options.challenge, now);
      return options as never;
    }),

    handle(passkeysContract.routes.usePasskey, async ({ actor, network, body, now, done, reader }) => {
      const asked = await ceremonyOf(reader, actor, now);
      if (isRefusal(asked)) return asked;
      const { site, session } = asked;
      const challenge = await challengeFor(reader, session, 'use', now);
      if (isRefusal(challenge)) return challenge;
      const named = await findCredential(reader, session.person, body.credential.id);
      if (!named) return refuse('passkey-refused', 'This passkey is not one of yours.');
      const used = await verifyUsed(site, challenge.challenge, named, body.credential);
      if (isRefusal(used)) return used;
      return transact(context, { network, now }, async (tx) => {
        const current = await sessionOf(tx, actor, now);
        if (isRefusal(current)) return current;
        const before = await findCredential(tx, current.person, named.credential);
        if (!before) return refuse('passkey-refused', 'This passkey was removed just now.');
        const row = countedUse(before, used.counter, now);
        if (isRefusal(row)) return row;
        await replacePasskey(tx, row);
        tx.concerned.add(current.person).add(row._id);
        await done(tx);
        return strengthen(tx, current);
      });
    }),
  ];
};
