import { apiPrefix, isRefusal, lettersContract, refuse, sessionsContract } from '@skein/contracts';
import {
  countUse,
  handle,
  type Implementation,
  newId,
  ofOtherNetwork,
  originOf,
  publicUrlOf,
  read,
  type ServiceContext,
  type Tx,
  transact,
  write,
} from '@skein/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { MembershipConfig } from '../../config.ts';
import { findByEmail } from '../../core/people/store.ts';
import { grantAccess } from '../passkeys/access.ts';
import { checkLink, checkRefresh, linkMs, sessionMs } from '../sessions/decide.ts';
import type { SessionRow } from '../sessions/row.ts';
import { hashOf, newSecret, proves } from '../sessions/secrets.ts';
import {
  findSession,
  insertLink,
  insertSession,
  pageOfSessions,
  removeSession,
  removeSessionsOf,
  replaceSession,
  takeLink,
} from '../sessions/store.ts';

const browserCookie = 'skein_browser';
const refreshCookie = 'skein_session';
const cookiePath = `${apiPrefix}/sessions`;

const refreshTokenIn = (request: FastifyRequest): [id: string, secret: string] | undefined => {
  const [id, secret] = (request.cookies[refreshCookie] ?? '').split('.');
  return id && secret ? [id, secret] : undefined;
};

export const sessionRoutes = (context: ServiceContext<MembershipConfig>): Implementation[] => {
  const { db, ask, config, log } = context;
  const cookieOf = (network: string) => {
    const secure = publicUrlOf(config, network).startsWith('https:');
    return { httpOnly: true, sameSite: 'strict', secure, path: cookiePath } as const;
  };

  /** A session with a new refresh token, which goes into the cookie. */
  const withNewToken = (
    reply: FastifyReply,
    session: Omit<SessionRow, 'current' | 'usedAt' | 'expires'>,
    now: Date,
  ): SessionRow => {
    const secret = newSecret();
    const expires = new Date(now.getTime() + sessionMs);
    reply.setCookie(refreshCookie, `${session._id}.${secret}`, { ...cookieOf(session.network), expires });
    return { ...session, current: hashOf(secret), usedAt: now, expires };
  };

  const renew = async (tx: Tx, reply: FastifyReply, before: SessionRow) => {
    const session = withNewToken(reply, before, tx.now);
    await replaceSession(tx, session);
    return grantAccess(context, tx, session);
  };

  const sendLink = async (
    network: string,
    email: string,
    browser: string,
    now: Date,
    done: (tx: Tx) => Promise<void>,
  ): Promise<void> => {
    const person = await findByEmail(context.readerOf(network), email);
    if (!person) return;
    const token = newSecret();
    const expires = new Date(now.getTime() + linkMs);
    const row = { _id: hashOf(token), network, person: person._id, browser: hashOf(browser), expires };
    await transact(context, { network, now }, async (tx) => {
      await insertLink(tx, row);
      tx.concerned.add(person._id);
      await done(tx);
    });
    const link = `${publicUrlOf(config, network)}/sign-in#token=${token}`;
    const letter = { network, letter: 'sign-in' as const, to: { name: person.name, email }, link };
    const sent = await ask(lettersContract.questions.sendNow, letter, 15_000);
    if (sent?.outcome !== 'sent') log.warn({ person: person._id }, 'a sign-in link could not be sent');
  };

  return [
    handle(sessionsContract.routes.askForSignInLink, async ({ network, body, now, request, reply, done }) => {
      const limited =
        (await countUse(db, 'sign-in-address', `${network} ${body.email}`, 5, 600)) ??
        (await countUse(db, 'sign-in-origin', originOf(request.ip), 600, 600));
      if (limited) return limited;
      const browser = newSecret();
      reply.setCookie(browserCookie, browser, { ...cookieOf(network), maxAge: linkMs / 1000 });
      // Not awaited: how long the answer takes must not tell whether the address is a member's.
      sendLink(network, body.email, browser, now, done).catch((err: unknown) =>
        log.error({ err }, 'a sign-in link failed'),
      );
      return { status: 'letter-sent' as const };
    }),

    write(sessionsContract.routes.signIn, async ({ network: here, body, request, reply, now, tx }) => {
      const link = checkLink(await takeLink(tx, body.token), proves(request.cookies[browserCookie]), now);
      if (isRefusal(link)) return link;
      const { network, person } = link;
      if (network !== here) return ofOtherNetwork();
      tx.concerned.add(person);
      const opened = { _id: newId(), network, person, factor: 'link' as const, openedAt: now, provenAt: now };
      const session = withNewToken(reply, opened, now);
      await insertSession(tx, session);
      const granted = await grantAccess(context, tx, session);
      if (granted) return granted;
      reply.clearCookie(refreshCookie, cookieOf(network));
      return refuse('invalid-token', 'This person is no longer a member.');
    }),

    // Ends the session even though it refuses, so it cannot be one transaction that a refusal rolls back.
    handle(sessionsContract.routes.refreshSession, async ({ network, request, reply, now, done }) => {
      const [id, secret] = refreshTokenIn(request) ?? [];
      if (!id || !secret) return refuse('invalid-token', 'No session is open in this browser; sign in.');
      const result = await transact(context, { network, now }, async (tx) => {
        const checked = checkRefresh(await findSession(tx, id), proves(secret), now);
        if (isRefusal(checked)) return checked;
        const { outcome, session } = checked;
        if (session.network !== network) return ofOtherNetwork();
        tx.concerned.add(session.person);
        await done(tx);
        const renewed = outcome === 'renew' ? await renew(tx, reply, session) : undefined;
        if (!renewed) await removeSession(tx, session);
        return renewed;
      });
      if (result) return result;
      reply.clearCookie(refreshCookie, cookieOf(network));
      return refuse('invalid-token', 'This session was used from two places and is ended; sign in again.');
    }),

    read(sessionsContract.routes.listSessions, async ({ actor, query, now, reader }) => {
      if (!actor) return refuse('unauthenticated', 'This needs a signed-in person.');
      const { person, session: current } = actor;
      return pageOfSessions(reader, { person, current, now }, query);
    }),

    write(sessionsContract.routes.signOutEverywhere, async ({ network, actor, reply, tx }) => {
      if (!actor) return refuse('unauthenticated', 'This needs a signed-in person.');
      const { person } = actor;
      await removeSessionsOf(tx, person);
      tx.concerned.add(person);
      reply.clearCookie(refreshCookie, cookieOf(network));
      return undefined;
    }),

    write(sessionsContract.routes.signOut, async ({ network, request, reply, tx }) => {
      const [id, secret] = refreshTokenIn(request) ?? [];
      const session = id ? await findSession(tx, id) : null;
      const ours = session?.network === network && proves(secret)(session.current);
      if (ours) {
        tx.concerned.add(session.person);
        await removeSession(tx, session);
      }
      reply.clearCookie(refreshCookie, cookieOf(network));
      return undefined;
    }),

    read(sessionsContract.routes.whoAmI, async ({ actor }) => {
      if (!actor) return refuse('unauthenticated', 'This needs a signed-in person.');
      return { actor, person: actor.person };
    }),
  ];
};
