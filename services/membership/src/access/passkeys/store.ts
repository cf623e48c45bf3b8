import type { Passkey } from '@skein/contracts';
import { type CollectionDeclaration, holds, showsNothing, type Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';

/** A passkey that a person registered. `credential` and `publicKey` are base64url; the name is their own. */
export const PasskeyRow = z.object({
  _id: z.string(),
  network: z.string(),
  person: z.string(),
  /** Raised with each change of it, and when another one of its owner's goes. */
  version: z.int(),
  name: z.string(),
  credential: z.string(),
  publicKey: z.string(),
  /** What the authenticator counts its uses with; 0 for ever where it does not count. */
  counter: z.int(),
  transports: z.array(z.string()),
  synced: z.boolean(),
  addedAt: z.date(),
  usedAt: z.date().optional(),
});
export type PasskeyRow = z.infer<typeof PasskeyRow>;

export const ChallengePurpose = z.enum(['register', 'use']);
export type ChallengePurpose = z.infer<typeof ChallengePurpose>;

/** What a passkey is asked to sign: one for each session and purpose, so that a newer one ends the one before. */
export const ChallengeRow = z.object({
  /** `<session>.<purpose>` */
  _id: z.string(),
  network: z.string(),
  person: z.string(),
  session: z.string(),
  purpose: ChallengePurpose,
  challenge: z.string(),
  expires: z.date(),
});
export type ChallengeRow = z.infer<typeof ChallengeRow>;

export const passkeyCollections: CollectionDeclaration[] = [
  {
    name: 'passkeys',
    schema: PasskeyRow,
    indexes: [
      { key: { network: 1, credential: 1 }, unique: true },
      { key: { network: 1, person: 1, _id: 1 } },
    ],
    people: holds<PasskeyRow>({
      title: 'Your passkeys',
      at: ['person'],
      show: ({ name, addedAt, usedAt, synced }) => ({ name, addedAt, usedAt, synced }),
      erase: { does: 'remove' },
      // A second factor is proven for the one who registered it, and moves to nobody.
      join: { does: 'remove' },
    }),
  },
  {
    name: 'passkey_challenges',
    schema: ChallengeRow,
    indexes: [{ key: { expires: 1 }, expireAfterSeconds: 0 }, { key: { network: 1, person: 1 } }],
    people: holds<ChallengeRow>({
      title: 'What a passkey of yours was asked to sign, for five minutes',
      at: ['person'],
      show: showsNothing,
      erase: { does: 'remove' },
      join: { does: 'remove' },
    }),
  },
];

const passkeys = (db: Db) => db.collection<PasskeyRow>('passkeys');
const challenges = (db: Db) => db.collection<ChallengeRow>('passkey_challenges');

export const passkeysOf = (
  db: Db,
  network: string,
  person: string,
  session?: ClientSession,
): Promise<PasskeyRow[]> =>
  passkeys(db)
    .find({ network, person }, session ? { session } : {})
    .sort({ _id: 1 })
    .toArray();

export const countPasskeys = (tx: Tx, network: string, person: string): Promise<number> =>
  passkeys(tx.db).countDocuments({ network, person }, { session: tx.session });

/** A person's own passkey by the credential that a browser names; somebody else's is not found. */
export const findCredential = (
  db: Db,
  network: string,
  person: string,
  credential: string,
  session?: ClientSession,
): Promise<PasskeyRow | null> =>
  passkeys(db).findOne({ network, person, credential }, session ? { session } : {});

/** Whether anybody in the network has this credential. */
export const isRegistered = async (tx: Tx, network: string, credential: string): Promise<boolean> =>
  (await passkeys(tx.db).countDocuments({ network, credential }, { session: tx.session, limit: 1 })) > 0;

export const insertPasskey = async (tx: Tx, row: PasskeyRow): Promise<void> => {
  await passkeys(tx.db).insertOne(row, { session: tx.session });
};

export const replacePasskey = async (tx: Tx, row: PasskeyRow): Promise<void> => {
  await passkeys(tx.db).replaceOne({ _id: row._id, network: row.network }, row, { session: tx.session });
};

/** Removes one, and touches the owner's others: so two removals at once meet, and cannot both leave “the last one”. */
export const removePasskey = async (tx: Tx, { _id, network, person }: PasskeyRow): Promise<void> => {
  await passkeys(tx.db).deleteOne({ _id, network }, { session: tx.session });
  await passkeys(tx.db).updateMany({ network, person }, { $inc: { version: 1 } }, { session: tx.session });
};

export const removePasskeysOf = async (tx: Tx, network: string, person: string): Promise<number> =>
  (await passkeys(tx.db).deleteMany({ network, person }, { session: tx.session })).deletedCount;

export const putChallenge = async (db: Db, row: Omit<ChallengeRow, '_id'>): Promise<void> => {
  const _id = `${row.session}.${row.purpose}`;
  await challenges(db).replaceOne({ _id }, row, { upsert: true });
};

/** Takes a challenge out of the store, whatever comes of it: no second answer is ever held against it. */
export const takeChallenge = (
  db: Db,
  of: { readonly network: string; readonly person: string; readonly session: string },
  purpose: ChallengePurpose,
): Promise<ChallengeRow | null> =>
  challenges(db).findOneAndDelete({
    _id: `${of.session}.${purpose}`,
    network: of.network,
    person: of.person,
  });

export const presentPasskey = (row: PasskeyRow): Passkey => ({
  id: row._id,
  name: row.name,
  addedAt: row.addedAt.toISOString(),
  ...(row.usedAt && { lastUsedAt: row.usedAt.toISOString() }),
  synced: row.synced,
});
