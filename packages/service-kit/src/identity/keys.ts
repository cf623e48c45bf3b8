import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { bucketName, type ServiceName } from '@skein/contracts';
import type { Db } from 'mongodb';
import { z } from 'zod';
import { newId } from '../ids.ts';
import type { Nats } from '../messaging/nats.ts';
import { declareCollection } from '../storage/collections.ts';
import { holdsNobody } from '../storage/holdings.ts';
import { isDuplicateKey } from '../storage/mongo.ts';
import { rowsIn } from '../storage/rows.ts';

const KeyRow = z.object({
  _id: z.literal('current'),
  kid: z.string(),
  privateKey: z.record(z.string(), z.string()),
  createdAt: z.date(),
});
type KeyRow = z.infer<typeof KeyRow>;

export const keyCollection = declareCollection({
  name: 'signing_keys',
  schema: KeyRow,
  grows: 'one for each rotation; those that no token needs are taken out',
  people: holdsNobody('the service’s own key'),
});

const signingKeys = rowsIn(keyCollection);

/** A public key as the `JWKS` bucket has it (RFC 7517). */
export type Jwk = Readonly<Record<string, string>>;

/** What a service signs with, at this moment: it may be another the next time. */
export interface SigningKey {
  readonly issuer: string;
  current(): { readonly kid: string /** PEM */; readonly privateKey: string };
}

export const issuerOf = (service: ServiceName): string => `skein/${service}`;

const nameOf = (service: ServiceName, kid: string): string => `${service}.${kid}`;

const made = (): KeyRow => {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    _id: 'current',
    kid: newId(),
    privateKey: privateKey.export({ format: 'jwk' }) as Record<string, string>,
    createdAt: new Date(),
  };
};

const publish = async (nats: Nats, prefix: string, service: ServiceName, row: KeyRow): Promise<void> => {
  const { d: _, ...publicKey } = row.privateKey;
  const jwk: Jwk = { ...publicKey, kid: row.kid, alg: 'EdDSA', use: 'sig' };
  const bucket = await nats.kvm.open(bucketName(prefix, 'JWKS'));
  const name = nameOf(service, row.kid);
  const published = JSON.stringify(jwk);
  // Only if it is not there: a process must be able to start, and so to make room, while the disk is full.
  if ((await bucket.get(name))?.string() !== published) await bucket.put(name, published);
};

const firstKey = async (db: Db): Promise<KeyRow> => {
  const row = made();
  try {
    await signingKeys({ db }).insertOne(row);
    return row;
  } catch (error) {
    // Another process of this service was faster; its key is ours.
    const theirs = isDuplicateKey(error) ? await signingKeys({ db }).findOne({ _id: 'current' }) : null;
    if (!theirs) throw error;
    return theirs;
  }
};

/** The key that a service signs with now, as PEM; its public half is in the `JWKS` bucket. */
export const loadKey = async (
  db: Db,
  nats: Nats,
  prefix: string,
  service: ServiceName,
): Promise<ReturnType<SigningKey['current']>> => {
  const row = (await signingKeys({ db }).findOne({ _id: 'current' })) ?? (await firstKey(db));
  await publish(nats, prefix, service, row);
  const privateKey = createPrivateKey({ key: row.privateKey, format: 'jwk' });
  return { kid: row.kid, privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
};

/** The service's Ed25519 key, made once and kept in its own database. */
export const ensureSigningKey = async (
  db: Db,
  nats: Nats,
  prefix: string,
  service: ServiceName,
): Promise<SigningKey> => {
  const key = await loadKey(db, nats, prefix, service);
  return { issuer: issuerOf(service), current: () => key };
};

/**
 * Puts a new key in the place of a service's. Its public half is out before anything is signed with it, and that of the
 * one before stays, so that what is signed still holds until it expires. It may stop anywhere: a public half without a
 * key hurts nobody.
 */
export const replaceKey = async (
  db: Db,
  nats: Nats,
  prefix: string,
  service: ServiceName,
): Promise<{ kid: string; before: string | undefined }> => {
  const row = made();
  await publish(nats, prefix, service, row);
  const before = await signingKeys({ db }).findOneAndReplace({ _id: 'current' }, row, { upsert: true });
  return { kid: row.kid, before: before?.kid };
};

/** Takes a public key away: what it signed holds no longer, for anybody. */
export const withdrawKey = async (
  nats: Nats,
  prefix: string,
  service: ServiceName,
  kid: string,
): Promise<void> => {
  const bucket = await nats.kvm.open(bucketName(prefix, 'JWKS'));
  await bucket.purge(nameOf(service, kid));
};

/** The names of the keys whose signatures of a service hold, oldest first. */
export const keysOf = async (nats: Nats, prefix: string, service: ServiceName): Promise<string[]> => {
  const bucket = await nats.kvm.open(bucketName(prefix, 'JWKS'));
  const names: string[] = [];
  for await (const name of await bucket.keys(nameOf(service, '*')))
    names.push(name.slice(service.length + 1));
  return names.toSorted();
};

/** A public key as PEM. */
export const pemOf = (jwk: Jwk): string =>
  createPublicKey({ key: { ...jwk }, format: 'jwk' })
    .export({ type: 'spki', format: 'pem' })
    .toString();

/** The public keys of all services, as the `JWKS` bucket has them now. */
export interface KeyRing {
  /** As PEM; undefined where there is none such, or none any more. */
  find(service: ServiceName, kid: string): Promise<string | undefined>;
  stop(): void;
}
