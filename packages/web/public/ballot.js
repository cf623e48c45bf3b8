/**
 * The page's part of an anonymous survey: RSABSSA-SHA384-PSS-Deterministic of RFC 9474. Written on WebCrypto and BigInt
 * because the page has no build step and the library that the tests hold it to cannot be loaded without one. All that
 * is secret here is secret to this device, which does each step once: nobody is there to time it.
 *
 * @typedef {{ message: string, secret: string, response: string, receipt: string, key: string, blinded: string, inverse: string, signature?: string }} Ballot
 */

const saltBytes = 48;
const hashBytes = 48;

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

/** @param {Bytes} bytes */
export const toBase64Url = (bytes) =>
  btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, (sign) => ({ '+': '-', '/': '_' })[sign] ?? '');

/** @param {string} text @returns {Bytes} */
export const fromBase64Url = (text) =>
  Uint8Array.from(atob(text.replace(/[-_]/g, (sign) => (sign === '-' ? '+' : '/'))), (sign) =>
    sign.charCodeAt(0),
  );

/** @param {Bytes} bytes */
const toNumber = (bytes) =>
  BigInt(`0x${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('') || '0'}`);

/** @param {bigint} number @param {number} length @returns {Bytes} */
const toBytes = (number, length) =>
  Uint8Array.from(
    number
      .toString(16)
      .padStart(length * 2, '0')
      .match(/../g) ?? [],
    (hex) => Number.parseInt(hex, 16),
  );

/** @param {number} length @returns {Bytes} */
const random = (length) => crypto.getRandomValues(new Uint8Array(length));

/** @param {'SHA-256' | 'SHA-384'} hash @param {Bytes[]} parts @returns {Promise<Bytes>} */
const digest = async (hash, ...parts) => {
  const whole = new Uint8Array(await new Blob(parts).arrayBuffer());
  return new Uint8Array(await crypto.subtle.digest(hash, whole));
};

/** @param {bigint} base @param {bigint} exponent @param {bigint} modulus */
const power = (base, exponent, modulus) => {
  let result = 1n;
  for (let square = base % modulus, left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
};

/** By Euclid; undefined where there is none. @param {bigint} number @param {bigint} modulus */
const inverseOf = (number, modulus) => {
  let [a, b, x, y] = [number % modulus, modulus, 1n, 0n];
  while (b > 0n) [a, b, x, y] = [b, a % b, y, x - (a / b) * y];
  return a === 1n ? ((x % modulus) + modulus) % modulus : undefined;
};

/** EMSA-PSS of RFC 8017, section 9.1.1. @param {Bytes} message @param {number} bits @param {Bytes} salt */
const encode = async (message, bits, salt) => {
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

/** @param {string} spki */
const readKey = async (spki) => {
  const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' };
  const key = await crypto.subtle.importKey('spki', fromBase64Url(spki), algorithm, true, ['verify']);
  const { n = '', e = '' } = await crypto.subtle.exportKey('jwk', key);
  const [modulus, exponent] = [toNumber(fromBase64Url(n)), toNumber(fromBase64Url(e))];
  const bits = modulus.toString(2).length;
  if (exponent !== 65537n || bits < 2048)
    throw new Error('The survey’s key is not one that ballots are signed with.');
  return { key, modulus, exponent, bits };
};

/** A number from 1 to below the modulus, each with the same chance. @param {bigint} modulus @param {number} bits */
const randomBelow = (modulus, bits) => {
  for (;;) {
    const number = toNumber(random(Math.ceil(bits / 8))) & ((1n << BigInt(bits)) - 1n);
    if (number > 0n && number < modulus) return number;
  }
};

/**
 * Blind of RFC 9474, section 4.2. What is random is drawn here; the tests give that of the RFC.
 *
 * @param {string} spki the survey's key, as its form says it
 * @param {Bytes} message
 * @param {{ salt?: Bytes, inverse?: bigint }} [given]
 */
export const blind = async (spki, message, given = {}) => {
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

/**
 * Finalize of RFC 9474, section 4.4: unblinds, and throws unless the result is the survey's signature.
 *
 * @param {string} spki
 * @param {Bytes} message
 * @param {Bytes} signed
 * @param {Bytes} inverse
 */
export const finalize = async (spki, message, signed, inverse) => {
  const { key, modulus, bits } = await readKey(spki);
  const signature = toBytes((toNumber(signed) * toNumber(inverse)) % modulus, Math.ceil(bits / 8));
  const algorithm = { name: 'RSA-PSS', saltLength: saltBytes };
  if (!(await crypto.subtle.verify(algorithm, key, signature, message)))
    throw new Error('The ballot was not signed as the survey says; do not answer with it.');
  return signature;
};

/** The response that a ballot is for: 16 bytes of its hash, in the shape of a UUIDv7. @param {Bytes} message */
const responseOf = async (message) => {
  const bytes = (await digest('SHA-256', message)).subarray(0, 16);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = toNumber(bytes).toString(16).padStart(32, '0');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

/** What a receipt holds: `secret` stays on the device, `receipt` goes with the response. */
export const makeReceipt = async () => {
  const secret = random(32);
  return { secret: toBase64Url(secret), receipt: toBase64Url(await digest('SHA-256', secret)) };
};

/**
 * Makes a ballot for a survey. Keep it on the device before it is sent anywhere: an invitation has one ballot, and the
 * same one can be asked for again where the answer was lost on the way.
 *
 * @param {string} key the `ballotKey` of the survey's form
 * @returns {Promise<Ballot>}
 */
export const makeBallot = async (key) => {
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

/**
 * Asks the API with neither cookie nor session: who is asked for it must not be who answers. A refusal is thrown with
 * its problem.
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 * @returns {Promise<any>}
 */
export const exchange = async (method, path, body) => {
  const reply = await fetch(path, {
    method,
    credentials: 'omit',
    cache: 'no-store',
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const said = await reply.json();
  const retryAfter = Number(reply.headers.get('retry-after')) || 0;
  if (!reply.ok) throw Object.assign(new Error(said.detail), { problem: said, retryAfter });
  return said;
};

/**
 * Has a ballot signed with one's invitation: as soon as the survey is opened, long before it is answered. Keep what it
 * returns in the ballot's place.
 *
 * @param {string} survey
 * @param {string} token from the personal link
 * @param {Ballot} ballot
 * @returns {Promise<Ballot>}
 */
export const fetchBallot = async (survey, token, ballot) => {
  const path = `/api/v1/surveys/${encodeURIComponent(survey)}/ballots`;
  const { signature = '' } = await exchange('POST', path, { token, blinded: ballot.blinded });
  const [message, inverse] = [fromBase64Url(ballot.message), fromBase64Url(ballot.inverse)];
  const signed = await finalize(ballot.key, message, fromBase64Url(signature), inverse);
  return { ...ballot, signature: toBase64Url(signed) };
};

/**
 * Answers with a signed ballot, without the invitation. Returns the intake's receipt; its `proof` and the ballot's
 * `secret` change the response or withdraw it until the survey closes.
 *
 * @param {string} survey
 * @param {Ballot} ballot
 * @param {number} instrumentVersion
 * @param {object} answers
 */
export const answerWith = (survey, { response, receipt, message, signature }, instrumentVersion, answers) =>
  exchange('POST', `/api/v1/surveys/${encodeURIComponent(survey)}/responses`, {
    response,
    receipt,
    ballot: { message, signature },
    instrumentVersion,
    answers,
  });
