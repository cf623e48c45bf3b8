import { type ConsentPurpose, DirectoryEntry } from '@skein/contracts';
import { declareCollection, holds, rowsIn, type Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { currentConsents } from '../consent/store.ts';
import { normalised } from '../matching/words.ts';
import { membershipsOf } from '../memberships/store.ts';
import { withOrganisations } from '../organisations/resolve.ts';
import { PersonRow } from './row.ts';
import { tokensOf } from './tokens.ts';

const peopleCollection = declareCollection({
  name: 'people',
  schema: PersonRow,
  indexes: [
    { key: { network: 1, email: 1 }, unique: true },
    { key: { network: 1, roles: 1 } },
    { key: { network: 1, key: 1, _id: 1 } },
    { key: { network: 1, listed: 1, key: 1, _id: 1 } },
    { key: { network: 1, places: 1, key: 1, _id: 1 } },
    { key: { network: 1, tokens: 1 } },
  ],
  people: holds<PersonRow>({
    title: 'Your profile',
    at: ['_id'],
    // But for what it is found by, which is made from the rest.
    show: ({
      _id,
      network: _,
      version: __,
      key: ___,
      tokens: ____,
      guard: _____,
      photo: ______,
      ...profile
    }) => ({
      id: _id,
      ...profile,
    }),
    erase: { does: 'remove' },
    // Which fields win is decided when the merge is asked for.
    join: { does: 'remove' },
  }),
});

export const peopleCollections = [peopleCollection];

const people = rowsIn(peopleCollection);

export const findPerson = (
  db: Db,
  network: string,
  id: string,
  session?: ClientSession,
): Promise<PersonRow | null> => people(db).findOne({ _id: id, network }, session ? { session } : {});

export const findPeople = (tx: Tx, network: string, ids: readonly string[]): Promise<PersonRow[]> =>
  people(tx.db)
    .find({ _id: { $in: [...ids] }, network }, { session: tx.session })
    .toArray();

export const findByEmail = (
  db: Db,
  network: string,
  email: string,
  session?: ClientSession,
): Promise<PersonRow | null> => people(db).findOne({ network, email }, session ? { session } : {});

/** The names of these people, by their ids. */
export const namesOf = async (
  db: Db,
  network: string,
  ids: readonly string[],
  session?: ClientSession,
): Promise<Map<string, string>> => {
  const rows = await people(db)
    .find(
      { network, _id: { $in: [...new Set(ids)] } },
      { projection: { name: 1 }, ...(session && { session }) },
    )
    .toArray();
  return new Map(rows.map(({ _id, name }) => [_id, name]));
};

/** Which of these addresses belong to members already. */
export const takenAddresses = async (
  tx: Tx,
  network: string,
  emails: readonly string[],
): Promise<Set<string>> => {
  const rows = await people(tx.db)
    .find({ network, email: { $in: [...emails] } }, { session: tx.session, projection: { email: 1 } })
    .toArray();
  return new Set(rows.map(({ email }) => email));
};

/** Rows as they are stored: their organisations are entities, and a search finds what it may. */
export const indexed = async (tx: Tx, rows: readonly PersonRow[]): Promise<PersonRow[]> => {
  const groups = [...Map.groupBy(rows, ({ network }) => network)];
  const employed: PersonRow[] = [];
  for (const [network, group] of groups) employed.push(...(await withOrganisations(tx, network, group)));
  return employed.map((row) => ({ ...row, key: normalised(row.name), tokens: tokensOf(row) }));
};

export const insertPeople = async (tx: Tx, rows: readonly PersonRow[]): Promise<void> => {
  if (rows.length) await people(tx.db).insertMany(await indexed(tx, rows), { session: tx.session });
};

/** Writes a row; the copies of ledger and memberships stay as they are, however old the row is that comes here. */
export const replacePerson = async (tx: Tx, row: PersonRow): Promise<void> => {
  const [{ listed: _, places: __, guard: ___, ...own } = row] = await indexed(tx, [row]);
  const kept = { listed: '$listed', places: '$places', guard: '$guard' };
  await people(tx.db).updateOne(
    { _id: row._id, network: row.network },
    [{ $replaceWith: { $mergeObjects: [{ $literal: own }, kept] } }],
    { session: tx.session },
  );
};

/**
 * The administrators of a network. Whoever takes one away asks here first: two at once then collide and the second one
 * counts again, where each alone would have left the other.
 */
export const lockAdmins = async (tx: Tx, network: string): Promise<string[]> => {
  const admins = { network, roles: 'admin' } as const;
  await people(tx.db).updateMany(admins, { $inc: { guard: 1 } }, { session: tx.session });
  const rows = await people(tx.db)
    .find(admins, { session: tx.session, projection: { _id: 1 } })
    .toArray();
  return rows.map(({ _id }) => _id);
};
/** Raises people to these versions, for events about them that leave their profile as it is. */
export const raisePeople = async (
  tx: Tx,
  network: string,
  versions: ReadonlyMap<string, number>,
): Promise<void> => {
  const changes = [...versions].map(([_id, version]) => ({
    updateOne: { filter: { _id, network }, update: { $set: { version } } },
  }));
  if (changes.length) await people(tx.db).bulkWrite(changes, { session: tx.session });
};

export const removePerson = async (tx: Tx, network: string, id: string): Promise<void> => {
  await people(tx.db).deleteOne({ _id: id, network }, { session: tx.session });
};

/** The directory entries of these people as they are now. */
export const directoryEntries = async (
  db: Db,
  network: string,
  ids: readonly string[],
): Promise<Map<string, DirectoryEntry>> => {
  const [rows, memberships, consents] = await Promise.all([
    people(db)
      .find({ network, _id: { $in: [...ids] } })
      .toArray(),
    membershipsOf(db, network, ids),
    currentConsents(db, network, ids),
  ]);
  const communitiesOf = Map.groupBy(memberships, ({ person }) => person);
  return new Map(
    rows.map((row) => [
      row._id,
      DirectoryEntry.parse({
        id: row._id,
        network,
        version: row.version,
        name: row.name,
        email: row.email,
        communities: (communitiesOf.get(row._id) ?? []).map(({ community }) => community),
        consents: (consents.get(row._id) ?? []) satisfies ConsentPurpose[],
      }),
    ]),
  );
};
