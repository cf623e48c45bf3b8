import { parentPort } from 'node:worker_threads';
import { type BlindSign, blindSigner, privateKeyOf } from './sign.ts';

export interface SigningTask {
  readonly id: number;
  /** The private key, PKCS#8 in base64url. */
  readonly key: string;
  readonly blinded: readonly Uint8Array[];
}

export interface SigningDone {
  readonly id: number;
  /** Undefined where what was to be signed is no number below the modulus. */
  readonly signatures: readonly (Uint8Array | undefined)[];
}

// Few, and gone soon: the key of a closed survey must not stay.
let last: { readonly key: string; readonly sign: BlindSign; readonly at: number } | undefined;
const keptMs = 5_000;
setInterval(() => {
  if (last && Date.now() - last.at > keptMs) last = undefined;
}, keptMs);

const signerFor = (key: string): BlindSign => {
  if (last?.key !== key) last = { key, sign: blindSigner(privateKeyOf(key)), at: Date.now() };
  return last.sign;
};

parentPort?.on('message', ({ id, key, blinded }: SigningTask) => {
  const sign = signerFor(key);
  const signatures = blinded.map((one) => {
    try {
      return sign(one);
    } catch {
      return undefined;
    }
  });
  parentPort?.postMessage({ id, signatures } satisfies SigningDone);
});
