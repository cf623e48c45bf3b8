import { z } from 'zod';
import { EmailAddress } from '../address.ts';
import { defineCapability } from '../capability.ts';
import { Id, Instant } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { Actor } from '../rights.ts';
import { defineRoute } from '../route.ts';
import { Language } from './profile.ts';

/** What a session was opened with: the link alone, or a passkey after it. */
export const SignInFactor = z.enum(['link', 'passkey']);
export type SignInFactor = z.infer<typeof SignInFactor>;

/** A signed-in browser: the access token goes into `Authorization: Bearer`, the refresh token stays in a cookie. */
export const Session = z
  .object({
    accessToken: z.string(),
    expiresInSeconds: z.int().positive(),
    actor: Actor,
    factor: SignInFactor,
    language: Language.optional().meta({ description: 'What they would rather read, as their profile says' }),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

/** A session as its owner sees it. Where it was opened from is not kept. */
export const OpenSession = z
  .object({
    id: Id,
    openedAt: Instant,
    lastUsedAt: Instant.meta({ description: 'When it was opened, renewed or given its passkey last' }),
    expiresAt: Instant,
    factor: SignInFactor,
    current: z.boolean().meta({ description: 'Whether it is the one that asks' }),
  })
  .meta({ id: 'OpenSession' });
export type OpenSession = z.infer<typeof OpenSession>;

const routes = {
  askForSignInLink: defineRoute({
    id: 'askForSignInLink',
    service: 'membership',
    method: 'POST',
    path: '/sign-in-links',
    summary:
      'Send a sign-in link: single use, ten minutes, bound to this browser. The same answer for any address',
    right: 'public',
    body: z.strictObject({
      email: EmailAddress,
      pass: z.string().max(1000).optional().meta({
        description: 'From the letter that says that too many links were asked for: one is sent nonetheless',
      }),
    }),
    reply: z.object({ status: z.literal('letter-sent') }),
    status: 202,
    problems: ['rate-limited'],
  }),
  signIn: defineRoute({
    id: 'signIn',
    service: 'membership',
    method: 'POST',
    path: '/sessions',
    summary:
      'Use a sign-in link; sets the refresh cookie. Roles that need a passkey are withheld until it is given',
    right: 'public',
    body: z.strictObject({ token: z.string().max(200) }),
    reply: Session,
    status: 201,
    secret: true,
    problems: ['invalid-token', 'expired-token'],
  }),
  refreshSession: defineRoute({
    id: 'refreshSession',
    service: 'membership',
    method: 'POST',
    path: '/sessions/refresh',
    summary:
      'A new access token for the refresh cookie, which is replaced; one that comes again later, or from elsewhere, ends the session',
    right: 'public',
    reply: Session,
    status: 200,
    secret: true,
    problems: ['invalid-token', 'expired-token'],
  }),
  listSessions: defineRoute({
    id: 'listSessions',
    service: 'membership',
    method: 'GET',
    path: '/sessions',
    summary: 'Your own open sessions, the newest first',
    right: 'signed-in',
    query: PageQuery,
    reply: pageOf(OpenSession),
    status: 200,
  }),
  signOutEverywhere: defineRoute({
    id: 'signOutEverywhere',
    service: 'membership',
    method: 'DELETE',
    path: '/sessions',
    summary: 'Sign out everywhere: ends all your sessions, this one too',
    right: 'signed-in',
    reply: z.undefined(),
    status: 204,
  }),
  endSession: defineRoute({
    id: 'endSession',
    service: 'membership',
    method: 'DELETE',
    path: '/sessions/:id',
    summary: 'Sign out of one browser of yours, as the list of your sessions names it',
    right: 'signed-in',
    params: z.object({ id: Id }),
    reply: z.undefined(),
    status: 204,
  }),
  signOut: defineRoute({
    id: 'signOut',
    service: 'membership',
    method: 'DELETE',
    path: '/sessions/current',
    summary: 'Sign out of this browser: its session ends',
    right: 'public',
    reply: z.undefined(),
    status: 204,
  }),
  whoAmI: defineRoute({
    id: 'whoAmI',
    service: 'membership',
    method: 'GET',
    path: '/sessions/current',
    summary: 'Read who is signed in, with which roles',
    right: 'signed-in',
    reply: z.object({ actor: Actor, person: Id }),
    status: 200,
  }),
};

export const sessionsContract = defineCapability({ name: 'sessions', service: 'membership', routes });
