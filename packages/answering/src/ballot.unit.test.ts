import { expect, it } from 'vitest';
import { receiptOf } from './ballot.ts';
import { blind, finalize } from './blind-signature.ts';
import { fromBase64Url, toBase64Url, toBytes } from './bytes.ts';
import { rfc9474 } from './testing/index.ts';

const number = (hex: string) => BigInt(`0x${hex}`);
const bytes = (hex: string) => toBytes(number(hex), hex.length / 2);

/** The vector's public key as WebCrypto writes it. */
const spkiOfVector = async () => {
  const jwk = {
    kty: 'RSA',
    n: toBase64Url(bytes(rfc9474.n)),
    e: toBase64Url(bytes(rfc9474.e)),
  };
  const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' };
  const key = await crypto.subtle.importKey('jwk', jwk, algorithm, true, ['verify']);
  return toBase64Url(new Uint8Array(await crypto.subtle.exportKey('spki', key)));
};

it('blinds and unblinds as RFC 9474 has it, appendix A.3, and takes no other signature', async () => {
  const spki = await spkiOfVector();
  const message = bytes(rfc9474.msg);
  const given = { salt: bytes(rfc9474.salt), inverse: number(rfc9474.inv) };
  const { blinded, inverse } = await blind(spki, message, given);
  expect(toBase64Url(blinded)).toBe(toBase64Url(bytes(rfc9474.blinded_msg)));
  const signature = await finalize(spki, message, bytes(rfc9474.blind_sig), inverse);
  expect(toBase64Url(signature)).toBe(toBase64Url(bytes(rfc9474.sig)));
  await expect(finalize(spki, message, blinded, inverse)).rejects.toThrow('not signed');
});

it('writes bytes as base64url does, and reads them back', () => {
  const text = '_-8AAQ';
  expect([...fromBase64Url(text)]).toEqual([255, 239, 0, 1]);
  expect(toBase64Url(fromBase64Url(text))).toBe(text);
});

it('makes a receipt of the secret alone', async () => {
  const secret = 'A'.repeat(43);
  expect(await receiptOf(secret)).toBe('Zmh6rfhivXdsj8GLjp-OIAiXFIVu4jOzkCpZHQ1fKSU');
});
