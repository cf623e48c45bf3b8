import { hkdfSync } from 'node:crypto';
import { blind, finalize } from '@skein/answering';
import { type Ballot, isRefusal, type Refusal } from '@skein/contracts';
import type { GiveBallot } from '../ballots/giving.ts';
import { responseOf } from '../ballots/ids.ts';
import { modulusOf, publicKeyOf } from '../ballots/sign.ts';

const derive = (message: Buffer, info: string, length: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(hkdfSync('sha256', message, '', info, length));

/** A number below the modulus that follows from the message. */
const inverseFrom = (message: Buffer, modulus: Buffer): bigint => {
  const most = BigInt(`0x${modulus.toString('hex')}`);
  for (let attempt = 0; ; attempt += 1) {
    const bytes = derive(message, `skein ballot inverse ${attempt}`, modulus.length);
    const number = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
    if (number > 0n && number < most) return number;
  }
};

/**
 * Does for a browser without scripts what its scripts would: blinds the ballot that the form carries, has it signed for
 * the invitation, and unblinds it. All of the ballot follows from its message, so that the same form posted again asks
 * for the same ballot; and nothing of it is kept, which is on trust.
 */
export const ballotFor = async (
  give: GiveBallot,
  { network, survey, ballotKey }: { network: string; survey: string; ballotKey: string },
  { token, message: text }: { token: string; message: string },
  now: Date,
): Promise<{ ballot: Ballot; response: string } | Refusal> => {
  const message = Buffer.from(text, 'base64url');
  const bytes = new Uint8Array(message);
  const { blinded, inverse } = await blind(ballotKey, bytes, {
    salt: derive(message, 'skein ballot salt', 48),
    inverse: inverseFrom(message, modulusOf(publicKeyOf(ballotKey))),
  });
  const asked = { token, blinded: Buffer.from(blinded).toString('base64url') };
  const signed = await give(network, survey, asked, now);
  if (isRefusal(signed)) return signed;
  const signature = await finalize(ballotKey, bytes, new Uint8Array(signed), inverse);
  const ballot = { message: text, signature: Buffer.from(signature).toString('base64url') };
  return { ballot, response: responseOf(text) };
};
