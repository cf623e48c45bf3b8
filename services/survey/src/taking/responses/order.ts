import { createHash } from 'node:crypto';

/** A place for a response that tells nothing of when it came: made of its own id, so the same whenever it is stored. */
export const orderOf = (rowId: string): string =>
  createHash('sha256').update(rowId).digest('base64url').slice(0, 20);
