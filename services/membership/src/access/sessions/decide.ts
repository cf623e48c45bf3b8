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

/** Whether a hash that is stored is that of the secret that was sent. */
type Proves = (hash: string) => boolean;

/** Whether a link may sign this browser in. */
export const checkLink = (
  link: SignInLinkRow | null,
  browser: Proves,
  now: Date,
): SignInLinkRow | Refusal => {
  if (!link)
    return refuse('invalid-token', 'This link was used already, or is not one of ours; ask for a new one.');
  if (link.expires <= now)
    return refuse('expired-token', 'This link worked for ten minutes; ask for a new one.');
  if (!browser(link.browser)) {
    return refuse(
      'invalid-token',
      'Open the link in the browser that asked for it, or ask for a new one here.',
    );
  }
  return link;
};

/** What a refresh cookie leads to: the session going on, its end because a token came twice, or a refusal. */
export const checkRefresh = (
  session: SessionRow | null,
  secret: Proves,
  now: Date,
): { outcome: 'renew'; session: SessionRow } | { outcome: 'revoke'; session: SessionRow } | Refusal => {
  if (!session || session.expires <= now)
    return refuse('expired-token', 'The session has ended; sign in again.');
  // A token that was replaced before is in two hands, so neither may go on with it.
  return secret(session.current) ? { outcome: 'renew', session } : { outcome: 'revoke', session };
};

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
