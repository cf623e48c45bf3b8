import { z } from 'zod';

/** A passkey that a person registered. `credential` and `publicKey` are base64url; the name is their own. */
export const PasskeyRow = z.object({
  _id: z.string(),
  network: z.string(),
  person: z.string(),
  /** Raised with each change of it, and when another one of its owner's goes. */
  version: z.int(),
  name: z.string(),
  credential: z.string(),
  publicKey: z.string(),
  /** What the authenticator counts its uses with; 0 for ever where it does not count. */
  counter: z.int(),
  transports: z.array(z.string()),
  synced: z.boolean(),
  addedAt: z.date(),
  usedAt: z.date().optional(),
});
export type PasskeyRow = z.infer<typeof PasskeyRow>;

export const ChallengePurpose = z.enum(['register', 'use']);
export type ChallengePurpose = z.infer<typeof ChallengePurpose>;

/** What a passkey is asked to sign: one for each session and purpose, so that a newer one ends the one before. */
export const ChallengeRow = z.object({
  /** `<session>.<purpose>` */
  _id: z.string(),
  network: z.string(),
  person: z.string(),
  session: z.string(),
  purpose: ChallengePurpose,
  challenge: z.string(),
  expires: z.date(),
});
export type ChallengeRow = z.infer<typeof ChallengeRow>;
