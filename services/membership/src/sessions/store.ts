import type { CollectionDeclaration, Tx } from '@skein/service-kit';
import { hashOf } from './secrets.ts';

/** A sign-in link that was sent: known only by its hash, bound to the browser that asked. */
export interface SignInLinkRow {
  readonly _id: string;
  readonly network: string;
  readonly person: string;
  readonly browser: string;
  readonly expires: Date;
}

/** A signed-in browser. `current` is the hash of the one refresh token that is good now. */
export interface SessionRow {
  readonly _id: string;
  readonly network: string;
  readonly person: string;
  readonly current: string;
  readonly expires: Date;
}

export const sessionCollections: CollectionDeclaration[] = [
  { name: 'sign_in_links', indexes: [{ key: { expires: 1 }, expireAfterSeconds: 3600 }] },
  {
    name: 'sessions',
    indexes: [{ key: { expires: 1 }, expireAfterSeconds: 0 }, { key: { network: 1, person: 1 } }],
  },
];

/** Takes a link out of the store: whoever gets it is the one who used it. */
export const takeLink = (tx: Tx, token: string): Promise<SignInLinkRow | null> =>
  tx.db
    .collection<SignInLinkRow>('sign_in_links')
    .findOneAndDelete({ _id: hashOf(token) }, { session: tx.session });

export const findSession = (tx: Tx, id: string): Promise<SessionRow | null> =>
  tx.db.collection<SessionRow>('sessions').findOne({ _id: id }, { session: tx.session });

export const putSession = async (tx: Tx, row: SessionRow): Promise<void> => {
  await tx.db
    .collection<SessionRow>('sessions')
    .replaceOne({ _id: row._id }, row, { session: tx.session, upsert: true });
};

export const removeSession = async (tx: Tx, id: string): Promise<void> => {
  await tx.db.collection<SessionRow>('sessions').deleteOne({ _id: id }, { session: tx.session });
};
