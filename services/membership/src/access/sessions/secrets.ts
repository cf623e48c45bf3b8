import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret of 256 bits, URL-safe. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
/** What is stored of a secret. It has full entropy, so a plain hash tells nothing. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** The secret that follows another: nobody makes it who does not have that one and the salt. */
export const successorOf = (secret: string, salt: string): string => hashOf(`${secret}.${salt}`);

const sameHash = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Whether a hash is that of this secret; without one it proves nothing. */
export const proves =
  (secret: string | undefined) =>
  (hash: string): boolean =>
    secret !== undefined && sameHash(hash, hashOf(secret));
