import { isRefusal, type Refusal, type Role, rolesContract } from '@skein/contracts';
import {
  type Implementation,
  missing,
  newId,
  type Reader,
  read,
  staleUnless,
  type Tx,
  unknownReference,
  write,
} from '@skein/service-kit';
import { findCommunity } from '../communities/store.ts';
import { takeTurn } from '../communities/turn-store.ts';
import { findMembership } from '../memberships/store.ts';
import { findPerson, namesOf } from '../people/store.ts';
import { assign, changeRole, defineRole, retireRole } from './decide.ts';
import { layDown, roleFacts } from './record.ts';
import type { HoldingRow, RoleRow } from './row.ts';
import {
  endHoldings,
  findRole,
  holdersOf,
  insertHolding,
  pageOfHoldings,
  pageOfRoles,
  pageOfRolesHeld,
  presentHolding,
  presentRole,
  putRole,
  rolesAround,
  rolesBelow,
} from './store.ts';

const target = ({ community }: Pick<RoleRow, 'community'>) => ({ community: community ?? undefined });

const namesIn = (reader: Reader, held: readonly HoldingRow[]) =>
  namesOf(
    reader,
    held.map(({ person }) => person),
  );

const presented = async (reader: Reader, rows: readonly RoleRow[]): Promise<Role[]> => {
  const ids = rows.map(({ _id }) => _id);
  const held = await holdersOf(reader, ids);
  const names = await namesIn(reader, held);
  return rows.map((row) => presentRole(row, held, names));
};

const presentedOne = async (reader: Reader, row: RoleRow): Promise<Role> => {
  const [role] = await presented(reader, [row]);
  if (!role) throw new Error('a role that is there is not presented');
  return role;
};

/** An edit's beginning: the role, if it is there, the actor may define it, and nobody changed it meanwhile. */
const findToEdit = async (call: {
  readonly network: string;
  readonly params: { readonly id: string };
  readonly ifMatch: number;
  readonly tx: Tx;
  deny(right: 'role.define', target: { community?: string | undefined }): Refusal | undefined;
}): Promise<RoleRow | Refusal> => {
  const row = await findRole(call.tx, call.params.id);
  if (!row) return missing('role', call.params.id);
  return call.deny('role.define', target(row)) ?? staleUnless(call.ifMatch, row.version) ?? row;
};

/** What reports to what is decided one after another, so that no two changes close a circle together. */
const inTurn = (tx: Tx): Promise<void> => takeTurn(tx, 'roles');

export const roleRoutes = (): Implementation[] => [
  write(rolesContract.routes.defineRole, async ({ network, body, deny, tx }) => {
    const community = body.community ?? null;
    const denied = deny('role.define', target({ community }));
    if (denied) return denied;
    if (community && !(await findCommunity(tx, community)))
      return unknownReference('community', 'community', community);
    await inTurn(tx);
    const text = { ...body, community, reportsTo: body.reportsTo ?? null };
    const row = defineRole(text, await rolesAround(tx, community), network, newId());
    if (isRefusal(row)) return row;
    await putRole(tx, row);
    const { _id: subject, version } = row;
    tx.record(rolesContract.events.roleDefined, { network, subject, version, data: roleFacts(row) });
    return presentedOne(tx, row);
  }),

  read(rolesContract.routes.listRoles, async ({ query, reader }) => {
    const { holder, community = null, retired } = query;
    const found = holder
      ? await pageOfRolesHeld(reader, holder, query)
      : await pageOfRoles(reader, { community, retired }, query);
    if (isRefusal(found)) return found;
    return { ...found, items: await presented(reader, found.items) };
  }),

  read(rolesContract.routes.readRole, async ({ params, reader }) => {
    const row = await findRole(reader, params.id);
    return row ? presentedOne(reader, row) : missing('role', params.id);
  }),

  read(rolesContract.routes.listRoleHoldings, async ({ params, query, reader }) => {
    if (!(await findRole(reader, params.id))) return missing('role', params.id);
    const found = await pageOfHoldings(reader, params.id, query);
    if (isRefusal(found)) return found;
    const names = await namesIn(reader, found.items);
    return { ...found, items: found.items.map((row) => presentHolding(row, names)) };
  }),

  write(rolesContract.routes.editRole, async (call) => {
    const before = await findToEdit(call);
    if (isRefusal(before)) return before;
    const { network, body, tx } = call;
    await inTurn(tx);
    const changed = changeRole(before, body, await rolesAround(tx, before.community));
    if (isRefusal(changed)) return changed;
    const { row, fields } = changed;
    if (fields.length) {
      await putRole(tx, row);
      const data = { ...roleFacts(row), fields };
      const { _id: subject, version } = row;
      tx.record(rolesContract.events.roleChanged, { network, subject, version, data });
    }
    return presentedOne(tx, row);
  }),

  write(rolesContract.routes.retireRole, async (call) => {
    const before = await findToEdit(call);
    if (isRefusal(before)) return before;
    const { network, now, tx } = call;
    await inTurn(tx);
    const row = retireRole(before, await rolesBelow(tx, before), now);
    if (isRefusal(row)) return row;
    const { _id: subject, version } = row;
    const held = await holdersOf(tx, [subject]);
    for (const { person } of held) tx.concerned.add(person);
    await endHoldings(tx, held);
    await putRole(tx, row);
    tx.record(rolesContract.events.roleRetired, { network, subject, version, data: roleFacts(row) });
    return presentedOne(tx, row);
  }),

  write(rolesContract.routes.assignRole, async (call) => {
    const before = await findToEdit(call);
    if (isRefusal(before)) return before;
    const { network, body, now, tx } = call;
    const { person } = body;
    const belongs = before.community
      ? Boolean((await findMembership(tx, person, before.community))?.role)
      : Boolean(await findPerson(tx, person));
    const holders = await holdersOf(tx, [before._id]);
    const assigned = assign(before, person, { holders, belongs }, now, newId());
    if (isRefusal(assigned)) return assigned;
    const { role, holding } = assigned;
    await insertHolding(tx, holding);
    await putRole(tx, role);
    const data = { ...roleFacts(role), person };
    const { _id: subject, version } = role;
    tx.record(rolesContract.events.roleAssigned, { network, subject, version, data });
    return presentedOne(tx, role);
  }),

  write(rolesContract.routes.unassignRole, async (call) => {
    const before = await findToEdit(call);
    if (isRefusal(before)) return before;
    const { params, tx } = call;
    const held = await holdersOf(tx, [before._id]);
    const holding = held.find(({ person }) => person === params.person);
    if (!holding) return missing('holder of this role', params.person);
    return presentedOne(tx, await layDown(tx, before, holding));
  }),
];
