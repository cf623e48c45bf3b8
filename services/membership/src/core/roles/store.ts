import { type Role, type RoleHolding, RoleTask } from '@skein/contracts';
import { type CollectionDeclaration, holds, holdsNobody, type Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';

/** A role of a community, or of the network where `community` is null. */
export const RoleRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  community: z.string().nullable(),
  name: z.string(),
  purpose: z.string(),
  accountabilities: z.array(z.string()),
  tasks: z.array(RoleTask),
  reportsTo: z.string().nullable(),
  retiredAt: z.date().optional(),
});
export type RoleRow = z.infer<typeof RoleRow>;

/** That someone holds a role, or held it until then. */
export const HoldingRow = z.object({
  _id: z.string(),
  network: z.string(),
  role: z.string(),
  person: z.string(),
  from: z.date(),
  until: z.date().optional(),
});
export type HoldingRow = z.infer<typeof HoldingRow>;

export const roleCollections: CollectionDeclaration[] = [
  {
    name: 'roles',
    schema: RoleRow,
    indexes: [{ key: { network: 1, community: 1, _id: 1 } }, { key: { network: 1, reportsTo: 1 } }],
    people: holdsNobody('what roles are for; who holds them is in another collection'),
  },
  {
    name: 'role_holdings',
    schema: HoldingRow,
    indexes: [{ key: { network: 1, role: 1, _id: -1 } }, { key: { network: 1, person: 1 } }],
    people: holds<HoldingRow>({
      title: 'Roles you hold or held',
      at: ['person'],
      show: ({ role, from, until }) => ({ role, from, until }),
      erase: { does: 'remove' },
      // A role is held once at a time: of two holdings that go on, the earlier one does.
      join: {
        does: 'rename',
        beside: ({ network, role, person, until }) =>
          until ? { _id: { $exists: false } } : { network, role, person, until: { $exists: false } },
        resolve: (kept, gone) => (gone.from < kept.from ? { ...kept, from: gone.from } : kept),
      },
    }),
  },
];

export const roles = (db: Db) => db.collection<RoleRow>('roles');
export const holdings = (db: Db) => db.collection<HoldingRow>('role_holdings');

export const findRole = (
  db: Db,
  network: string,
  id: string,
  session?: ClientSession,
): Promise<RoleRow | null> => roles(db).findOne({ _id: id, network }, session ? { session } : {});

/** The roles of a community and those of the network: all that one of them may report to. */
export const rolesAround = (tx: Tx, network: string, community: string | null): Promise<RoleRow[]> =>
  roles(tx.db)
    .find({ network, community: { $in: [...new Set([null, community])] } }, { session: tx.session })
    .toArray();

/** The roles that report to this one, in whatever community. */
export const rolesBelow = (tx: Tx, { network, _id }: RoleRow): Promise<RoleRow[]> =>
  roles(tx.db).find({ network, reportsTo: _id }, { session: tx.session }).toArray();

export const putRole = async (tx: Tx, row: RoleRow): Promise<void> => {
  await roles(tx.db).replaceOne({ _id: row._id, network: row.network }, row, {
    session: tx.session,
    upsert: true,
  });
};

/** Who holds these roles now. */
export const holdersOf = (
  db: Db,
  network: string,
  ids: readonly string[],
  session?: ClientSession,
): Promise<HoldingRow[]> =>
  holdings(db)
    .find({ network, role: { $in: [...ids] }, until: { $exists: false } }, session ? { session } : {})
    .sort({ _id: 1 })
    .toArray();

export const insertHolding = async (tx: Tx, row: HoldingRow): Promise<void> => {
  await holdings(tx.db).insertOne(row, { session: tx.session });
};

/** Ends these holdings. */
export const endHoldings = async (tx: Tx, network: string, rows: readonly HoldingRow[]): Promise<void> => {
  const ids = rows.map(({ _id }) => _id);
  if (ids.length === 0) return;
  await holdings(tx.db).updateMany(
    { network, _id: { $in: ids } },
    { $set: { until: tx.now } },
    { session: tx.session },
  );
};

export const presentHolding = (row: HoldingRow, names: ReadonlyMap<string, string>): RoleHolding => {
  const { person, from, until } = row;
  const name = names.get(person);
  return {
    person,
    ...(name && { name }),
    from: from.toISOString(),
    ...(until && { until: until.toISOString() }),
  };
};

export const presentRole = (
  row: RoleRow,
  held: readonly HoldingRow[],
  names: ReadonlyMap<string, string>,
): Role => {
  const { _id, network: _, community, reportsTo, retiredAt, ...facts } = row;
  return {
    id: _id,
    ...facts,
    ...(community && { community }),
    ...(reportsTo && { reportsTo }),
    holders: held.filter(({ role }) => role === _id).map((holding) => presentHolding(holding, names)),
    ...(retiredAt && { retiredAt: retiredAt.toISOString() }),
  };
};
