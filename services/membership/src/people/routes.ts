import {
  type Actor,
  peopleRoutes as contract,
  isRefusal,
  may,
  membershipEvents,
  refuse,
} from '@skein/contracts';
import {
  after,
  type Implementation,
  markDirectory,
  missing,
  newId,
  type Order,
  read,
  readPage,
  type ServiceContext,
  staleUnless,
  type Tx,
  whoIsNow,
  write,
} from '@skein/service-kit';
import { withChanges } from '@skein/service-kit/decisions';
import {
  insertMemberships,
  type MembershipRow,
  membershipsOf,
  membersOfCommunity,
} from '../communities/memberships.ts';
import { knownCommunities } from '../communities/store.ts';
import { insertConsents } from '../consent/store.ts';
import { currentText } from '../consent/texts.ts';
import { type Imported, importPeople } from './decide.ts';
import {
  findPerson,
  insertPeople,
  type PersonRow,
  presentPerson,
  replacePerson,
  takenAddresses,
} from './store.ts';

const order: Order = [['_id', 1]];

const seesAddress = (actor: Actor | undefined, person: string): boolean =>
  actor !== undefined && (actor.roles.length > 0 || actor.person === person);

/** Writes what an import decided, with its events. */
export const writeImport = async (tx: Tx, imported: Imported, welcome: boolean): Promise<void> => {
  await insertPeople(tx, imported.people);
  await insertMemberships(tx, imported.memberships);
  await insertConsents(tx, imported.consents);
  for (const { _id, network, version, roles } of imported.people) {
    tx.record(membershipEvents.personJoined, {
      network,
      subject: _id,
      version,
      data: { person: _id, roles, welcome },
    });
    await markDirectory(tx, network, _id);
  }
  for (const { _id, network, version, person, community, role } of imported.memberships) {
    const data = { person, community, role: role ?? 'member', welcome };
    tx.record(membershipEvents.membershipStarted, { network, subject: _id, version, data });
  }
};

export const peopleRoutes = ({ db }: ServiceContext): Implementation[] => [
  read(contract.listPeople, async ({ network, query, actor, deny }) => {
    const denied = deny('people.read', { community: query.community });
    if (denied) return denied;
    const page = after(query.after, order);
    if (isRefusal(page)) return page;
    const members = query.community ? await membersOfCommunity(db, network, query.community) : undefined;
    const within = members ? { _id: { $in: members } } : {};
    const found = await readPage(
      db.collection<PersonRow>('people').find({ $and: [{ network }, within, page as never] }),
      order,
      query.limit,
      (row) => row,
    );
    const memberships = await membershipsOf(
      db,
      network,
      found.items.map(({ _id }) => _id),
    );
    return {
      ...found,
      items: found.items.map((row) => presentPerson(row, memberships, seesAddress(actor, row._id))),
    };
  }),

  read(contract.readPerson, async ({ network, params, actor, deny }) => {
    const row = await findPerson(db, network, params.id);
    const memberships: MembershipRow[] = await membershipsOf(db, network, [params.id]);
    const shared = memberships.some(({ community }) => may(actor, 'people.read', { community }));
    const denied = shared ? undefined : deny('people.read', { person: params.id });
    if (denied) return denied;
    if (row) return presentPerson(row, memberships, seesAddress(actor, row._id));
    const now = await whoIsNow(db, network, params.id);
    return now
      ? refuse('merged', `This person is ${now} now: they were in the network twice.`)
      : missing('member', params.id);
  }),

  write(contract.editPerson, async ({ network, params, body, ifMatch, deny, tx }) => {
    const denied = deny('people.edit', { person: params.id });
    if (denied) return denied;
    const before = await findPerson(db, network, params.id, tx.session);
    if (!before) return missing('member', params.id);
    const stale = staleUnless(ifMatch, before.version);
    if (stale) return stale;
    const { row: person, fields } = withChanges(before, body);
    if (fields.length) {
      await replacePerson(tx, person);
      tx.record(membershipEvents.personChanged, {
        network,
        subject: person._id,
        version: person.version,
        data: { person: person._id, fields },
      });
      await markDirectory(tx, network, person._id);
    }
    return presentPerson(person, await membershipsOf(db, network, [person._id]), true);
  }),

  write(contract.importPeople, async ({ network, body, actor, now, tx }) => {
    const givesRoles = body.people.some(({ roles }) => roles.length > 0);
    if (givesRoles && !actor?.roles.includes('admin')) {
      return refuse('forbidden', 'Only an administrator gives roles in the network.');
    }
    const taken = await takenAddresses(
      tx,
      network,
      body.people.map(({ email }) => email),
    );
    const named = body.people.flatMap(({ communities }) => communities.map(({ community }) => community));
    const communities = await knownCommunities(db, network, named);
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
