import {
  constants,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  verify,
} from 'node:crypto';

export const publicKeyOf = (spki: string): KeyObject =>
  createPublicKey({ key: Buffer.from(spki, 'base64url'), format: 'der', type: 'spki' });

export const privateKeyOf = (pkcs8: string): KeyObject =>
  createPrivateKey({ key: Buffer.from(pkcs8, 'base64url'), format: 'der', type: 'pkcs8' });

/** The public key's modulus, as many bytes as what it signs. */
export const modulusOf = (key: KeyObject): Buffer =>
  Buffer.from(String(key.export({ format: 'jwk' }).n), 'base64url');

export type BlindSign = (blinded: Uint8Array) => Buffer;

/**
 * BlindSign of RFC 9474, section 4.3: raw RSA by OpenSSL, which blinds it against timing. The result is checked before
 * it leaves: one wrong signature, by a fault of the machine, would give the key away. Throws where `blinded` is not
 * below the modulus.
 */
export const blindSigner = (privateKey: KeyObject): BlindSign => {
  const own = { key: privateKey, padding: constants.RSA_NO_PADDING };
  const publicKey = createPublicKey(privateKey);
  const others = { key: publicKey, padding: constants.RSA_NO_PADDING };
  return (blinded) => {
    const signature = privateDecrypt(own, blinded);
    if (!publicEncrypt(others, signature).equals(blinded)) throw new Error('a signature came out wrong');
    return signature;
  };
};

/** Verify of RFC 9474, section 4.5: plain RSASSA-PSS with SHA-384 and a salt of 48 bytes. */
export const isSigned = (key: KeyObject, message: Uint8Array, signature: Uint8Array): boolean =>
  verify('sha384', message, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }, signature);
