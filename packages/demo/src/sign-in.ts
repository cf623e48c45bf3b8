import { type Actor, sessionsContract } from '@skein/contracts';
import { type Client, createClient } from './client.ts';
import type { Mailbox } from './mailbox.ts';

export interface SignedIn {
  readonly client: Client;
  readonly actor: Actor;
}

const cookiesOf = (headers: Headers): string =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

/** Signs in as a person does: asks for a link, opens the letter, presses the button. The session renews itself. */
export const signIn = async (baseUrl: string, mailbox: Mailbox, email: string): Promise<SignedIn> => {
  const visitor = createClient(baseUrl);
  const before = await mailbox.lettersTo(email);
  const asked = await visitor.exchange(sessionsContract.routes.askForSignInLink, { body: { email } });
  const { token } = await mailbox.linkTo(email, '/sign-in', before);
  const opened = await visitor.exchange(sessionsContract.routes.signIn, {
    body: { token },
    headers: { cookie: cookiesOf(asked.headers) },
  });
  let cookie = cookiesOf(opened.headers);
  let accessToken = opened.body.accessToken;
  let goodUntil = Date.now() + opened.body.expiresInSeconds * 800;
  const current = async (): Promise<string> => {
    if (Date.now() < goodUntil) return accessToken;
    const renewed = await visitor.exchange(sessionsContract.routes.refreshSession, { headers: { cookie } });
    cookie = cookiesOf(renewed.headers);
    accessToken = renewed.body.accessToken;
    goodUntil = Date.now() + renewed.body.expiresInSeconds * 800;
    return accessToken;
  };
  return { client: createClient(baseUrl, current), actor: opened.body.actor };
};
