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

/** A browser that somebody signed in with, known only by the hash of what its cookie says. */
export const KnownBrowserRow = z.object({
  _id: z.string(),
  network: z.string(),
  person: z.string(),
  expires: z.date(),
});
export type KnownBrowserRow = z.infer<typeof KnownBrowserRow>;

/** The token that was good before: whoever holds it, and comes at once from the same browser, is given `current` too. */
const Replaced = z.object({
  token: z.string(),
  /** With the token itself it makes the one that followed, which is stored nowhere. */
  salt: z.string(),
  /** A hash of the token and of where it came from, which without the token tells nothing. */
  hand: z.string(),
  until: z.date(),
});

/** A signed-in browser. `current` is the hash of the one refresh token that is good now. */
export const SessionRow = z.object({
  _id: z.string(),
  network: z.string(),
  person: z.string(),
  current: z.string(),
  replaced: Replaced.optional(),
  factor: SignInFactor,
  openedAt: z.date(),
  usedAt: z.date(),
  /** When a link or a passkey last showed who this is; a renewal does not. */
  provenAt: z.date(),
  expires: z.date(),
});
export type SessionRow = z.infer<typeof SessionRow>;
