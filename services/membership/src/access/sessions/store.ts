import type { OpenSession } from '@skein/contracts';
import {
  declareCollection,
  holds,
  type Order,
  type Paging,
  type Reader,
  readPage,
  rowsIn,
  showsNothing,
  type Tx,
} from '@skein/service-kit';
import { SessionRow, SignInLinkRow } from './row.ts';
import { hashOf } from './secrets.ts';

const signInLinksCollection = declareCollection({
  name: 'sign_in_links',
  schema: SignInLinkRow,
  indexes: [{ key: { expires: 1 }, expireAfterSeconds: 3600 }, { key: { network: 1, person: 1 } }],
  people: holds<SignInLinkRow>({
    title: 'Links sent to you for signing in',
    at: ['person'],
    show: showsNothing,
    erase: { does: 'remove' },
    merge: { does: 'remove' },
  }),
});

const sessionsCollection = declareCollection({
  name: 'sessions',
  schema: SessionRow,
  indexes: [{ key: { expires: 1 }, expireAfterSeconds: 0 }, { key: { network: 1, person: 1 } }],
  people: holds<SessionRow>({
    title: 'Browsers you are signed in with',
    at: ['person'],
    show: ({ openedAt, usedAt, expires, factor }) => ({ openedAt, usedAt, expires, factor }),
    erase: { does: 'remove' },
    // Whoever was signed in as the one that is gone signs in as the one they are.
    merge: { does: 'remove' },
  }),
});

export const sessionCollections = [signInLinksCollection, sessionsCollection];

const links = rowsIn(signInLinksCollection);
const sessions = rowsIn(sessionsCollection);
const newestFirst: Order = [['_id', -1]];

export const insertLink = async (tx: Tx, row: SignInLinkRow): Promise<void> => {
  await links(tx).insertOne(row);
};

/** Takes a link out of the store: whoever gets it is the one who used it. */
export const takeLink = (tx: Tx, token: string): Promise<SignInLinkRow | null> =>
  links(tx).findOneAndDelete({ _id: hashOf(token) });

/** Takes back the links that were sent to somebody and not used. */
export const removeLinksTo = async (tx: Tx, person: string): Promise<void> => {
  await links(tx).deleteMany({ network: tx.network, person });
};

/** A session by the id in its cookie, which is all that the cookie says: the network comes out of the row. */
export const findSession = (tx: Tx, id: string): Promise<SessionRow | null> =>
  sessions(tx).findOne({ _id: id });

/** A person's session that is still open; the index that ends it may be a minute late. */
export const findOpenSession = (
  reader: Reader,
  of: { readonly person: string; readonly session: string },
  now: Date,
): Promise<SessionRow | null> =>
  sessions(reader).findOne({
    _id: of.session,
    network: reader.network,
    person: of.person,
    expires: { $gt: now },
  });

const presentSession = (row: SessionRow, current: string | undefined): OpenSession => ({
  id: row._id,
  openedAt: row.openedAt.toISOString(),
  lastUsedAt: row.usedAt.toISOString(),
  expiresAt: row.expires.toISOString(),
  factor: row.factor,
  current: row._id === current,
});

/** One page of a person's sessions that are open, the latest first; `current` is the one that asks. */
export const pageOfSessions = (
  reader: Reader,
  {
    person,
    current,
    now,
  }: { readonly person: string; readonly current: string | undefined; readonly now: Date },
  query: Paging,
) => {
  const open = { network: reader.network, person, expires: { $gt: now } };
  return readPage(sessions(reader), open, newestFirst, query, (row) => presentSession(row, current));
};

/** Those of these people who are signed in somewhere. */
export const signedInAmong = (reader: Reader, people: readonly string[]): Promise<string[]> =>
  sessions(reader).distinct('person', { network: reader.network, person: { $in: [...people] } });

export const insertSession = async (tx: Tx, row: SessionRow): Promise<void> => {
  await sessions(tx).insertOne(row);
};

/** Never makes one that is gone: a session that was ended meanwhile stays ended. */
export const replaceSession = async (tx: Tx, row: SessionRow): Promise<void> => {
  await sessions(tx).replaceOne({ _id: row._id, network: row.network }, row);
};

export const removeSession = async (tx: Tx, { _id, network }: SessionRow): Promise<void> => {
  await sessions(tx).deleteOne({ _id, network });
};

export const removeSessionsOf = async (tx: Tx, person: string): Promise<void> => {
  await sessions(tx).deleteMany({ network: tx.network, person });
};
