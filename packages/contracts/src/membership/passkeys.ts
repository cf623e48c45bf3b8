import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Id, Instant } from '../id.ts';
import { defineRoute } from '../route.ts';
import { line } from '../text.ts';
import { Session } from './sessions.ts';

/** Bytes in base64url, as WebAuthn writes them in JSON; `max` characters. */
const bytes = (max: number) =>
  z
    .string()
    .regex(/^[\w-]+$/, 'is not base64url')
    .max(max);
const publicKey = z.literal('public-key');
const verification = z.enum(['required', 'preferred', 'discouraged']);
const Descriptor = z.object({ id: bytes(1400), type: publicKey, transports: z.array(z.string()).optional() });

/** For `PublicKeyCredential.parseCreationOptionsFromJSON` (WebAuthn 3, 5.1.8). */
export const PasskeyCreation = z
  .object({
    rp: z.object({ id: z.string(), name: z.string() }),
    user: z.object({ id: bytes(100), name: z.string(), displayName: z.string() }),
    challenge: bytes(100),
    pubKeyCredParams: z.array(z.object({ type: publicKey, alg: z.int() })),
    timeout: z.int().meta({ description: 'milliseconds' }),
    excludeCredentials: z.array(Descriptor),
    authenticatorSelection: z.object({
      residentKey: verification,
      requireResidentKey: z.boolean().optional(),
      userVerification: verification,
    }),
    attestation: z.literal('none'),
  })
  .meta({ id: 'PasskeyCreation' });

/** For `PublicKeyCredential.parseRequestOptionsFromJSON` (WebAuthn 3, 5.1.9). */
export const PasskeyRequest = z
  .object({
    rpId: z.string(),
    challenge: bytes(100),
    timeout: z.int().meta({ description: 'milliseconds' }),
    allowCredentials: z.array(Descriptor),
    userVerification: verification,
  })
  .meta({ id: 'PasskeyRequest' });

// What else a browser puts in is not read, and so not kept.
const credential = {
  id: bytes(1400),
  rawId: bytes(1400),
  type: publicKey,
};

/** What `navigator.credentials.create` gave, by its `toJSON`. */
export const CreatedPasskey = z
  .object({
    ...credential,
    response: z.object({
      clientDataJSON: bytes(8_000),
      attestationObject: bytes(64_000),
      transports: z.array(z.string().max(32)).max(10).optional(),
    }),
  })
  .meta({ id: 'CreatedPasskey' });
export type CreatedPasskey = z.infer<typeof CreatedPasskey>;

/** What `navigator.credentials.get` gave, by its `toJSON`. */
export const UsedPasskey = z
  .object({
    ...credential,
    response: z.object({
      clientDataJSON: bytes(8_000),
      authenticatorData: bytes(8_000),
      signature: bytes(8_000),
    }),
  })
  .meta({ id: 'UsedPasskey' });
export type UsedPasskey = z.infer<typeof UsedPasskey>;

export const Passkey = z
  .object({
    id: Id,
    name: line(80).meta({ description: 'By which its owner knows it: “work laptop”' }),
    addedAt: Instant,
    lastUsedAt: Instant.optional(),
    synced: z.boolean().meta({ description: 'Whether its maker keeps copies on other devices' }),
  })
  .meta({ id: 'Passkey' });
export type Passkey = z.infer<typeof Passkey>;

const routes = {
  offerPasskeyRegistration: defineRoute({
    id: 'offerPasskeyRegistration',
    service: 'membership',
    method: 'POST',
    path: '/passkeys/registration-options',
    summary: 'What the browser needs to make a passkey; the challenge is single use, for five minutes',
    right: 'signed-in',
    fresh: 'always',
    reply: PasskeyCreation,
    status: 200,
    problems: ['passkey-required', 'stale-sign-in', 'conflict', 'rate-limited'],
  }),
  registerPasskey: defineRoute({
    id: 'registerPasskey',
    service: 'membership',
    method: 'POST',
    path: '/passkeys',
    summary:
      'Register a passkey, within ten minutes of signing in (with another one, if there is one). Gives the session its second factor',
    right: 'signed-in',
    fresh: 'always',
    body: z.strictObject({ name: line(80), credential: CreatedPasskey }),
    reply: z.object({ passkey: Passkey, session: Session }),
    status: 201,
    secret: true,
    problems: ['passkey-required', 'passkey-refused', 'stale-sign-in', 'already-exists', 'conflict'],
  }),
  listPasskeys: defineRoute({
    id: 'listPasskeys',
    service: 'membership',
    method: 'GET',
    path: '/passkeys',
    summary: 'List your own passkeys with when they were made and last used',
    right: 'signed-in',
    reply: z.object({ items: z.array(Passkey) }),
    status: 200,
  }),
  removePasskey: defineRoute({
    id: 'removePasskey',
    service: 'membership',
    method: 'DELETE',
    path: '/passkeys/:id',
    summary: 'Remove a passkey, within ten minutes of using one; never the last one that your roles need',
    right: 'signed-in',
    fresh: 'always',
    params: z.object({ id: Id }),
    reply: z.undefined(),
    status: 204,
    problems: ['passkey-required', 'stale-sign-in', 'conflict'],
  }),
  offerPasskeyUse: defineRoute({
    id: 'offerPasskeyUse',
    service: 'membership',
    method: 'POST',
    path: '/sessions/current/passkey-options',
    summary: 'What the browser needs to use a passkey; the challenge is single use, for five minutes',
    right: 'signed-in',
    reply: PasskeyRequest,
    status: 200,
    problems: ['passkey-required', 'conflict', 'rate-limited'],
  }),
  usePasskey: defineRoute({
    id: 'usePasskey',
    service: 'membership',
    method: 'POST',
    path: '/sessions/current/passkey',
    summary: 'Give this session its second factor: the reply’s access token carries all roles',
    right: 'signed-in',
    body: z.strictObject({ credential: UsedPasskey }),
    reply: Session,
    status: 200,
    secret: true,
    problems: ['passkey-refused'],
  }),
};

export const passkeysContract = defineCapability({ name: 'passkeys', service: 'membership', routes });
