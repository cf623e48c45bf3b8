import { communitiesContract, peopleContract } from '@skein/contracts';
import { markDirectories, markDirectory } from '@skein/known';
import type { Tx } from '@skein/service-kit';
import { insertConsents } from '../consent/store.ts';
import { letBackIn } from '../kept-away/store.ts';
import { outranks } from '../members/decide.ts';
import type { Arrival } from '../members/record.ts';
import { insertMemberships } from '../memberships/store.ts';
import type { PersonRow } from '../people/row.ts';
import { insertPeople } from '../people/store.ts';
import type { Imported } from './decide.ts';

/** Writes what an import decided, with its events. */
export const writeImport = async (tx: Tx, imported: Imported, arrival: Arrival): Promise<void> => {
  const welcome = arrival === 'welcomed';
  const placed = arrival === 'placed';
  await insertMemberships(tx, imported.memberships);
  await insertConsents(tx, imported.consents);
  // Last, and with what the directory copies of the others: one write a person instead of three.
  const placesOf = Map.groupBy(imported.memberships, ({ person }) => person);
  const listed = new Set(
    imported.consents
      .filter(({ purpose, given }) => purpose === 'directory-listing' && given)
      .map(({ person }) => person),
  );
  await insertPeople(
    tx,
    imported.people.map((row) => ({
      ...row,
      places: (placesOf.get(row._id) ?? []).map(({ community }) => community),
      listed: listed.has(row._id),
    })),
  );
  for (const { _id, network, version, roles } of imported.people) {
    tx.record(peopleContract.events.personJoined, {
      network,
      subject: _id,
      version,
      data: { person: _id, roles, welcome, ...(placed && { placed }) },
    });
  }
  await markDirectories(
    tx,
    imported.people.map(({ _id }) => _id),
  );
  for (const { _id, network, version, person, community, role } of imported.memberships) {
    // Of what they are members in, the letter to a newcomer tells; of what they are to run, one each.
    const told = placed && role && outranks(role, 'member') && { placed };
    const data = { person, community, role: role ?? 'member', welcome, ...told };
    tx.record(communitiesContract.events.membershipStarted, { network, subject: _id, version, data });
  }
};

/** Writes somebody who comes into the network by themselves, with the event that welcomes them: none but they could. */
export const putNewcomer = async (tx: Tx, person: PersonRow): Promise<void> => {
  const { _id, network, version, roles } = person;
  await letBackIn(tx, person.email);
  await insertPeople(tx, [person]);
  const data = { person: _id, roles, welcome: true };
  tx.record(peopleContract.events.personJoined, { network, subject: _id, version, data });
  await markDirectory(tx, _id);
};
