import { type Refusal, refuse } from '@skein/contracts';
import { staleProof } from '@skein/service-kit/decisions';
import type { ChallengeRow, PasskeyRow } from './row.ts';

const minute = 60 * 1000;
export const challengeMs = 5 * minute;
const mostPasskeys = 20;

interface Proof {
  readonly factor: 'link' | 'passkey';
  readonly provenAt: Date;
}

/**
 * What a session has shown of who it is. Who has a passkey must have used it: otherwise whoever reads the mailbox could
 * add their own and be let in with it.
 */
export const proofOf = ({ factor, provenAt: at }: Proof, passkeys: number) => ({
  at,
  lacksPasskey: passkeys > 0 && factor !== 'passkey',
});

const checkProof = (session: Proof, passkeys: number, now: Date): Refusal | undefined =>
  staleProof(proofOf(session, passkeys), now);

export const checkRegistration = (session: Proof, passkeys: number, now: Date): Refusal | undefined =>
  checkProof(session, passkeys, now) ??
  (passkeys >= mostPasskeys
    ? refuse('conflict', `You have ${mostPasskeys} passkeys, the most there may be; remove one first.`)
    : undefined);

/** `needed`: whether the person's roles ask for a passkey here. */
export const checkRemoval = (
  session: Proof,
  { passkeys, needed }: { readonly passkeys: number; readonly needed: boolean },
  now: Date,
): Refusal | undefined =>
  checkProof(session, passkeys, now) ??
  (needed && passkeys === 1
    ? refuse('conflict', 'Your roles need a passkey and this is your last one; register another one first.')
    : undefined);

export const checkChallenge = (row: ChallengeRow | null, now: Date): ChallengeRow | Refusal => {
  if (!row) return refuse('passkey-refused', 'This answers no challenge that is open; ask for a new one.');
  if (row.expires <= now)
    return refuse('passkey-refused', 'The challenge was good for five minutes; ask for a new one.');
  return row;
};

/**
 * The passkey after a use at which its authenticator counted `counter`. A count that does not rise means that a copy
 * of it is about (WebAuthn 3, 6.1.1); authenticators that keep no count say 0 always.
 */
export const countedUse = (row: PasskeyRow, counter: number, now: Date): PasskeyRow | Refusal =>
  (counter > 0 || row.counter > 0) && counter <= row.counter
    ? refuse('passkey-refused', 'This passkey seems to have been copied: its count of uses went back.')
    : { ...row, version: row.version + 1, counter, usedAt: now };
