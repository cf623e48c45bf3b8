import { isRefusal, type Refusal, type Role, rolesContract } from '@skein/contracts';
import {
  type Implementation,
  missing,
  newId,
  type Order,
  read,
  readPage,
  type ServiceContext,
  staleUnless,
  type Tx,
  unknownReference,
  write,
} from '@skein/service-kit';
import type { ClientSession } from 'mongodb';
import { findMembership } from '../communities/memberships.ts';
import { findCommunity } from '../communities/store.ts';
import { takeTurn } from '../communities/turns.ts';
import { findPerson, namesOf } from '../people/store.ts';
import { assign, changeRole, defineRole, retireRole } from './decide.ts';
import { layDown, roleFacts } from './holdings.ts';
import {
  endHoldings,
  findRole,
  type HoldingRow,
  holdersOf,
  holdings,
  insertHolding,
  presentHolding,
  presentRole,
  putRole,
  type RoleRow,
  roles,
  rolesAround,
  rolesBelow,
} from './store.ts';

const order: Order = [['_id', 1]];
const newestFirst: Order = [['_id', -1]];

const target = ({ community }: Pick<RoleRow, 'community'>) => ({ community: community ?? undefined });

export const roleRoutes = ({ db }: ServiceContext): Implementation[] => {
  const peopleIn = (network: string, held: readonly HoldingRow[], session?: ClientSession) => {
    const people = held.map(({ person }) => person);
    return namesOf(db, network, people, session);
  };

  const presented = async (rows: readonly RoleRow[], network: string, session?: ClientSession) => {
    const ids = rows.map(({ _id }) => _id);
    const held = await holdersOf(db, network, ids, session);
    const names = await peopleIn(network, held, session);
    return rows.map((row) => presentRole(row, held, names));
  };
  const presentedOne = async (row: RoleRow, session?: ClientSession): Promise<Role> => {
    const [role] = await presented([row], row.network, session);
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
    const row = await findRole(db, call.network, call.params.id, call.tx.session);
    if (!row) return missing('role', call.params.id);
    return call.deny('role.define', target(row)) ?? staleUnless(call.ifMatch, row.version) ?? row;
  };

  /** What reports to what is decided one after another, so that no two changes close a circle together. */
  const inTurn = (tx: Tx, network: string): Promise<void> => takeTurn(tx, network, 'roles');

  return [
    write(rolesContract.routes.defineRole, async ({ network, body, deny, tx }) => {
      const community = body.community ?? null;
      const denied = deny('role.define', target({ community }));
      if (denied) return denied;
      if (community && !(await findCommunity(tx.db, network, community, tx.session)))
        return unknownReference('community', 'community', community);
      await inTurn(tx, network);
      const text = { ...body, community, reportsTo: body.reportsTo ?? null };
      const row = defineRole(text, await rolesAround(tx, network, community), network, newId());
      if (isRefusal(row)) return row;
      await putRole(tx, row);
      const { _id: subject, version } = row;
      tx.record(rolesContract.events.roleDefined, { network, subject, version, data: roleFacts(row) });
      return presentedOne(row, tx.session);
    }),

    read(rolesContract.routes.listRoles, async ({ network, query }) => {
      const filter = {
        network,
        community: query.community ?? null,
        ...(!query.retired && { retiredAt: { $exists: false } }),
      };
      const found = await readPage(roles(db), filter, order, query, (row) => row);
      if (isRefusal(found)) return found;
      return { ...found, items: await presented(found.items, network) };
    }),

    read(rolesContract.routes.readRole, async ({ network, params }) => {
      const row = await findRole(db, network, params.id);
      return row ? presentedOne(row) : missing('role', params.id);
    }),

    read(rolesContract.routes.listRoleHoldings, async ({ network, params, query }) => {
      if (!(await findRole(db, network, params.id))) return missing('role', params.id);
      const found = await readPage(
        holdings(db),
        { network, role: params.id },
        newestFirst,
        query,
        (row) => row,
      );
      if (isRefusal(found)) return found;
      const names = await peopleIn(network, found.items);
      return { ...found, items: found.items.map((row) => presentHolding(row, names)) };
    }),

    write(rolesContract.routes.editRole, async (call) => {
      const before = await findToEdit(call);
      if (isRefusal(before)) return before;
      const { network, body, tx } = call;
      await inTurn(tx, network);
      const changed = changeRole(before, body, await rolesAround(tx, network, before.community));
      if (isRefusal(changed)) return changed;
      const { row, fields } = changed;
      if (fields.length) {
        await putRole(tx, row);
        const data = { ...roleFacts(row), fields };
        const { _id: subject, version } = row;
        tx.record(rolesContract.events.roleChanged, { network, subject, version, data });
      }
      return presentedOne(row, tx.session);
    }),

    write(rolesContract.routes.retireRole, async (call) => {
      const before = await findToEdit(call);
      if (isRefusal(before)) return before;
      const { network, now, tx } = call;
      await inTurn(tx, network);
      const row = retireRole(before, await rolesBelow(tx, before), now);
      if (isRefusal(row)) return row;
      const { _id: subject, version } = row;
      const held = await holdersOf(db, network, [subject], tx.session);
      for (const { person } of held) tx.concerned.add(person);
      await endHoldings(tx, network, held);
      await putRole(tx, row);
      tx.record(rolesContract.events.roleRetired, { network, subject, version, data: roleFacts(row) });
      return presentedOne(row, tx.session);
    }),

    write(rolesContract.routes.assignRole, async (call) => {
      const before = await findToEdit(call);
      if (isRefusal(before)) return before;
      const { network, body, now, tx } = call;
      const { person } = body;
      const belongs = before.community
        ? Boolean((await findMembership(tx, network, person, before.community))?.role)
        : Boolean(await findPerson(db, network, person, tx.session));
      const holders = await holdersOf(db, network, [before._id], tx.session);
      const assigned = assign(before, person, { holders, belongs }, now, newId());
      if (isRefusal(assigned)) return assigned;
      const { role, holding } = assigned;
      await insertHolding(tx, holding);
      await putRole(tx, role);
      const data = { ...roleFacts(role), person };
      const { _id: subject, version } = role;
      tx.record(rolesContract.events.roleAssigned, { network, subject, version, data });
      return presentedOne(role, tx.session);
    }),

    write(rolesContract.routes.unassignRole, async (call) => {
      const before = await findToEdit(call);
      if (isRefusal(before)) return before;
      const { network, params, tx } = call;
      const held = await holdersOf(db, network, [before._id], tx.session);
      const holding = held.find(({ person }) => person === params.person);
      if (!holding) return missing('holder of this role', params.person);
      return presentedOne(await layDown(tx, before, holding), tx.session);
    }),
  ];
};
