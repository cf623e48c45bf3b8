import {
  type Actor,
  apiPrefix,
  sessionRoutes as contract,
  isRefusal,
  refuse,
  type Session,
  sendLetterNow,
} from '@skein/contracts';
import {
  accessSeconds,
  ask,
  countUse,
  type Implementation,
  newId,
  ofOtherNetwork,
  read,
  type ServiceContext,
  signAccess,
  type Tx,
  transact,
  write,
} from '@skein/service-kit';
import type { FastifyReply } from 'fastify';
import { membershipsOf } from '../communities/memberships.ts';
import { findByEmail, findPerson } from '../people/store.ts';
import { checkLink, checkRefresh, linkMs, sessionMs } from './decide.ts';
import { hashOf, newSecret } from './secrets.ts';
import { findSession, putSession, removeSession, type SignInLinkRow, takeLink } from './store.ts';

const browserCookie = 'skein_browser';
const refreshCookie = 'skein_session';
const cookiePath = `${apiPrefix}/sessions`;

export const sessionRoutes = (context: ServiceContext): Implementation[] => {
  const { db, nats, signingKey, config, log } = context;
  const secure = config.SKEIN_PUBLIC_URL.startsWith('https:');
  const cookie = { httpOnly: true, sameSite: 'strict', secure, path: cookiePath } as const;

  const actorOf = async (network: string, person: string): Promise<Actor | undefined> => {
    const row = await findPerson(db, network, person);
    if (!row) return undefined;
    const memberships = await membershipsOf(db, network, [person]);
    const communities = Object.fromEntries(
      memberships.map(({ community, role }) => [community, role ?? 'guest']),
    );
    return { person, network, roles: row.roles, communities };
  };

  /** Starts or goes on with a session: a new refresh token in the cookie, a new access token in the body. */
  const renew = async (tx: Tx, reply: FastifyReply, id: string, actor: Actor): Promise<Session> => {
    tx.concerned.add(actor.person);
    const secret = newSecret();
    const expires = new Date(tx.now.getTime() + sessionMs);
    await putSession(tx, {
      _id: id,
      network: actor.network,
      person: actor.person,
      current: hashOf(secret),
      expires,
    });
    reply.setCookie(refreshCookie, `${id}.${secret}`, { ...cookie, expires });
    return {
      accessToken: await signAccess(signingKey, actor, tx.now),
      expiresInSeconds: accessSeconds,
      actor,
    };
  };

  const sendLink = async (
    network: string,
    email: string,
    browser: string,
    now: Date,
    done: (tx: Tx) => Promise<void>,
  ): Promise<void> => {
    const person = await findByEmail(db, network, email);
    if (!person) return;
    const token = newSecret();
    const expires = new Date(now.getTime() + linkMs);
    await transact(context, now, async (tx) => {
      const row = { _id: hashOf(token), network, person: person._id, browser: hashOf(browser), expires };
      await db.collection<SignInLinkRow>('sign_in_links').insertOne(row, { session: tx.session });
      tx.concerned.add(person._id);
      await done(tx);
    });
    const link = `${config.SKEIN_PUBLIC_URL}/sign-in#token=${token}`;
    const letter = { network, letter: 'sign-in' as const, to: { name: person.name, email }, link };
    const sent = await ask(nats, config.SKEIN_PREFIX, sendLetterNow, letter, 15_000);
    if (sent?.outcome !== 'sent') log.warn({ person: person._id }, 'a sign-in link could not be sent');
  };

  return [
    read(contract.askForSignInLink, async ({ network, body, now, request, reply, done }) => {
      const limited =
        (await countUse(db, 'sign-in-address', `${network} ${body.email}`, 5, 600)) ??
        (await countUse(db, 'sign-in-origin', request.ip, 600, 600));
      if (limited) return limited;
      const browser = newSecret();
      reply.setCookie(browserCookie, browser, { ...cookie, maxAge: linkMs / 1000 });
      // Not awaited: how long the answer takes must not tell whether the address is a member's.
      sendLink(network, body.email, browser, now, done).catch((err: unknown) =>
        log.error({ err }, 'a sign-in link failed'),
      );
      return { status: 'letter-sent' as const };
    }),

    write(contract.signIn, async ({ network, body, request, reply, now, tx }) => {
      const link = checkLink(await takeLink(tx, body.token), request.cookies[browserCookie], now);
      if (isRefusal(link)) return link;
      if (link.network !== network) return ofOtherNetwork();
      const actor = await actorOf(link.network, link.person);
      if (!actor) return refuse('invalid-token', 'This person is no longer a member.');
      return renew(tx, reply, newId(), actor);
    }),

    // Ends the session even though it refuses, so it cannot be one transaction that a refusal rolls back.
    read(contract.refreshSession, async ({ network, request, reply, now, done }) => {
      const [id, secret] = (request.cookies[refreshCookie] ?? '').split('.');
      if (!id || !secret) return refuse('invalid-token', 'No session is open in this browser; sign in.');
      const result = await transact(context, now, async (tx) => {
        const checked = checkRefresh(await findSession(tx, id), secret, now);
        if (isRefusal(checked)) return checked;
        const { outcome, session } = checked;
        if (session.network !== network) return ofOtherNetwork();
        tx.concerned.add(session.person);
        await done(tx);
        const actor = outcome === 'renew' ? await actorOf(session.network, session.person) : undefined;
        if (actor) return renew(tx, reply, session._id, actor);
        await removeSession(tx, session._id);
        return undefined;
      });
      if (result) return result;
      reply.clearCookie(refreshCookie, cookie);
      return refuse('invalid-token', 'This session was used from two places and is ended; sign in again.');
    }),

    write(contract.signOut, async ({ network, request, reply, tx }) => {
      const [id, secret] = (request.cookies[refreshCookie] ?? '').split('.');
      const session = id ? await findSession(tx, id) : null;
      if (session?.network === network && secret && session.current === hashOf(secret)) {
        tx.concerned.add(session.person);
        await removeSession(tx, session._id);
      }
      reply.clearCookie(refreshCookie, cookie);
      return undefined;
    }),

    read(contract.whoAmI, async ({ actor }) => {
      if (!actor) return refuse('unauthenticated', 'This needs a signed-in person.');
      return { actor, person: actor.person };
    }),
  ];
};
