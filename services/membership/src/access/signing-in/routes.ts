import { isRefusal, refuse, sessionsContract } from '@skein/contracts';
import {
  handle,
  type Implementation,
  missing,
  newId,
  ofOtherNetwork,
  read,
  type ServiceContext,
  type Tx,
  transact,
  write,
} from '@skein/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { MembershipConfig } from '../../config.ts';
import { grantAccess } from '../passkeys/access.ts';
import { checkLink, checkRefresh, graceMs, isHeld, sessionMs } from '../sessions/decide.ts';
import type { SessionRow } from '../sessions/row.ts';
import { hashOf, newSecret, proves, successorOf } from '../sessions/secrets.ts';
import {
  findOpenSession,
  findSession,
  insertSession,
  knowBrowser,
  pageOfSessions,
  removeLinksOf,
  removeSession,
  removeSessionsOf,
  replaceSession,
  takeLink,
} from '../sessions/store.ts';
import { browserIn, cookiesOf, handOf, refreshTokenIn, signedInBrowser } from './cookies.ts';

interface Refreshed {
  readonly outcome: 'renew' | 'keep' | 'again';
  readonly session: SessionRow;
  readonly secret: string;
}

export const sessionRoutes = (context: ServiceContext<MembershipConfig>): Implementation[] => {
  const { config } = context;

  const expiryFrom = (now: Date): Date => new Date(now.getTime() + sessionMs);

  /** Goes on with a session under the token that follows `secret`, which only who has that one is given once more. */
  const renew = async (tx: Tx, request: FastifyRequest, before: SessionRow, secret: string) => {
    const salt = newSecret();
    const next = successorOf(secret, salt);
    const { now } = tx;
    const session: SessionRow = {
      ...before,
      current: hashOf(next),
      replaced: {
        token: hashOf(secret),
        salt,
        hand: hashOf(handOf(request, secret)),
        until: new Date(now.getTime() + graceMs),
      },
      usedAt: now,
      expires: expiryFrom(now),
    };
    await replaceSession(tx, session);
    return { session, token: next };
  };

  /** The session that goes on with the token it is given; none where it is ended. */
  const goOn = async (tx: Tx, request: FastifyRequest, reply: FastifyReply, found: Refreshed) => {
    const { outcome, session: before, secret } = found;
    const { session, token } =
      outcome === 'renew'
        ? await renew(tx, request, before, secret)
        : {
            session: before,
            token: outcome === 'keep' ? secret : successorOf(secret, before.replaced?.salt ?? ''),
          };
    cookiesOf(config, session.network).setToken(reply, session._id, token, session.expires);
    return grantAccess(context, tx, session);
  };

  /** The session that this browser holds, if it is one. */
  const heldBy = async (tx: Tx, request: FastifyRequest): Promise<SessionRow | undefined> => {
    const [id, secret] = refreshTokenIn(request) ?? [];
    const session = id ? await findSession(tx, id) : null;
    return session && isHeld(session, proves(secret)) ? session : undefined;
  };

  return [
    write(sessionsContract.routes.signIn, async ({ network: here, body, request, reply, now, tx }) => {
      const link = checkLink(await takeLink(tx, body.token), proves(browserIn(request)), now);
      if (isRefusal(link)) return link;
      const { network, person } = link;
      if (network !== here) return ofOtherNetwork();
      tx.concerned.add(person);
      const secret = newSecret();
      const session: SessionRow = {
        _id: newId(),
        ...{ network, person, current: hashOf(secret), factor: 'link' },
        ...{ openedAt: now, usedAt: now, provenAt: now, expires: expiryFrom(now) },
      };
      const granted = await grantAccess(context, tx, session);
      if (!granted) return refuse('invalid-token', 'This person is no longer a member.');
      // Whoever signs in again, to show who they are, is signed in here once.
      const before = await heldBy(tx, request);
      if (before?.network === network && before.person === person) await removeSession(tx, before);
      await insertSession(tx, session);
      await removeLinksOf(tx, link);
      const cookies = cookiesOf(config, network);
      const browser = signedInBrowser(request);
      await knowBrowser(tx, person, browser);
      cookies.setBrowser(reply, browser);
      cookies.setToken(reply, session._id, secret, session.expires);
      return granted;
    }),

    // Ends the session even though it refuses, so it cannot be one transaction that a refusal rolls back.
    handle(sessionsContract.routes.refreshSession, async ({ network, request, reply, now, done }) => {
      const [id, secret] = refreshTokenIn(request) ?? [];
      if (!id || !secret) return refuse('invalid-token', 'No session is open in this browser; sign in.');
      const shown = { secret: proves(secret), hand: proves(handOf(request, secret)) };
      const result = await transact(context, { network, now }, async (tx) => {
        const checked = checkRefresh(await findSession(tx, id), shown, now);
        if (isRefusal(checked)) return checked;
        const { outcome, session } = checked;
        if (session.network !== network) return ofOtherNetwork();
        tx.concerned.add(session.person);
        await done(tx);
        const goes =
          outcome === 'revoke' ? undefined : await goOn(tx, request, reply, { outcome, session, secret });
        if (!goes) await removeSession(tx, session);
        return goes;
      });
      if (result) return result;
      cookiesOf(config, network).clearToken(reply);
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
      cookiesOf(config, network).clearToken(reply);
      return undefined;
    }),

    write(sessionsContract.routes.endSession, async ({ params, actor, now, tx }) => {
      const person = actor?.person ?? '';
      const session = await findOpenSession(tx, { person, session: params.id }, now);
      if (!session) return missing('session of yours', params.id);
      tx.concerned.add(person);
      await removeSession(tx, session);
      return undefined;
    }),

    write(sessionsContract.routes.signOut, async ({ network, request, reply, tx }) => {
      const session = await heldBy(tx, request);
      if (session?.network === network) {
        tx.concerned.add(session.person);
        await removeSession(tx, session);
      }
      cookiesOf(config, network).clearToken(reply);
      return undefined;
    }),

    read(sessionsContract.routes.whoAmI, async ({ actor }) => {
      if (!actor) return refuse('unauthenticated', 'This needs a signed-in person.');
      return { actor, person: actor.person };
    }),
  ];
};
