import { type Actor, isRefusal, passkeysContract, type Refusal, refuse } from '@skein/contracts';
import {
  countUse,
  handle,
  type Implementation,
  missing,
  newId,
  publicUrlOf,
  read,
  type ServiceContext,
  type Tx,
  transact,
  write,
} from '@skein/service-kit';
import { type MembershipConfig, requiresPasskey } from '../../config.ts';
import { findPerson } from '../../core/people/store.ts';
import { grantAccess } from '../sessions/access.ts';
import { needsPasskey } from '../sessions/decide.ts';
import { findOpenSession, replaceSession, type SessionRow } from '../sessions/store.ts';
import { registrationOptions, siteOf, useOptions, verifyCreated, verifyUsed } from './ceremony.ts';
import { challengeMs, checkChallenge, checkRegistration, checkRemoval, countedUse } from './decide.ts';
import {
  type ChallengePurpose,
  findCredential,
  insertPasskey,
  isRegistered,
  type PasskeyRow,
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

  const sessionOf = async (actor: Actor | undefined, now: Date, tx?: Tx): Promise<SessionRow | Refusal> => {
    if (!actor?.session) return refuse('unauthenticated', 'This needs somebody who signed in here.');
    const { network, person, session } = actor;
    return (await findOpenSession(db, { network, person, session }, now, tx?.session)) ?? ended;
  };

  /** Where, and in which session, a passkey is made or used. */
  const ceremonyOf = async (actor: Actor | undefined, now: Date) => {
    const session = await sessionOf(actor, now);
    if (isRefusal(session)) return session;
    const site = siteOf(publicUrlOf(config, session.network));
    return isRefusal(site) ? site : { site, session };
  };

  const limitOffers = ({ network, person }: SessionRow): Promise<Refusal | undefined> =>
    countUse(db, 'passkey-challenge', `${network} ${person}`, 60, 600);

  const setChallenge = (session: SessionRow, purpose: ChallengePurpose, challenge: string, now: Date) =>
    putChallenge(db, {
      network: session.network,
      person: session.person,
      session: session._id,
      purpose,
      challenge,
      expires: new Date(now.getTime() + challengeMs),
    });

  /** The challenge that an answer must be to. It is gone from here on, so a wrong answer cannot be followed by another. */
  const challengeFor = async (session: SessionRow, purpose: ChallengePurpose, now: Date) => {
    const { network, person, _id } = session;
    return checkChallenge(await takeChallenge(db, { network, person, session: _id }, purpose), now);
  };

  /** Gives a session its second factor. */
  const strengthen = async (tx: Tx, before: SessionRow) => {
    const session: SessionRow = { ...before, factor: 'passkey', provenAt: tx.now, usedAt: tx.now };
    await replaceSession(tx, session);
    return (await grantAccess(context, tx, session)) ?? ended;
  };

  return [
    handle(passkeysContract.routes.offerPasskeyRegistration, async ({ actor, network, now }) => {
      const asked = await ceremonyOf(actor, now);
      if (isRefusal(asked)) return asked;
      const { site, session } = asked;
      const existing = await passkeysOf(db, network, session.person);
      const refused = checkRegistration(session, existing.length, now) ?? (await limitOffers(session));
      if (refused) return refused;
      const person = await findPerson(db, network, session.person);
      if (!person) return ended;
      const options = await registrationOptions(site, person, existing);
      await setChallenge(session, 'register', options.challenge, now);
      return options as never;
    }),

    // The challenge is used up even where the answer is refused, so this cannot be one transaction that rolls back.
    handle(passkeysContract.routes.registerPasskey, async ({ actor, network, body, now, done }) => {
      const asked = await ceremonyOf(actor, now);
      if (isRefusal(asked)) return asked;
      const { site, session } = asked;
      const challenge = await challengeFor(session, 'register', now);
      if (isRefusal(challenge)) return challenge;
      const created = await verifyCreated(site, challenge.challenge, body.credential);
      if (isRefusal(created)) return created;
      return transact(context, { network, now }, async (tx) => {
        const current = await sessionOf(actor, now, tx);
        if (isRefusal(current)) return current;
        const existing = await passkeysOf(db, network, current.person, tx.session);
        const refused = checkRegistration(current, existing.length, now);
        if (refused) return refused;
        if (await isRegistered(tx, network, created.credential))
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

    read(passkeysContract.routes.listPasskeys, async ({ actor, network }) => {
      if (!actor) return refuse('unauthenticated', 'This needs a signed-in person.');
      return { items: (await passkeysOf(db, network, actor.person)).map(presentPasskey) };
    }),

    write(passkeysContract.routes.removePasskey, async ({ actor, network, params, now, tx }) => {
      const session = await sessionOf(actor, now, tx);
      if (isRefusal(session)) return session;
      const existing = await passkeysOf(db, network, session.person, tx.session);
      const row = existing.find(({ _id }) => _id === params.id);
      if (!row) return missing('passkey of yours', params.id);
      const person = await findPerson(db, network, session.person, tx.session);
      const needed = needsPasskey(person?.roles ?? [], requiresPasskey(config, network));
      const refused = checkRemoval(session, { passkeys: existing.length, needed }, now);
      if (refused) return refused;
      await removePasskey(tx, row);
      tx.concerned.add(session.person);
      return undefined;
    }),

    handle(passkeysContract.routes.offerPasskeyUse, async ({ actor, network, now }) => {
      const asked = await ceremonyOf(actor, now);
      if (isRefusal(asked)) return asked;
      const { site, session } = asked;
      const existing = await passkeysOf(db, network, session.person);
      if (!existing.length)
        return refuse('conflict', 'You have no passkey yet: register one right after signing in.');
      const limited = await limitOffers(session);
      if (limited) return limited;
      const options = await useOptions(site, existing);
      await setChallenge(session, 'use', options.challenge, now);
      return options as never;
    }),

    handle(passkeysContract.routes.usePasskey, async ({ actor, network, body, now, done }) => {
      const asked = await ceremonyOf(actor, now);
      if (isRefusal(asked)) return asked;
      const { site, session } = asked;
      const challenge = await challengeFor(session, 'use', now);
      if (isRefusal(challenge)) return challenge;
      const named = await findCredential(db, network, session.person, body.credential.id);
      if (!named) return refuse('passkey-refused', 'This passkey is not one of yours.');
      const used = await verifyUsed(site, challenge.challenge, named, body.credential);
      if (isRefusal(used)) return used;
      return transact(context, { network, now }, async (tx) => {
        const current = await sessionOf(actor, now, tx);
        if (isRefusal(current)) return current;
        const before = await findCredential(db, network, current.person, named.credential, tx.session);
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
