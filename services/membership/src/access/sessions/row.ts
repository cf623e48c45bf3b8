import { SignInFactor } from '@skein/contracts';
import { z } from 'zod';

/** A sign-in link that was sent: known only by its hash, bound to the browser that asked. */
export const SignInLinkRow = z.object({
  _id: z.string(),
  network: z.string(),
  person: z.string(),
  browser: z.string(),
  expires: z.date(),
});
export type SignInLinkRow = z.infer<typeof SignInLinkRow>;

/** A signed-in browser. `current` is the hash of the one refresh token that is good now. */
export const SessionRow = z.object({
  _id: z.string(),
  network: z.string(),
  person: z.string(),
  current: z.string(),
  factor: SignInFactor,
  openedAt: z.date(),
  usedAt: z.date(),
  /** When a link or a passkey last showed who this is; a renewal does not. */
  provenAt: z.date(),
  expires: z.date(),
});
export type SessionRow = z.infer<typeof SessionRow>;
