import {
  type Awaiting,
  type NetworkRole,
  passkeyRoles,
  type Refusal,
  refuse,
  type SignInFactor,
} from '@skein/contracts';
import type { SessionRow, SignInLinkRow } from './row.ts';

const minute = 60 * 1000;
export const linkMs = 10 * minute;
export const sessionMs = 30 * 24 * 60 * minute;
/** So long a browser is known after somebody signed in with it. */
export const knownMs = 180 * 24 * 60 * minute;

/** Whether a hash that is stored is that of the secret that was sent. */
type Proves = (hash: string) => boolean;

/** Whether a link may sign this browser in. */
export const checkLink = (
  link: SignInLinkRow | null,
  browser: Proves,
  now: Date,
): SignInLinkRow | Refusal => {
  if (!link)
    return refuse(
      'invalid-token',
      'This link was used already, or you signed in with another one since; ask for a new one.',
    );
  if (link.expires <= now)
    return refuse('expired-token', 'This link worked for ten minutes, which are over; ask for a new one.');
  if (!browser(link.browser)) {
    return refuse(
      'invalid-token',
      'Open the link in the browser that asked for it, or ask for a new one here.',
    );
  }
  return link;
};

/** So long a token that was replaced may come again from the browser that replaced it. */
export const graceMs = 30 * 1000;

/** What a browser shows: whether it has the secret of a hash, and whether it is the browser that had it. */
interface Shown {
  readonly secret: Proves;
  readonly hand: Proves;
}

type Refreshed = {
  /**
   * `renew`: with a new token. `keep`: with the token it came with, which is new itself. `again`: with the token that
   * took its place a moment ago. `revoke`: not at all, since a token is in two hands.
   */
  readonly outcome: 'renew' | 'keep' | 'again' | 'revoke';
  readonly session: SessionRow;
};

/**
 * What a refresh cookie leads to. A browser may race with itself, in two tabs or by a reload before the answer is there;
 * so a token stays for half a minute before it is replaced again, and the one before it is taken from the same browser
 * for as long. A token that comes later, or from elsewhere, is in two hands, and neither goes on with it.
 */
export const checkRefresh = (
  session: SessionRow | null,
  { secret, hand }: Shown,
  now: Date,
): Refreshed | Refusal => {
  if (!session || session.expires <= now)
    return refuse('expired-token', 'The session has ended; sign in again.');
  const replaced = session.replaced && session.replaced.until > now ? session.replaced : undefined;
  if (secret(session.current)) return { outcome: replaced ? 'keep' : 'renew', session };
  const again = replaced !== undefined && secret(replaced.token) && hand(replaced.hand);
  return { outcome: again ? 'again' : 'revoke', session };
};

/** Whether a browser may end the session it says it has. */
export const isHeld = ({ current, replaced }: SessionRow, secret: Proves): boolean =>
  secret(current) || (replaced !== undefined && secret(replaced.token));

/** Whether somebody of these roles must give a passkey, in an installation that asks for it. */
export const needsPasskey = (roles: readonly NetworkRole[], required: boolean): boolean =>
  required && roles.some((role) => passkeyRoles.includes(role));

/** What a session still lacks for its person's roles: nothing, a passkey to be used, or a first one to be registered. */
export const awaitedOf = (
  roles: readonly NetworkRole[],
  factor: SignInFactor,
  { required, passkeys }: { readonly required: boolean; readonly passkeys: number },
): Awaiting | undefined =>
  factor === 'passkey' || !needsPasskey(roles, required)
    ? undefined
    : { passkey: passkeys > 0 ? 'use' : 'register', roles: [...roles] };
