import { z } from 'zod';
import { Id } from '../id.ts';
import { Actor } from '../rights.ts';
import { defineRoute } from '../route.ts';
import { EmailAddress } from '../text.ts';

/** A signed-in browser: the access token goes into `Authorization: Bearer`, the refresh token stays in a cookie. */
export const Session = z
  .object({
    accessToken: z.string(),
    expiresInSeconds: z.int().positive(),
    actor: Actor,
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

export const sessionRoutes = {
  askForSignInLink: defineRoute({
    id: 'askForSignInLink',
    service: 'membership',
    method: 'POST',
    path: '/sign-in-links',
    summary:
      'Send a sign-in link: single use, ten minutes, bound to this browser. The same answer for any address',
    right: 'public',
    body: z.strictObject({ email: EmailAddress }),
    reply: z.object({ status: z.literal('letter-sent') }),
    status: 202,
    problems: ['rate-limited'],
  }),
  signIn: defineRoute({
    id: 'signIn',
    service: 'membership',
    method: 'POST',
    path: '/sessions',
    summary: 'Use a sign-in link; sets the refresh cookie',
    right: 'public',
    body: z.strictObject({ token: z.string().max(200) }),
    reply: Session,
    status: 201,
    problems: ['invalid-token', 'expired-token'],
  }),
  refreshSession: defineRoute({
    id: 'refreshSession',
    service: 'membership',
    method: 'POST',
    path: '/sessions/refresh',
    summary:
      'A new access token for the refresh cookie, which is replaced; a cookie used twice ends the whole session',
    right: 'public',
    reply: Session,
    status: 200,
    problems: ['invalid-token', 'expired-token'],
  }),
  signOut: defineRoute({
    id: 'signOut',
    service: 'membership',
    method: 'DELETE',
    path: '/sessions/current',
    summary: 'Sign out of this browser',
    right: 'public',
    reply: z.undefined(),
    status: 204,
  }),
  whoAmI: defineRoute({
    id: 'whoAmI',
    service: 'membership',
    method: 'GET',
    path: '/sessions/current',
    summary: 'Who is signed in',
    right: 'signed-in',
    reply: z.object({ actor: Actor, person: Id }),
    status: 200,
  }),
};
