import { apiPrefix, isRefusal, peopleContract, refuse } from '@skein/contracts';
import { markDirectory } from '@skein/known';
import { type Implementation, missing, read, type Tx, toEdit, whoIsNow, write } from '@skein/service-kit';
import { unknownOrganisation } from '../organisations/resolve.ts';
import { editProfile, giveRoles } from '../people/decide.ts';
import type { PersonRow } from '../people/row.ts';
import { findPerson, lockAdmins, replacePerson } from '../people/store.ts';
import { presentPerson, presentTo, surroundingsOf } from './present.ts';

/** A person after a change, as whoever may make it sees them. */
const presentedAgain = async (tx: Tx, { _id }: PersonRow) => {
  const row = await findPerson(tx, _id);
  if (!row) throw new Error('a person who was written is gone');
  return presentPerson(row, await surroundingsOf(tx, [row]), 'hosts');
};

export const profileRoutes = (): Implementation[] => [
  read(peopleContract.routes.readPerson, async ({ params, actor, deny, reader, reply }) => {
    const row = await findPerson(reader, params.id);
    const person = row && presentTo(actor, row, await surroundingsOf(reader, [row]));
    const denied = person ? undefined : deny('people.read', { person: params.id });
    if (person) return person;
    if (denied) return denied;
    const now = await whoIsNow(reader, params.id);
    if (!now) return missing('member', params.id);
    // Where they are now is for programs; people are told that they are.
    reply.header('location', `${apiPrefix}/people/${now}`);
    return refuse('merged', 'This person was in the network twice, and has one profile now: the other one.');
  }),

  write(peopleContract.routes.editPerson, async ({ network, params, body, actor, ifMatch, deny, tx }) => {
    const denied = deny('people.edit', { person: params.id });
    if (denied) return denied;
    const found = await findPerson(tx, params.id);
    const before = toEdit(found, ifMatch, missing('member', params.id));
    if (isRefusal(before)) return before;
    const unknown = await unknownOrganisation(tx, [{ field: 'organisationId', id: body.organisationId }]);
    if (unknown) return unknown;
    const changed = editProfile(before, body, actor?.person === params.id);
    if (isRefusal(changed)) return changed;
    const { row, fields } = changed;
    if (fields.length) {
      await replacePerson(tx, row);
      const data = { person: row._id, fields };
      tx.record(peopleContract.events.personChanged, {
        network,
        subject: row._id,
        version: row.version,
        data,
      });
      await markDirectory(tx, row._id);
    }
    return presentedAgain(tx, row);
  }),

  write(peopleContract.routes.giveRoles, async ({ network, params, body, ifMatch, now, tx }) => {
    const found = await findPerson(tx, params.id);
    const before = toEdit(found, ifMatch, missing('member', params.id));
    if (isRefusal(before)) return before;
    const changed = giveRoles(before, body.roles, await lockAdmins(tx), now);
    if (isRefusal(changed)) return changed;
    const { row, given, taken } = changed;
    if (given.length + taken.length) {
      await replacePerson(tx, row);
      const data = { person: row._id, roles: row.roles, given, taken };
      tx.record(peopleContract.events.rolesChanged, {
        network,
        subject: row._id,
        version: row.version,
        data,
      });
    }
    return presentedAgain(tx, row);
  }),
];
