import { hash } from 'node:crypto';

/** SHA-256 of bytes that came in base64url. */
export const hashOf = (bytes: string): string => hash('sha256', Buffer.from(bytes, 'base64url'), 'base64url');

/**
 * The id of the response that a ballot is for. It follows from the ballot, so that one ballot has one response by the
 * unique index on ids; and it tells no time, as another UUIDv7 would.
 */
export const responseOf = (message: string): string => {
  const bytes = hash('sha256', Buffer.from(message, 'base64url'), 'buffer').subarray(0, 16);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};
