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
import { knownMs } from './decide.ts';
import { KnownBrowserRow, SessionRow, SignInLinkRow } from './row.ts';
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

const knownBrowsersCollection = declareCollection({
  name: 'known_browsers',
  schema: KnownBrowserRow,
  indexes: [{ key: { expires: 1 }, expireAfterSeconds: 0 }, { key: { network: 1, person: 1 } }],
  people: holds<KnownBrowserRow>({
    title: 'Browsers you have signed in with, each as a hash',
    at: ['person'],
    show: ({ expires }) => ({ knownUntil: expires }),
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

export const sessionCollections = [signInLinksCollection, knownBrowsersCollection, sessionsCollection];

const links = rowsIn(signInLinksCollection);
const known = rowsIn(knownBrowsersCollection);
const sessions = rowsIn(sessionsCollection);
const newestFirst: Order = [['_id', -1]];

export const insertLink = async (tx: Tx, row: SignInLinkRow): Promise<void> => {
  await links(tx).insertOne(row);
};

/** Takes a link out of the store: whoever gets it is the one who used it. */
export const takeLink = (tx: Tx, token: string): Promise<SignInLinkRow | null> =>
  links(tx).findOneAndDelete({ _id: hashOf(token) });

/** Takes back the other links that one browser asked for to sign somebody in: it is signed in now. */
export const removeLinksOf = async (
  tx: Tx,
  { person, browser }: Pick<SignInLinkRow, 'person' | 'browser'>,
): Promise<void> => {
  await links(tx).deleteMany({ network: tx.network, person, browser });
};

/** Takes back the links that were sent to somebody and not used. */
export const removeLinksTo = async (tx: Tx, person: string): Promise<void> => {
  await links(tx).deleteMany({ network: tx.network, person });
};

// One browser may be known to several people, who share it.
const knownId = (network: string, person: string, secret: string): string =>
  hashOf(`${secret} ${network} ${person}`);

/** Knows a browser by its secret, as one that somebody signed in with. */
export const knowBrowser = async (tx: Tx, person: string, secret: string): Promise<void> => {
  const { network, now } = tx;
  const row = { person, expires: new Date(now.getTime() + knownMs) };
  const _id = knownId(network, person, secret);
  await known(tx).updateOne({ _id, network }, { $set: row }, { upsert: true });
};

/** Whether somebody signed in before with the browser that has this secret. */
export const isKnownBrowser = async (
  reader: Reader,
  person: string,
  secret: string,
  now: Date,
): Promise<boolean> => {
  const { network } = reader;
  const row = { _id: knownId(network, person, secret), network, expires: { $gt: now } };
  return (await known(reader).countDocuments(row, { limit: 1 })) > 0;
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

/** Which of these sessions are still open. */
export const openAmong = async (reader: Reader, ids: readonly string[], now: Date): Promise<Set<string>> => {
  const open = { _id: { $in: [...ids] }, network: reader.network, expires: { $gt: now } };
  const rows = await sessions(reader).find(open).project<{ _id: string }>({ _id: 1 }).toArray();
  return new Set(rows.map(({ _id }) => _id));
};

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

/** Signs somebody out everywhere; none of the browsers is known as theirs any more. */
export const removeSessionsOf = async (tx: Tx, person: string): Promise<void> => {
  await sessions(tx).deleteMany({ network: tx.network, person });
  await known(tx).deleteMany({ network: tx.network, person });
};
