import { type Bytes, digest, fromBase64Url, random, toBytes, toNumber } from './bytes.ts';

/**
 * The device's part of RSABSSA-SHA384-PSS-Deterministic, RFC 9474. Written on WebCrypto and BigInt, so that whoever
 * doubts it can read it whole, and because the library that the tests hold it to draws all that is random itself: for
 * a browser without scripts it has to follow from the ballot. All that is secret here is secret to this device, which
 * does each step once: nobody is there to time it.
 */

const saltBytes = 48;
const hashBytes = 48;

const power = (base: bigint, exponent: bigint, modulus: bigint): bigint => {
  let result = 1n;
  for (let square = base % modulus, left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
};

/** By Euclid; undefined where there is none. */
const inverseOf = (number: bigint, modulus: bigint): bigint | undefined => {
  let [a, b, x, y] = [number % modulus, modulus, 1n, 0n];
  while (b > 0n) [a, b, x, y] = [b, a % b, y, x - (a / b) * y];
  return a === 1n ? ((x % modulus) + modulus) % modulus : undefined;
};

/** EMSA-PSS of RFC 8017, section 9.1.1. */
const encode = async (message: Bytes, bits: number, salt: Bytes): Promise<Bytes> => {
  const length = Math.ceil(bits / 8);
  const hash = await digest('SHA-384', new Uint8Array(8), await digest('SHA-384', message), salt);
  const block = new Uint8Array(length - hashBytes - 1);
  block[block.length - salt.length - 1] = 1;
  block.set(salt, block.length - salt.length);
  for (let at = 0, counter = 0; at < block.length; at += hashBytes, counter += 1) {
    const mask = await digest('SHA-384', hash, toBytes(BigInt(counter), 4));
    for (let i = 0; i < hashBytes && at + i < block.length; i += 1)
      block[at + i] = (block[at + i] ?? 0) ^ (mask[i] ?? 0);
  }
  block[0] = (block[0] ?? 0) & (0xff >> (8 * length - bits));
  return new Uint8Array([...block, ...hash, 0xbc]);
};

const readKey = async (spki: string) => {
  const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' };
  const key = await crypto.subtle.importKey('spki', fromBase64Url(spki), algorithm, true, ['verify']);
  const { n = '', e = '' } = await crypto.subtle.exportKey('jwk', key);
  const [modulus, exponent] = [toNumber(fromBase64Url(n)), toNumber(fromBase64Url(e))];
  const bits = modulus.toString(2).length;
  if (exponent !== 65537n || bits < 2048)
    throw new Error('The survey’s key is not one that ballots are signed with.');
  return { key, modulus, exponent, bits };
};

/** A number from 1 to below the modulus, each with the same chance. */
const randomBelow = (modulus: bigint, bits: number): bigint => {
  for (;;) {
    const number = toNumber(random(Math.ceil(bits / 8))) & ((1n << BigInt(bits)) - 1n);
    if (number > 0n && number < modulus) return number;
  }
};

/**
 * Blind of RFC 9474, section 4.2, with the survey's key as its form says it. What is random is drawn here, or given
 * where it has to follow from something.
 */
export const blind = async (
  spki: string,
  message: Bytes,
  given: { readonly salt?: Bytes; readonly inverse?: bigint } = {},
): Promise<{ blinded: Bytes; inverse: Bytes }> => {
  const { modulus, exponent, bits } = await readKey(spki);
  const encoded = toNumber(await encode(message, bits - 1, given.salt ?? random(saltBytes)));
  const inverse = given.inverse ?? randomBelow(modulus, bits);
  const factor = inverseOf(inverse, modulus);
  if (factor === undefined || inverseOf(encoded, modulus) === undefined)
    throw new Error('This ballot cannot be blinded; make another.');
  const blinded = (encoded * power(factor, exponent, modulus)) % modulus;
  const length = Math.ceil(bits / 8);
  return { blinded: toBytes(blinded, length), inverse: toBytes(inverse, length) };
};

/** Finalize of RFC 9474, section 4.4: unblinds, and throws unless the result is the survey's signature. */
export const finalize = async (
  spki: string,
  message: Bytes,
  signed: Bytes,
  inverse: Bytes,
): Promise<Bytes> => {
  const { key, modulus, bits } = await readKey(spki);
  const signature = toBytes((toNumber(signed) * toNumber(inverse)) % modulus, Math.ceil(bits / 8));
  const algorithm = { name: 'RSA-PSS', saltLength: saltBytes };
  if (!(await crypto.subtle.verify(algorithm, key, signature, message)))
    throw new Error('The ballot was not signed as the survey says; do not answer with it.');
  return signature;
};
