import type { Passkey } from '@skein/contracts';
import { declareCollection, holds, type Reader, rowsIn, showsNothing, type Tx } from '@skein/service-kit';
import { type ChallengePurpose, ChallengeRow, PasskeyRow } from './row.ts';

const passkeysCollection = declareCollection({
  name: 'passkeys',
  schema: PasskeyRow,
  grows: 'a few for each member',
  indexes: [{ key: { network: 1, credential: 1 }, unique: true }, { key: { network: 1, person: 1, _id: 1 } }],
  people: holds<PasskeyRow>({
    title: 'Your passkeys',
    at: ['person'],
    show: ({ name, addedAt, usedAt, synced }) => ({ name, addedAt, usedAt, synced }),
    erase: { does: 'remove' },
    // A second factor is proven for the one who registered it, and moves to nobody.
    merge: { does: 'remove' },
  }),
});

const passkeyChallengesCollection = declareCollection({
  name: 'passkey_challenges',
  schema: ChallengeRow,
  indexes: [{ key: { expires: 1 }, expireAfterSeconds: 0 }, { key: { network: 1, person: 1 } }],
  people: holds<ChallengeRow>({
    title: 'What a passkey of yours was asked to sign, for five minutes',
    at: ['person'],
    show: showsNothing,
    erase: { does: 'remove' },
    merge: { does: 'remove' },
  }),
});

export const passkeyCollections = [passkeysCollection, passkeyChallengesCollection];

const passkeys = rowsIn(passkeysCollection);
const challenges = rowsIn(passkeyChallengesCollection);

export const passkeysOf = (reader: Reader, person: string): Promise<PasskeyRow[]> =>
  passkeys(reader).find({ network: reader.network, person }).sort({ _id: 1 }).toArray();

export const countPasskeys = (tx: Tx, person: string): Promise<number> =>
  passkeys(tx).countDocuments({ network: tx.network, person });

/** A person's own passkey by the credential that a browser names; somebody else's is not found. */
export const findCredential = (
  reader: Reader,
  person: string,
  credential: string,
): Promise<PasskeyRow | null> => passkeys(reader).findOne({ network: reader.network, person, credential });

/** Whether anybody in the network has this credential. */
export const isRegistered = async (tx: Tx, credential: string): Promise<boolean> =>
  (await passkeys(tx).countDocuments({ network: tx.network, credential }, { limit: 1 })) > 0;

export const insertPasskey = async (tx: Tx, row: PasskeyRow): Promise<void> => {
  await passkeys(tx).insertOne(row);
};

export const replacePasskey = async (tx: Tx, row: PasskeyRow): Promise<void> => {
  await passkeys(tx).replaceOne({ _id: row._id, network: row.network }, row);
};

/** Removes one, and touches the owner's others: so two removals at once meet, and cannot both leave “the last one”. */
export const removePasskey = async (tx: Tx, { _id, network, person }: PasskeyRow): Promise<void> => {
  await passkeys(tx).deleteOne({ _id, network });
  await passkeys(tx).updateMany({ network, person }, { $inc: { version: 1 } });
};

export const removePasskeysOf = async (tx: Tx, person: string): Promise<number> =>
  (await passkeys(tx).deleteMany({ network: tx.network, person })).deletedCount;

/** Takes away what was registered since a moment: it may be somebody else’s. */
export const removePasskeysSince = async (tx: Tx, person: string, since: Date): Promise<void> => {
  await passkeys(tx).deleteMany({ network: tx.network, person, addedAt: { $gte: since } });
};

export const putChallenge = async (reader: Reader, row: Omit<ChallengeRow, '_id'>): Promise<void> => {
  const _id = `${row.session}.${row.purpose}`;
  await challenges(reader).replaceOne({ _id, network: reader.network }, row, { upsert: true });
};

/** Takes a challenge out of the store, whatever comes of it: no second answer is ever held against it. */
export const takeChallenge = (
  reader: Reader,
  of: { readonly person: string; readonly session: string },
  purpose: ChallengePurpose,
): Promise<ChallengeRow | null> =>
  challenges(reader).findOneAndDelete({
    _id: `${of.session}.${purpose}`,
    network: reader.network,
    person: of.person,
  });

export const presentPasskey = (row: PasskeyRow): Passkey => ({
  id: row._id,
  name: row.name,
  addedAt: row.addedAt.toISOString(),
  ...(row.usedAt && { lastUsedAt: row.usedAt.toISOString() }),
  synced: row.synced,
});
