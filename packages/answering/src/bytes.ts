export type Bytes = Uint8Array<ArrayBuffer>;

export const toBase64Url = (bytes: Bytes): string =>
  btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, (sign) => ({ '+': '-', '/': '_' })[sign] ?? '');

export const fromBase64Url = (text: string): Bytes =>
  Uint8Array.from(atob(text.replace(/[-_]/g, (sign) => (sign === '-' ? '+' : '/'))), (sign) =>
    sign.charCodeAt(0),
  );

/** The number that these bytes are, the first the highest. */
export const toNumber = (bytes: Bytes): bigint =>
  BigInt(`0x${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('') || '0'}`);

export const toBytes = (number: bigint, length: number): Bytes =>
  Uint8Array.from(
    number
      .toString(16)
      .padStart(length * 2, '0')
      .match(/../g) ?? [],
    (hex) => Number.parseInt(hex, 16),
  );

export const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));

export const digest = async (hash: 'SHA-256' | 'SHA-384', ...parts: Bytes[]): Promise<Bytes> => {
  const whole = new Uint8Array(await new Blob(parts).arrayBuffer());
  return new Uint8Array(await crypto.subtle.digest(hash, whole));
};
