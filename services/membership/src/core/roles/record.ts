import { rolesContract } from '@skein/contracts';
import type { Tx } from '@skein/service-kit';
import type { HoldingRow, RoleRow } from './row.ts';
import { endHoldings, holdingsOf, putRole, rolesIn } from './store.ts';

/** Facts of a role that its events tell. */
export const roleFacts = ({ _id: role, community }: RoleRow) => ({ role, ...(community && { community }) });

/** Ends one holding of a role, which counts as a change of the role. Gives the role as it is then. */
export const layDown = async (tx: Tx, role: RoleRow, holding: HoldingRow): Promise<RoleRow> => {
  const { network, _id: subject } = role;
  const row = { ...role, version: role.version + 1 };
  await endHoldings(tx, [holding]);
  await putRole(tx, row);
  const data = { ...roleFacts(row), person: holding.person };
  tx.record(rolesContract.events.roleUnassigned, { network, subject, version: row.version, data });
  return row;
};

/** Whoever leaves a community lays down the roles they held in it. */
export const layDownRoles = async (tx: Tx, person: string, community: string): Promise<void> => {
  const held = await holdingsOf(tx, person);
  const ids = held.map(({ role }) => role);
  for (const role of await rolesIn(tx, community, ids)) {
    const holding = held.find((one) => one.role === role._id);
    if (holding) await layDown(tx, role, holding);
  }
};
