import { blind, finalize } from './blind-signature.ts';
import { type Bytes, digest, fromBase64Url, random, toBase64Url, toNumber } from './bytes.ts';

/** What a device keeps of an anonymous survey; all of it but `signature` in base64url from the first. */
export interface Ballot {
  readonly message: string;
  /** Stays on the device, and with it the response is changed or withdrawn. */
  readonly secret: string;
  /** The id of the response that it is for. */
  readonly response: string;
  readonly receipt: string;
  /** The survey's, which signs it. */
  readonly key: string;
  readonly blinded: string;
  readonly inverse: string;
  /** Absent until it was signed and unblinded. */
  readonly signature?: string;
}

/** The response that a ballot is for: 16 bytes of its hash, in the shape of a UUIDv7. */
const responseOf = async (message: Bytes): Promise<string> => {
  const bytes = (await digest('SHA-256', message)).subarray(0, 16);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = toNumber(bytes).toString(16).padStart(32, '0');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

/** What goes with a response, of which the secret stays on the device. */
export const receiptOf = async (secret: string): Promise<string> =>
  toBase64Url(await digest('SHA-256', fromBase64Url(secret)));

/** What a receipt holds: `secret` stays on the device, `receipt` goes with the response. */
export const makeReceipt = async (): Promise<Pick<Ballot, 'secret' | 'receipt'>> => {
  const secret = toBase64Url(random(32));
  return { secret, receipt: await receiptOf(secret) };
};

/**
 * Makes a ballot for a survey, of the `ballotKey` of its form. Keep it on the device before it is sent anywhere: an
 * invitation has one ballot, and the same one can be asked for again where the answer was lost on the way.
 */
export const makeBallot = async (key: string): Promise<Ballot> => {
  const message = random(32);
  const { blinded, inverse } = await blind(key, message);
  return {
    ...(await makeReceipt()),
    key,
    message: toBase64Url(message),
    response: await responseOf(message),
    blinded: toBase64Url(blinded),
    inverse: toBase64Url(inverse),
  };
};

/** The ballot with the signature that the survey gave it blinded; throws where it is none. Keep it in the ballot's place. */
export const unblindBallot = async (ballot: Ballot, signed: string): Promise<Ballot> => {
  const [message, inverse] = [fromBase64Url(ballot.message), fromBase64Url(ballot.inverse)];
  const signature = await finalize(ballot.key, message, fromBase64Url(signed), inverse);
  return { ...ballot, signature: toBase64Url(signature) };
};
