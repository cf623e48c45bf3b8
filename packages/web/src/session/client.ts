import { createClient, isProblem, type StaleCode } from '@skein/client';
import { sendOnceConnected } from './connection.ts';
import { routes } from './routes.ts';
import { becomeMember, becomeVisitor, signedInHere, visitNow } from './store.ts';

/** Why somebody is asked to sign in over the page: their session ended, or showed too long ago who they are. */
export type WhyAgain = 'ended' | StaleCode;

/** Asks to sign in again without leaving the page; true once somebody has. Set by the shell. */
let askAgain: ((why: WhyAgain) => Promise<boolean>) | undefined;

export const toSignInAgain = (ask: typeof askAgain): void => {
  askAgain = ask;
};

const anonymous = createClient({ baseUrl: '', routes });

/** One renewal at a time, over all tabs: they share the cookie, and one that is used twice ends the session. */
const alone = <T>(step: () => Promise<T>): Promise<T> =>
  'locks' in navigator ? navigator.locks.request('skein-session', step) : step();

/** Who is signed in with this browser, asked anew. */
export const renew = (): Promise<boolean> =>
  alone(async () => {
    if (!signedInHere()) {
      becomeVisitor();
      return false;
    }
    try {
      becomeMember(await anonymous.refreshSession({ anonymous: true }));
      return true;
    } catch (error) {
      if (!isProblem(error, 'invalid-token', 'expired-token', 'unauthenticated')) throw error;
      // Whoever is in the middle of something stays who they are, until they say that they do not sign in again.
      if (visitNow().kind !== 'member') becomeVisitor();
      return false;
    }
  });

let renewing: Promise<boolean> | undefined;

const renewOnce = (): Promise<boolean> => {
  renewing ??= renew().finally(() => {
    renewing = undefined;
  });
  return renewing;
};

/** The token that requests go with; renewed where it is about to end. */
export const token = async (): Promise<string | undefined> => {
  const now = visitNow();
  if (now.kind === 'unknown' || (now.kind === 'member' && Date.now() > now.renewAt)) await renewOnce();
  const known = visitNow();
  return known.kind === 'member' ? known.session.accessToken : undefined;
};

/** The one way to the API, by a way of sending that may tell how far it is. */
export const clientSending = (send: typeof sendOnceConnected) =>
  createClient({
    baseUrl: '',
    routes,
    token,
    fetch: send,
    onUnauthenticated: async () => {
      if (await renewOnce()) return true;
      if (visitNow().kind !== 'member') return false;
      const again = (await askAgain?.('ended')) ?? false;
      if (!again) becomeVisitor();
      return again;
    },
    onStale: async (why) => (await askAgain?.(why)) ?? false,
  });

/** Every area’s queries go through it. */
export const client = clientSending(sendOnceConnected);
