import { bucketName } from '@skein/contracts';
import type { Log } from '../log.ts';
import type { Nats } from '../messaging/nats.ts';
import { type Jwk, type KeyRing, pemOf } from './keys.ts';

const aName = /^[a-z]+\.[0-9a-f-]{36}$/;

/** Follows the `JWKS` bucket, so that a key that is given or taken away is so everywhere within a moment. */
export const watchKeys = async (nats: Nats, prefix: string, log: Log): Promise<KeyRing> => {
  const bucket = await nats.kvm.open(bucketName(prefix, 'JWKS'));
  const pems = new Map<string, string>();
  const watcher = await bucket.watch();
  const follow = async (): Promise<void> => {
    for await (const entry of watcher) {
      if (entry.operation === 'PUT') pems.set(entry.key, pemOf(entry.json<Jwk>()));
      else pems.delete(entry.key);
    }
  };
  follow().catch((error: unknown) => log.error({ err: error }, 'the watch over signing keys ended'));
  return {
    find: async (service, kid) => {
      const name = `${service}.${kid}`;
      const known = pems.get(name);
      if (known || !aName.test(name)) return known;
      // A key published a moment ago may not have reached the watch yet.
      const entry = await bucket.get(name).catch(() => null);
      return entry?.operation === 'PUT' ? pemOf(entry.json<Jwk>()) : undefined;
    },
    stop: () => watcher.stop(),
  };
};
