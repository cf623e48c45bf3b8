import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { type CreatedPasskey, type Refusal, refuse, type UsedPasskey } from '@skein/contracts';
import { isNamed } from '../../config.ts';
import type { PasskeyRow } from './row.ts';

/** Where passkeys are good: at the address under which people reach the installation, and nowhere else. */
export interface Site {
  readonly rpID: string;
  readonly origin: string;
}

export const siteOf = (publicUrl: string): Site | Refusal => {
  const { hostname, origin } = new URL(publicUrl);
  if (!isNamed(publicUrl)) {
    return refuse(
      'conflict',
      'Passkeys are good for a host name, and this installation is reached by a number.',
    );
  }
  return { rpID: hostname, origin };
};

// The mailbox is open on the device that holds the passkey: only a finger or a PIN makes the two of them two factors.
const userVerification = 'required';
const timeout = 5 * 60 * 1000;

const known = (rows: readonly PasskeyRow[]) =>
  rows.map(({ credential: id, transports }) => ({ id, transports }));

export const registrationOptions = (
  { rpID }: Site,
  person: { readonly _id: string; readonly name: string; readonly email: string },
  existing: readonly PasskeyRow[],
) =>
  generateRegistrationOptions({
    rpName: 'Skein',
    rpID,
    // Shown by the browser to the person alone; the authenticator keeps the id, which tells nothing.
    userID: new TextEncoder().encode(person._id),
    userName: person.email,
    userDisplayName: person.name,
    timeout,
    attestationType: 'none',
    excludeCredentials: known(existing),
    authenticatorSelection: { residentKey: 'preferred', userVerification },
  });

export const useOptions = ({ rpID }: Site, existing: readonly PasskeyRow[]) =>
  generateAuthenticationOptions({ rpID, timeout, userVerification, allowCredentials: known(existing) });

const refused = refuse(
  'passkey-refused',
  'The answer is not one that this passkey gave, at this address, to the challenge that was set.',
);

/** What WebAuthn's own words for the answer are made of; a browser may leave them out. */
const answered = { clientExtensionResults: {} };

/** The credential in an answer to a registration's challenge, once all that WebAuthn asks for holds. */
export const verifyCreated = async (
  { rpID, origin }: Site,
  expectedChallenge: string,
  created: CreatedPasskey,
): Promise<Pick<PasskeyRow, 'credential' | 'publicKey' | 'counter' | 'transports' | 'synced'> | Refusal> => {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...answered, ...created } as never,
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: rpID,
      requireUserVerification: true,
    });
    if (!verified) return refused;
    const { credential, credentialBackedUp } = registrationInfo;
    return {
      credential: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString('base64url'),
      counter: credential.counter,
      transports: created.response.transports ?? [],
      synced: credentialBackedUp,
    };
  } catch {
    return refused;
  }
};

/** The authenticator's count in an answer to a challenge, once its signature and all that WebAuthn asks for hold. */
export const verifyUsed = async (
  { rpID, origin }: Site,
  expectedChallenge: string,
  row: PasskeyRow,
  used: UsedPasskey,
): Promise<{ counter: number } | Refusal> => {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...answered, ...used } as never,
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: rpID,
      requireUserVerification: true,
      // The count is held against the stored one where it is written, in the same transaction.
      credential: {
        id: row.credential,
        publicKey: new Uint8Array(Buffer.from(row.publicKey, 'base64url')),
        counter: 0,
      },
    });
    return verified ? { counter: authenticationInfo.newCounter } : refused;
  } catch {
    return refused;
  }
};
