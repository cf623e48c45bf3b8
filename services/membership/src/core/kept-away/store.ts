import { createHmac, randomBytes } from 'node:crypto';
import {
  declareCollection,
  holds,
  holdsNobody,
  isDuplicateKey,
  type Reader,
  rowsIn,
  type Tx,
} from '@skein/service-kit';
import { AddressKeyRow, type AwayReason, AwayRow, DeclinedRow, FormerAddressRow } from './row.ts';

const awayCollection = declareCollection({
  name: 'kept_away',
  schema: AwayRow,
  grows: 'one for each address that asked to stay away or was erased',
  indexes: [{ key: { network: 1 } }],
  people: holdsNobody('keyed hashes of addresses that stay away: neither the address nor an id'),
});

const formerCollection = declareCollection({
  name: 'former_addresses',
  schema: FormerAddressRow,
  grows: 'one for each change of an address',
  indexes: [{ key: { network: 1, person: 1 } }],
  people: holds<FormerAddressRow>({
    title: 'Addresses that you had before, each as a keyed hash',
    at: ['person'],
    show: () => ({ kept: 'as a hash, so that no old list takes you in under it once you are forgotten' }),
    // The hash itself was put among those that stay away as the erasure began.
    erase: { does: 'remove' },
    merge: { does: 'rename' },
  }),
});

const keyCollection = declareCollection({
  name: 'address_key',
  schema: AddressKeyRow,
  grows: 'one',
  people: holdsNobody('the key of the hashes of addresses'),
});

const declinedCollection = declareCollection({
  name: 'declined_invitations',
  schema: DeclinedRow,
  indexes: [{ key: { network: 1 } }, { key: { until: 1 }, expireAfterSeconds: 0 }],
  people: holdsNobody('keyed hashes of who declined to come into which community, for half a year'),
});

export const keptAwayCollections = [awayCollection, formerCollection, declinedCollection, keyCollection];

const away = rowsIn(awayCollection);
const former = rowsIn(formerCollection);
const declined = rowsIn(declinedCollection);
const keys = rowsIn(keyCollection);

/** Makes the key, once; several processes may do so at once. */
export const ensureAddressKey = async ({ db }: Pick<Reader, 'db'>): Promise<void> => {
  const key = randomBytes(32).toString('base64url');
  await keys({ db })
    .updateOne({ _id: 'current' }, { $setOnInsert: { key } }, { upsert: true })
    .catch((error: unknown) => {
      if (!isDuplicateKey(error)) throw error;
    });
};

/** Hashes addresses of the reader’s network. */
const hasher = async (reader: Reader): Promise<(email: string) => string> => {
  const row = await keys(reader).findOne({ _id: 'current' });
  if (!row) throw new Error('the key of the hashes of addresses is not there');
  return (email) =>
    createHmac('sha256', Buffer.from(row.key, 'base64url'))
      .update(`${reader.network} ${email.toLowerCase()}`)
      .digest('base64url');
};

/** Those of these addresses that stay away, each with why. */
export const awayAmong = async (
  reader: Reader,
  emails: readonly string[],
): Promise<ReadonlyMap<string, AwayReason>> => {
  if (emails.length === 0) return new Map();
  const hash = await hasher(reader);
  const byHash = new Map(emails.map((email) => [hash(email), email] as const));
  const rows = await away(reader)
    .find({ _id: { $in: [...byHash.keys()] }, network: reader.network })
    .toArray();
  return new Map(rows.map(({ _id, why }) => [byHash.get(_id) ?? '', why] as const));
};

const put = async (tx: Tx, hash: string, why: AwayReason): Promise<void> => {
  const { network, now: since } = tx;
  // Who was erased stays so, whatever else they ask for.
  const change = why === 'erased' ? { $set: { since, why } } : { $setOnInsert: { since, why } };
  await away(tx).updateOne({ _id: hash, network }, change, { upsert: true });
};

/** The hash of an address, as a link in a letter names it. */
export const hashOf = async (reader: Reader, email: string): Promise<string> => (await hasher(reader))(email);

/** Lets an address stay away because whoever has it asked for it. */
export const keepHashAway = (tx: Tx, hash: string): Promise<void> => put(tx, hash, 'never-again');

/** Lets all addresses of somebody who is erased stay away: theirs, and those they had before. How many they are. */
export const keepErasedAway = async (
  tx: Tx,
  { _id: person, email }: { readonly _id: string; readonly email: string },
): Promise<number> => {
  const { network } = tx;
  const before = await former(tx).find({ network, person }).toArray();
  const hashes = new Set([(await hasher(tx))(email), ...before.map(({ _id }) => _id)]);
  for (const hash of hashes) await put(tx, hash, 'erased');
  await former(tx).deleteMany({ network, person });
  return hashes.size;
};

/** Lets an address back in, since whoever has it came by themselves. */
export const letBackIn = async (tx: Tx, email: string): Promise<void> => {
  await away(tx).deleteOne({ _id: (await hasher(tx))(email), network: tx.network });
};

/** Notes an address that a member has no longer, so that it too stays away once they are erased. */
export const noteFormer = async (tx: Tx, email: string, person: string): Promise<void> => {
  const _id = (await hasher(tx))(email);
  await former(tx).updateOne({ _id, network: tx.network }, { $set: { person } }, { upsert: true });
};

const declinedMs = 180 * 24 * 60 * 60 * 1000;

/** Notes that somebody declined to come into a community; `who` is their address, or a member’s id. */
export const noteDeclined = async (tx: Tx, community: string, who: string): Promise<void> => {
  const _id = (await hasher(tx))(`${community} ${who}`);
  const until = new Date(tx.now.getTime() + declinedMs);
  await declined(tx).updateOne({ _id, network: tx.network }, { $set: { until } }, { upsert: true });
};

/** Whether somebody declined to come into a community not long ago. */
export const hasDeclined = async (
  reader: Reader,
  community: string,
  who: string,
  now: Date,
): Promise<boolean> => {
  const _id = (await hasher(reader))(`${community} ${who}`);
  return (await declined(reader).findOne({ _id, network: reader.network, until: { $gt: now } })) !== null;
};
