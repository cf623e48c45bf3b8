import { type OpenSession, SignInFactor } from '@skein/contracts';
import { type CollectionDeclaration, holds, showsNothing, type Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';
import { hashOf } from './secrets.ts';

/** A sign-in link that was sent: known only by its hash, bound to the browser that asked. */
export const SignInLinkRow = z.object({
  _id: z.string(),
  network: z.string(),
  person: z.string(),
  browser: z.string(),
  expires: z.date(),
});
export type SignInLinkRow = z.infer<typeof SignInLinkRow>;

/** A signed-in browser. `current` is the hash of the one refresh token that is good now. */
export const SessionRow = z.object({
  _id: z.string(),
  network: z.string(),
  person: z.string(),
  current: z.string(),
  factor: SignInFactor,
  openedAt: z.date(),
  usedAt: z.date(),
  /** When a link or a passkey last showed who this is; a renewal does not. */
  provenAt: z.date(),
  expires: z.date(),
});
export type SessionRow = z.infer<typeof SessionRow>;

export const sessionCollections: CollectionDeclaration[] = [
  {
    name: 'sign_in_links',
    schema: SignInLinkRow,
    indexes: [{ key: { expires: 1 }, expireAfterSeconds: 3600 }, { key: { network: 1, person: 1 } }],
    people: holds<SignInLinkRow>({
      title: 'Links sent to you for signing in',
      at: ['person'],
      show: showsNothing,
      erase: { does: 'remove' },
      join: { does: 'remove' },
    }),
  },
  {
    name: 'sessions',
    schema: SessionRow,
    indexes: [{ key: { expires: 1 }, expireAfterSeconds: 0 }, { key: { network: 1, person: 1 } }],
    people: holds<SessionRow>({
      title: 'Browsers you are signed in with',
      at: ['person'],
      show: ({ openedAt, usedAt, expires, factor }) => ({ openedAt, usedAt, expires, factor }),
      erase: { does: 'remove' },
      // Whoever was signed in as the one that is gone signs in as the one they are.
      join: { does: 'remove' },
    }),
  },
];

const sessions = (db: Db) => db.collection<SessionRow>('sessions');

export const insertLink = async (tx: Tx, row: SignInLinkRow): Promise<void> => {
  await tx.db.collection<SignInLinkRow>('sign_in_links').insertOne(row, { session: tx.session });
};

/** Takes a link out of the store: whoever gets it is the one who used it. */
export const takeLink = (tx: Tx, token: string): Promise<SignInLinkRow | null> =>
  tx.db
    .collection<SignInLinkRow>('sign_in_links')
    .findOneAndDelete({ _id: hashOf(token) }, { session: tx.session });

/** Takes back the links that were sent to somebody and not used. */
export const removeLinksTo = async (tx: Tx, network: string, person: string): Promise<void> => {
  await tx.db
    .collection<SignInLinkRow>('sign_in_links')
    .deleteMany({ network, person }, { session: tx.session });
};

/** A session by the id in its cookie, which is all that the cookie says: the network comes out of the row. */
export const findSession = (tx: Tx, id: string): Promise<SessionRow | null> =>
  sessions(tx.db).findOne({ _id: id }, { session: tx.session });

/** A person's session that is still open; the index that ends it may be a minute late. */
export const findOpenSession = (
  db: Db,
  of: { readonly network: string; readonly person: string; readonly session: string },
  now: Date,
  session?: ClientSession,
): Promise<SessionRow | null> =>
  sessions(db).findOne(
    { _id: of.session, network: of.network, person: of.person, expires: { $gt: now } },
    session ? { session } : {},
  );

/** Those of a person's sessions that are open. */
export const openSessions = (network: string, person: string, now: Date) => ({
  network,
  person,
  expires: { $gt: now },
});

export const insertSession = async (tx: Tx, row: SessionRow): Promise<void> => {
  await sessions(tx.db).insertOne(row, { session: tx.session });
};

/** Never makes one that is gone: a session that was ended meanwhile stays ended. */
export const replaceSession = async (tx: Tx, row: SessionRow): Promise<void> => {
  await sessions(tx.db).replaceOne({ _id: row._id, network: row.network }, row, { session: tx.session });
};

export const removeSession = async (tx: Tx, { _id, network }: SessionRow): Promise<void> => {
  await sessions(tx.db).deleteOne({ _id, network }, { session: tx.session });
};

export const removeSessionsOf = async (tx: Tx, network: string, person: string): Promise<void> => {
  await sessions(tx.db).deleteMany({ network, person }, { session: tx.session });
};

export const presentSession = (row: SessionRow, current: string | undefined): OpenSession => ({
  id: row._id,
  openedAt: row.openedAt.toISOString(),
  lastUsedAt: row.usedAt.toISOString(),
  expiresAt: row.expires.toISOString(),
  factor: row.factor,
  current: row._id === current,
});
