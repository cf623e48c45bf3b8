import { createPrivateKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';
import { bucketName, type ServiceName } from '@skein/contracts';
import { type CryptoKey, importJWK, type JWK } from 'jose';
import type { Db } from 'mongodb';
import { newId } from '../ids.ts';
import type { Log } from '../log.ts';
import type { Nats } from '../messaging/nats.ts';
import type { CollectionDeclaration } from '../storage/collections.ts';
import { holdsNobody } from '../storage/holdings.ts';
import { isDuplicateKey } from '../storage/mongo.ts';

interface KeyRow {
  readonly _id: string;
  readonly kid: string;
  readonly privateKey: JsonWebKey;
  readonly createdAt: Date;
}

export const keyCollection: CollectionDeclaration = {
  name: 'signing_keys',
  people: holdsNobody('the service’s own key'),
};

/** The key a service signs with. */
export interface SigningKey {
  readonly kid: string;
  readonly issuer: string;
  readonly privateKey: KeyObject;
  readonly publicJwk: JWK;
}

export const issuerOf = (service: ServiceName): string => `skein/${service}`;

/** The service's Ed25519 key, made once and kept in its own database; its public half goes into the `JWKS` bucket. */
export const ensureSigningKey = async (
  db: Db,
  nats: Nats,
  prefix: string,
  service: ServiceName,
): Promise<SigningKey> => {
  const row =
    (await db.collection<KeyRow>('signing_keys').findOne({ _id: 'current' })) ?? (await createKey(db));
  const { d: _, ...publicKey } = row.privateKey;
  const publicJwk: JWK = { ...(publicKey as JWK), kid: row.kid, alg: 'EdDSA', use: 'sig' };
  const bucket = await nats.kvm.open(bucketName(prefix, 'JWKS'));
  const name = `${service}.${row.kid}`;
  const published = JSON.stringify(publicJwk);
  // Only if it is not there: a process must be able to start, and so to make room, while the disk is full.
  if ((await bucket.get(name))?.string() !== published) await bucket.put(name, published);
  return { kid: row.kid, issuer: issuerOf(service), privateKey: privateKeyOf(row.privateKey), publicJwk };
};

const privateKeyOf = (key: JsonWebKey): KeyObject => createPrivateKey({ key, format: 'jwk' });

const createKey = async (db: Db): Promise<KeyRow> => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const keys = db.collection<KeyRow>('signing_keys');
  const row: KeyRow = {
    _id: 'current',
    kid: newId(),
    privateKey: privateKey.export({ format: 'jwk' }),
    createdAt: new Date(),
  };
  try {
    await keys.insertOne(row);
    return row;
  } catch (error) {
    // Another process of this service was faster; its key is ours.
    const theirs = isDuplicateKey(error) ? await keys.findOne({ _id: 'current' }) : null;
    if (!theirs) throw error;
    return theirs;
  }
};

/** The public keys of all services, as the `JWKS` bucket has them now. */
export interface KeyRing {
  find(issuer: string, kid: string): Promise<CryptoKey | Uint8Array | undefined>;
  /** The public keys of one service, for verifiers outside. */
  of(service: ServiceName): JWK[];
  stop(): void;
}

export const watchKeys = async (nats: Nats, prefix: string, log: Log): Promise<KeyRing> => {
  const bucket = await nats.kvm.open(bucketName(prefix, 'JWKS'));
  const jwks = new Map<string, JWK>();
  const imported = new Map<string, CryptoKey | Uint8Array>();
  const watcher = await bucket.watch();
  const follow = async (): Promise<void> => {
    for await (const entry of watcher) {
      if (entry.operation === 'PUT') jwks.set(entry.key, entry.json<JWK>());
      else jwks.delete(entry.key);
    }
  };
  follow().catch((error: unknown) => log.error({ err: error }, 'the watch over signing keys ended'));
  const lookUp = async (name: string): Promise<JWK | undefined> => {
    const known = jwks.get(name);
    if (known) return known;
    // A key published a moment ago may not have reached the watch yet.
    const entry = await bucket.get(name).catch(() => null);
    return entry?.operation === 'PUT' ? entry.json<JWK>() : undefined;
  };
  return {
    find: async (issuer, kid) => {
      const name = `${issuer.replace('skein/', '')}.${kid}`;
      const ready = imported.get(name);
      if (ready && jwks.has(name)) return ready;
      const jwk = /^[a-z]+\.[0-9a-f-]{36}$/.test(name) ? await lookUp(name) : undefined;
      if (!jwk) return undefined;
      const key = await importJWK(jwk, 'EdDSA');
      imported.set(name, key);
      return key;
    },
    of: (service) =>
      [...jwks.entries()].filter(([name]) => name.startsWith(`${service}.`)).map(([, jwk]) => jwk),
    stop: () => watcher.stop(),
  };
};
