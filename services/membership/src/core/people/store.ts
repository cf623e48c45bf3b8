import {
  type ConsentPurpose,
  DirectoryEntry,
  FieldAudience,
  NetworkRole,
  ProfileField,
} from '@skein/contracts';
import { type CollectionDeclaration, holds, type Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';
import { membershipsOf } from '../communities/memberships.ts';
import { currentConsents } from '../consent/store.ts';
import { tokensOf } from '../directory/tokens.ts';
import { normalised } from '../directory/words.ts';
import { withOrganisations } from '../organisations/resolve.ts';

/** A member of the network. */
export const PersonRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  name: z.string(),
  email: z.string(),
  /** Its name as it was when the row was written; the organisation itself says what it is called now. */
  organisation: z.string().optional(),
  organisationId: z.string().optional(),
  occupation: z.string().optional(),
  region: z.string().optional(),
  interests: z.array(z.string()),
  strengths: z.array(z.string()).optional(),
  timeZone: z.string().optional(),
  language: z.string().optional(),
  /** What they chose; the careful defaults hold for the rest. */
  visibility: z.partialRecord(ProfileField, FieldAudience).optional(),
  /** The digest of their photo, which has a row of its own. */
  photo: z.string().optional(),
  roles: z.array(NetworkRole),
  joinedAt: z.date(),
  /** Made from the above by whoever writes the row: the order of listings, and what a search finds. */
  key: z.string().optional(),
  tokens: z.array(z.string()).optional(),
  /** Copies for the search, kept by `directory/standing.ts` alone. */
  listed: z.boolean().optional(),
  places: z.array(z.string()).optional(),
  /** Counts what must not happen at once with a change of administrators. */
  guard: z.int().optional(),
});
export type PersonRow = z.infer<typeof PersonRow>;

export const peopleCollections: CollectionDeclaration[] = [
  {
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
  },
];

const people = (db: Db) => db.collection<PersonRow>('people');

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
