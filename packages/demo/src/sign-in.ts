import { type Client, isProblem } from '@skein/client';
import type { Actor } from '@skein/contracts';
import type { Mailbox } from './mailbox.ts';
import { patientClient } from './patient-client.ts';

export interface SignedIn {
  readonly client: Client;
  readonly actor: Actor;
}

const cookiesOf = (headers: Headers): string =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

const open = async (visitor: Client, mailbox: Mailbox, email: string) => {
  const before = await mailbox.lettersTo(email);
  const asked = await visitor.askForSignInLink.exchange({ body: { email } });
  const { token } = await mailbox.linkTo(email, '/sign-in', before);
  return visitor.signIn.exchange({ body: { token }, headers: { cookie: cookiesOf(asked.headers) } });
};

/** Signs in as a person does: asks for a link, opens the letter, presses the button. The session renews itself. */
export const signIn = async (baseUrl: string, mailbox: Mailbox, email: string): Promise<SignedIn> => {
  const visitor = patientClient(baseUrl);
  const opened = await open(visitor, mailbox, email).catch((error: unknown) => {
    // The answer got lost on the way, and its secret is given once: with another link.
    if (isProblem(error, 'conflict')) return open(visitor, mailbox, email);
    throw error;
  });
  let cookie = cookiesOf(opened.headers);
  let { accessToken } = opened.body;
  const renew = async (): Promise<boolean> => {
    const renewed = await visitor.refreshSession.exchange({ headers: { cookie } });
    cookie = cookiesOf(renewed.headers);
    accessToken = renewed.body.accessToken;
    return true;
  };
  const session = { token: () => accessToken, onUnauthenticated: renew };
  return { client: patientClient(baseUrl, session), actor: opened.body.actor };
};
