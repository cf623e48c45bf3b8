import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { RSABSSA } from '@cloudflare/blindrsa-ts';
import * as page from '@skein/answering';
import { rfc9474 as vector } from '@skein/answering/testing';
import { describe, expect, it, vi } from 'vitest';
import { makeBallotKeys } from '../../asking/keys/making.ts';
import { responseOf } from './ids.ts';
import { blindSigner, isSigned, modulusOf, privateKeyOf, publicKeyOf } from './sign.ts';
import { createSigning } from './signing.ts';

// RSA keys take their time to be made, on a busy machine most of all.
vi.setConfig({ testTimeout: 60_000 });

const hex = (text: string) =>
  new Uint8Array(Buffer.from(text.padStart(text.length + (text.length % 2), '0'), 'hex'));
const number = (text: string) => BigInt(`0x${text}`);
const url = (value: bigint) => Buffer.from(hex(value.toString(16))).toString('base64url');

const keysOfVector = () => {
  const [n, e, d, p, q] = [vector.n, vector.e, vector.d, vector.p, vector.q].map(number) as [
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  let [a, b, x, y] = [q % p, p, 1n, 0n];
  while (b > 0n) [a, b, x, y] = [b, a % b, y, x - (a / b) * y];
  const jwk = {
    kty: 'RSA',
    ...{ n: url(n), e: url(e), d: url(d), p: url(p), q: url(q) },
    ...{ dp: url(d % (p - 1n)), dq: url(d % (q - 1n)), qi: url(((x % p) + p) % p) },
  };
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
  const publicKey = createPublicKey(privateKey);
  const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64url');
  return { privateKey, publicKey, spki };
};

const imported = (format: 'spki' | 'pkcs8', der: string) =>
  crypto.subtle.importKey(
    format,
    new Uint8Array(Buffer.from(der, 'base64url')),
    { name: 'RSA-PSS', hash: 'SHA-384' },
    true,
    [format === 'spki' ? 'verify' : 'sign'],
  );

describe('RSABSSA-SHA384-PSS-Deterministic as RFC 9474 has it, appendix A.3', () => {
  const { privateKey, publicKey, spki } = keysOfVector();
  const message = hex(vector.msg);

  it('is blinded by the page, signed by the service, unblinded by the page and verified by the intake', async () => {
    const given = { salt: hex(vector.salt), inverse: number(vector.inv) };
    const { blinded, inverse } = await page.blind(spki, message, given);
    expect(blinded).toEqual(hex(vector.blinded_msg));
    const signed = blindSigner(privateKey)(blinded);
    expect(new Uint8Array(signed)).toEqual(hex(vector.blind_sig));
    const signature = await page.finalize(spki, message, new Uint8Array(signed), inverse);
    expect(signature).toEqual(hex(vector.sig));
    expect(isSigned(publicKey, message, signature)).toBe(true);
    expect(isSigned(publicKey, hex(`${vector.msg}00`), signature)).toBe(false);
  });
});

describe('beside the library', () => {
  const suite = RSABSSA.SHA384.PSS.Deterministic();

  it('signs what the library blinds, and the library accepts what the page unblinds', async () => {
    const { publicKey, privateKey } = await makeBallotKeys();
    const sign = blindSigner(privateKeyOf(privateKey));
    const key = await imported('spki', publicKey);
    for (let round = 0; round < 5; round += 1) {
      const message = new Uint8Array(randomBytes(32));
      const theirs = await suite.blind(key, message);
      const unblinded = await suite.finalize(
        key,
        message,
        new Uint8Array(sign(theirs.blindedMsg)),
        theirs.inv,
      );
      expect(isSigned(publicKeyOf(publicKey), message, unblinded)).toBe(true);
      const ours = await page.blind(publicKey, message);
      const signed = new Uint8Array(sign(ours.blinded));
      const signature = await page.finalize(publicKey, message, signed, ours.inverse);
      expect(await suite.verify(key, signature, message)).toBe(true);
      // Each unblinds what the other blinded.
      expect(await suite.finalize(key, message, signed, ours.inverse)).toEqual(signature);
      expect(
        await page.finalize(
          publicKey,
          message,
          new Uint8Array(sign(theirs.blindedMsg)),
          new Uint8Array(theirs.inv),
        ),
      ).toEqual(unblinded);
    }
  });
});

describe('signing', () => {
  it('signs the same again for the same, and nothing at or above the modulus', async () => {
    const keys = await makeBallotKeys();
    const sign = blindSigner(privateKeyOf(keys.privateKey));
    const modulus = modulusOf(publicKeyOf(keys.publicKey));
    expect(modulus).toHaveLength(256);
    const blinded = Buffer.concat([Buffer.alloc(1), randomBytes(255)]);
    expect(sign(blinded)).toEqual(sign(blinded));
    expect(() => sign(modulus)).toThrow();
    expect(() => sign(randomBytes(255))).toThrow();
  });

  it('is done by threads, which go on after one of them died', async () => {
    const keys = await makeBallotKeys();
    const other = await makeBallotKeys();
    const modulus = modulusOf(publicKeyOf(keys.publicKey));
    const signing = createSigning(2);
    const blinded = Array.from({ length: 20 }, () => Buffer.concat([Buffer.alloc(1), randomBytes(255)]));
    const sign = blindSigner(privateKeyOf(keys.privateKey));
    const [some, others, wrong] = await Promise.all([
      signing.sign(keys.privateKey, blinded),
      signing.sign(other.privateKey, blinded),
      signing.sign(keys.privateKey, [modulus]),
    ]);
    expect(some.map((one) => Buffer.from(one ?? []))).toEqual(blinded.map((one) => sign(one)));
    expect(others[0]).not.toEqual(some[0]);
    expect(wrong).toEqual([undefined]);
    const lost = expect(signing.sign(keys.privateKey, Array(2_000).fill(blinded[0]))).rejects.toThrow('gone');
    await signing.stop();
    await lost;
    expect(await signing.sign(keys.privateKey, blinded)).toHaveLength(20);
    await signing.stop();
  });
});

describe('a ballot of the page', () => {
  it('names the response that the intake expects', async () => {
    const { publicKey } = await makeBallotKeys();
    const ballot = await page.makeBallot(publicKey);
    expect(ballot.response).toBe(responseOf(ballot.message));
    expect(ballot.response).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set([ballot.message, ballot.secret, ballot.inverse.slice(0, 43)]).size).toBe(3);
  });

  it('is refused by the page where the survey signed something else, or its key is none to sign ballots with', async () => {
    const { publicKey, privateKey } = await makeBallotKeys();
    const message = new Uint8Array(randomBytes(32));
    const { inverse } = await page.blind(publicKey, message);
    const wrong = blindSigner(privateKeyOf(privateKey))((await page.blind(publicKey, message)).blinded);
    await expect(page.finalize(publicKey, message, new Uint8Array(wrong), inverse)).rejects.toThrow(
      'not signed',
    );
    for (const options of [{ modulusLength: 1024 }, { modulusLength: 2048, publicExponent: 3 }]) {
      const weak = generateKeyPairSync('rsa', options as { modulusLength: number });
      const spki = weak.publicKey.export({ format: 'der', type: 'spki' }).toString('base64url');
      await expect(page.makeBallot(spki)).rejects.toThrow('key');
    }
  });
});
