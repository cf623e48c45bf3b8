import type { Role, RoleHolding } from '@skein/contracts';
import {
  declareCollection,
  holds,
  holdsNobody,
  type Order,
  type Paging,
  type Reader,
  readPage,
  rowsIn,
  type Tx,
} from '@skein/service-kit';
import { HoldingRow, RoleRow } from './row.ts';

const rolesCollection = declareCollection({
  name: 'roles',
  schema: RoleRow,
  grows: 'a few for each community',
  freeText: {
    at: ['name', 'purpose', 'accountabilities', 'tasks'],
    what: 'A role',
    link: ({ _id }) => `/api/v1/roles/${_id}`,
  },
  called: 'name',
  indexes: [{ key: { network: 1, community: 1, _id: 1 } }, { key: { network: 1, reportsTo: 1 } }],
  people: holdsNobody('what roles are for; who holds them is in another collection'),
});

const roleHoldingsCollection = declareCollection({
  name: 'role_holdings',
  schema: HoldingRow,
  grows: 'one for each time that somebody held a role',
  indexes: [{ key: { network: 1, role: 1, _id: -1 } }, { key: { network: 1, person: 1 } }],
  people: holds<HoldingRow>({
    title: 'Roles you hold or held',
    at: ['person'],
    show: ({ role, from, until }) => ({ role, from, until }),
    erase: { does: 'remove' },
    // A role is held once at a time: of two holdings that go on, the earlier one does.
    merge: {
      does: 'rename',
      beside: ({ network, role, person, until }) =>
        until ? { _id: { $exists: false } } : { network, role, person, until: { $exists: false } },
      resolve: (kept, gone) => (gone.from < kept.from ? { ...kept, from: gone.from } : kept),
    },
  }),
});

export const roleCollections = [rolesCollection, roleHoldingsCollection];

const roles = rowsIn(rolesCollection);
const holdings = rowsIn(roleHoldingsCollection);

const order: Order = [['_id', 1]];
const newestFirst: Order = [['_id', -1]];

export const findRole = (reader: Reader, id: string): Promise<RoleRow | null> =>
  roles(reader).findOne({ _id: id, network: reader.network });

/** One page of the roles of a community, or of the network's own; those that are retired too if asked for. */
export const pageOfRoles = (
  reader: Reader,
  { community, retired }: { readonly community: string | null; readonly retired: boolean },
  query: Paging,
) => {
  const { network } = reader;
  const filter = { network, community, ...(!retired && { retiredAt: { $exists: false } }) };
  return readPage(roles(reader), filter, order, query, (row) => row);
};

/** One page of the roles that somebody holds, of whatever community. */
export const pageOfRolesHeld = async (reader: Reader, person: string, query: Paging) => {
  const held = (await holdingsOf(reader, person)).map(({ role }) => role);
  const filter = { network: reader.network, _id: { $in: held } };
  return readPage(roles(reader), filter, order, query, (row) => row);
};

/** One page of who holds or held a role, the latest first. */
export const pageOfHoldings = (reader: Reader, role: string, query: Paging) =>
  readPage(holdings(reader), { network: reader.network, role }, newestFirst, query, (row) => row);

/** What somebody holds now. */
export const holdingsOf = (reader: Reader, person: string): Promise<HoldingRow[]> =>
  holdings(reader)
    .find({ network: reader.network, person, until: { $exists: false } })
    .toArray();

/** Those of these roles that are a community's. */
export const rolesIn = (reader: Reader, community: string, ids: readonly string[]): Promise<RoleRow[]> =>
  roles(reader)
    .find({ network: reader.network, _id: { $in: [...ids] }, community })
    .toArray();

/** The roles of a community and those of the network: all that one of them may report to. */
export const rolesAround = (tx: Tx, community: string | null): Promise<RoleRow[]> =>
  roles(tx)
    .find({ network: tx.network, community: { $in: [...new Set([null, community])] } })
    .toArray();

/** The roles that report to this one, in whatever community. */
export const rolesBelow = (tx: Tx, { network, _id }: RoleRow): Promise<RoleRow[]> =>
  roles(tx).find({ network, reportsTo: _id }).toArray();

export const putRole = async (tx: Tx, row: RoleRow): Promise<void> => {
  await roles(tx).replaceOne({ _id: row._id, network: row.network }, row, {
    upsert: true,
  });
};

/** Who holds these roles now. */
export const holdersOf = (reader: Reader, ids: readonly string[]): Promise<HoldingRow[]> =>
  holdings(reader)
    .find({ network: reader.network, role: { $in: [...ids] }, until: { $exists: false } })
    .sort({ _id: 1 })
    .toArray();

export const insertHolding = async (tx: Tx, row: HoldingRow): Promise<void> => {
  await holdings(tx).insertOne(row);
};

/** Ends these holdings. */
export const endHoldings = async (tx: Tx, rows: readonly HoldingRow[]): Promise<void> => {
  const ids = rows.map(({ _id }) => _id);
  if (ids.length === 0) return;
  await holdings(tx).updateMany({ network: tx.network, _id: { $in: ids } }, { $set: { until: tx.now } });
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
