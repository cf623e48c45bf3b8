import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

/** A survey's keys: the public one SPKI, the private one PKCS#8, both DER in base64url. */
interface BallotKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

const modulusBits = 2048;

/** Makes the keys of one survey; on the thread pool, some tenths of a second. */
export const makeBallotKeys = async (): Promise<BallotKeys> => {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: modulusBits,
    publicExponent: 0x10001,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  return { publicKey: publicKey.toString('base64url'), privateKey: privateKey.toString('base64url') };
};

/** Makes what proves the receipts of one survey. */
export const makeReceiptKey = (): string => randomBytes(32).toString('base64url');
