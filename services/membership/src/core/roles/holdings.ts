import { rolesContract } from '@skein/contracts';
import type { Tx } from '@skein/service-kit';
import { endHoldings, type HoldingRow, holdings, putRole, type RoleRow, roles } from './store.ts';

/** Facts of a role that its events tell. */
export const roleFacts = ({ _id: role, community }: RoleRow) => ({ role, ...(community && { community }) });

/** Ends one holding of a role, which counts as a change of the role. Gives the role as it is then. */
export const layDown = async (tx: Tx, role: RoleRow, holding: HoldingRow): Promise<RoleRow> => {
  const { network, _id: subject } = role;
  const row = { ...role, version: role.version + 1 };
  await endHoldings(tx, network, [holding]);
  await putRole(tx, row);
  const data = { ...roleFacts(row), person: holding.person };
  tx.record(rolesContract.events.roleUnassigned, { network, subject, version: row.version, data });
  return row;
};

/** Whoever leaves a community lays down the roles they held in it. */
export const layDownRoles = async (
  tx: Tx,
  network: string,
  person: string,
  community: string,
): Promise<void> => {
  const { db, session } = tx;
  const held = await holdings(db)
    .find({ network, person, until: { $exists: false } }, { session })
    .toArray();
  const ids = held.map(({ role }) => role);
  const ofCommunity = await roles(db)
    .find({ network, _id: { $in: ids }, community }, { session })
    .toArray();
  for (const role of ofCommunity) {
    const holding = held.find((one) => one.role === role._id);
    if (holding) await layDown(tx, role, holding);
  }
};
