import { type ConsentPurpose, DirectoryEntry, NetworkRole, type Person } from '@skein/contracts';
import { type CollectionDeclaration, holds, type Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';
import { type MembershipRow, membershipsOf } from '../communities/memberships.ts';
import { currentConsents } from '../consent/store.ts';

/** A member of the network. */
export const PersonRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  name: z.string(),
  email: z.string(),
  organisation: z.string().optional(),
  occupation: z.string().optional(),
  region: z.string().optional(),
  interests: z.array(z.string()),
  roles: z.array(NetworkRole),
  joinedAt: z.date(),
});
export type PersonRow = z.infer<typeof PersonRow>;

export const peopleCollections: CollectionDeclaration[] = [
  {
    name: 'people',
    schema: PersonRow,
    indexes: [{ key: { network: 1, email: 1 }, unique: true }, { key: { network: 1, roles: 1 } }],
    people: holds<PersonRow>({
      title: 'Your profile',
      at: ['_id'],
      show: ({ _id, network: _, version: __, ...profile }) => ({ id: _id, ...profile }),
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

export const insertPeople = async (tx: Tx, rows: readonly PersonRow[]): Promise<void> => {
  await people(tx.db).insertMany([...rows], { session: tx.session });
};

export const replacePerson = async (tx: Tx, row: PersonRow): Promise<void> => {
  await people(tx.db).replaceOne({ _id: row._id, network: row.network }, row, { session: tx.session });
};

export const removePerson = async (tx: Tx, network: string, id: string): Promise<void> => {
  await people(tx.db).deleteOne({ _id: id, network }, { session: tx.session });
};

export const countAdministrators = (tx: Tx, network: string): Promise<number> =>
  people(tx.db).countDocuments({ network, roles: 'admin' }, { session: tx.session });

/** A person as the API shows them; the address only to themselves and to those who run the network. */
export const presentPerson = (
  row: PersonRow,
  memberships: readonly MembershipRow[],
  withAddress: boolean,
): Person => ({
  id: row._id,
  version: row.version,
  name: row.name,
  ...(withAddress && { email: row.email }),
  ...(row.organisation && { organisation: row.organisation }),
  ...(row.occupation && { occupation: row.occupation }),
  ...(row.region && { region: row.region }),
  interests: row.interests,
  roles: row.roles,
  communities: memberships
    .filter(({ person, role }) => person === row._id && role)
    .map(({ community, role, since }) => ({ community, role: role ?? 'member', since: since.toISOString() })),
  joinedAt: row.joinedAt.toISOString(),
});

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
