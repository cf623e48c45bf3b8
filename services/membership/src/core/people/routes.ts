import { communitiesContract, isRefusal, peopleContract, type Refusal, refuse } from '@skein/contracts';
import { markDirectories, markDirectory } from '@skein/known';
import {
  after,
  type Implementation,
  missing,
  newId,
  type Order,
  read,
  readPage,
  type ServiceContext,
  type Tx,
  toEdit,
  unknownReference,
  whoIsNow,
  write,
} from '@skein/service-kit';
import { insertMemberships } from '../communities/memberships.ts';
import { knownCommunities } from '../communities/store.ts';
import { insertConsents } from '../consent/store.ts';
import { currentText } from '../consent/texts.ts';
import { peopleFor, wantedBy } from '../directory/search.ts';
import { matches } from '../directory/tokens.ts';
import { standpointOf } from '../directory/visibility.ts';
import { organisationsById } from '../organisations/store.ts';
import { editProfile, giveRoles, type Imported, importPeople } from './decide.ts';
import { presentPerson, presentTo, surroundingsOf } from './present.ts';
import {
  findPerson,
  insertPeople,
  lockAdmins,
  type PersonRow,
  replacePerson,
  takenAddresses,
} from './store.ts';

const order: Order = [
  ['key', 1],
  ['_id', 1],
];

/** Writes what an import decided, with its events. */
export const writeImport = async (tx: Tx, imported: Imported, welcome: boolean): Promise<void> => {
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
      data: { person: _id, roles, welcome },
    });
  }
  for (const [_network, rows] of Map.groupBy(imported.people, (row) => row.network)) {
    await markDirectories(
      tx,
      rows.map(({ _id }) => _id),
    );
  }
  for (const { _id, network, version, person, community, role } of imported.memberships) {
    const data = { person, community, role: role ?? 'member', welcome };
    tx.record(communitiesContract.events.membershipStarted, { network, subject: _id, version, data });
  }
};

/** The refusal of an organisation that is not there, by the field that names it. */
const unknownOrganisation = async (
  tx: Tx,
  network: string,
  named: readonly { field: string; id: string | null | undefined }[],
): Promise<Refusal | undefined> => {
  const ids = named.flatMap(({ id }) => id ?? []);
  const known = await organisationsById(tx.db, network, ids, tx.session);
  const unknown = named.find(({ id }) => id && !known.has(id));
  return unknown && unknownReference(unknown.field, 'organisation', unknown.id ?? '');
};

/** A person after a change, as whoever may make it sees them. */
const presentedAgain = async (tx: Tx, { _id, network }: PersonRow) => {
  const row = await findPerson(tx.db, network, _id, tx.session);
  if (!row) throw new Error('a person who was written is gone');
  return presentPerson(row, await surroundingsOf(tx.db, network, [row], tx.session), 'hosts');
};

export const peopleRoutes = ({ db }: ServiceContext): Implementation[] => [
  read(peopleContract.routes.listPeople, async ({ network, query, actor, deny }) => {
    const { community } = query;
    const denied = community ? deny('people.read', { community }) : undefined;
    if (denied) return denied;
    const page = after(query.after, order);
    if (isRefusal(page)) return page;
    const wanted = await wantedBy(db, network, query);
    if (isRefusal(wanted)) return wanted;
    const filter = peopleFor(actor, network, query, wanted, page);
    const people = db.collection<PersonRow>('people');
    // Each branch of the filter begins at the cursor itself, so that its index leads there.
    const found = await readPage(people, filter, order, { limit: query.limit }, (row) => row);
    if (isRefusal(found)) return found;
    const surroundings = await surroundingsOf(db, network, found.items);
    // The index proposes; what holds is what somebody is shown, by where people belong just now.
    const items = found.items.flatMap((row) => {
      const from = standpointOf(actor, row, surroundings.memberships);
      return from && row.tokens && matches(row.tokens, from, wanted)
        ? [presentPerson(row, surroundings, from)]
        : [];
    });
    return { ...found, items };
  }),

  read(peopleContract.routes.readPerson, async ({ network, params, actor, deny }) => {
    const row = await findPerson(db, network, params.id);
    const person = row && presentTo(actor, row, await surroundingsOf(db, network, [row]));
    const denied = person ? undefined : deny('people.read', { person: params.id });
    if (person) return person;
    if (denied) return denied;
    const now = await whoIsNow(db, network, params.id);
    return now
      ? refuse('merged', `This person is ${now} now: they were in the network twice.`)
      : missing('member', params.id);
  }),

  write(peopleContract.routes.editPerson, async ({ network, params, body, actor, ifMatch, deny, tx }) => {
    const denied = deny('people.edit', { person: params.id });
    if (denied) return denied;
    const found = await findPerson(db, network, params.id, tx.session);
    const before = toEdit(found, ifMatch, missing('member', params.id));
    if (isRefusal(before)) return before;
    const unknown = await unknownOrganisation(tx, network, [
      { field: 'organisationId', id: body.organisationId },
    ]);
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

  write(peopleContract.routes.giveRoles, async ({ network, params, body, ifMatch, tx }) => {
    const found = await findPerson(db, network, params.id, tx.session);
    const before = toEdit(found, ifMatch, missing('member', params.id));
    if (isRefusal(before)) return before;
    const changed = giveRoles(before, body.roles, await lockAdmins(tx, network));
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

  write(peopleContract.routes.importPeople, async ({ network, body, actor, now, tx }) => {
    const givesRoles = body.people.some(({ roles }) => roles.length > 0);
    if (givesRoles && !actor?.roles.includes('admin')) {
      return refuse('forbidden', 'Only an administrator gives roles in the network.');
    }
    const named = body.people.map(({ organisationId: id }, index) => ({
      field: `people.${index}.organisationId`,
      id,
    }));
    const unknown = await unknownOrganisation(tx, network, named);
    if (unknown) return unknown;
    const taken = await takenAddresses(
      tx,
      network,
      body.people.map(({ email }) => email),
    );
    const places = body.people.flatMap(({ communities }) => communities.map(({ community }) => community));
    const communities = await knownCommunities(db, network, places);
    const { version: textVersion } = await currentText(db, network, tx.session);
    const imported = importPeople(
      body.people,
      { network, by: actor?.person ?? '', textVersion, taken, communities },
      now,
      newId,
    );
    if (isRefusal(imported)) return imported;
    await writeImport(tx, imported, false);
    return { people: imported.people.map(({ _id, email }) => ({ id: _id, email })) };
  }),
];
