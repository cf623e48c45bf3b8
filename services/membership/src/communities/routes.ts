import { communityRoutes as contract, isRefusal, may, membershipEvents, refuse } from '@skein/contracts';
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
  unknownReference,
  write,
} from '@skein/service-kit';
import { keepAfterAll } from '../erasure-requests/store.ts';
import { findPerson } from '../people/store.ts';
import { changeCommunity, foundCommunity, join, leave } from './decide.ts';
import {
  facilitatorsOf,
  findMembership,
  leadershipOf,
  type MembershipRow,
  putMembership,
} from './memberships.ts';
import {
  type CommunityRow,
  findBySlug,
  findCommunity,
  insertCommunity,
  presentCommunity,
  replaceCommunity,
} from './store.ts';

const order: Order = [
  ['slug', 1],
  ['_id', 1],
];

const factsOf = ({ _id, slug, name, domain, status }: CommunityRow) => ({
  community: _id,
  slug,
  name,
  domain,
  status,
});

/** Writes a started membership with its event. */
export const startMembership = async (tx: Tx, row: MembershipRow, welcome: boolean): Promise<void> => {
  const { _id, network, version, person, community, role } = row;
  await putMembership(tx, row);
  const data = { person, community, role: role ?? 'member', welcome };
  tx.record(membershipEvents.membershipStarted, { network, subject: _id, version, data });
  await keepAfterAll(tx, network, person);
  await markDirectory(tx, network, person);
};

export const communityRoutes = ({ db }: ServiceContext): Implementation[] => [
  read(contract.listCommunities, async ({ network, query }) => {
    const page = after(query.after, order);
    if (isRefusal(page)) return page;
    const filter = { network, ...(query.status && { status: query.status }) };
    const found = await readPage(
      db.collection<CommunityRow>('communities').find({ $and: [filter, page as never] }),
      order,
      query.limit,
      (row) => row,
    );
    const leadership = await leadershipOf(
      db,
      network,
      found.items.map(({ _id }) => _id),
    );
    return { ...found, items: found.items.map((row) => presentCommunity(row, leadership.get(row._id))) };
  }),

  read(contract.readCommunity, async ({ network, params }) => {
    const row = await findCommunity(db, network, params.id);
    if (!row) return missing('community', params.id);
    return presentCommunity(row, (await leadershipOf(db, network, [row._id])).get(row._id));
  }),

  write(contract.foundCommunity, async ({ network, body, now, tx }) => {
    if (await findBySlug(tx, network, body.slug)) {
      return refuse('already-exists', `There is a community ${body.slug}.`, ['slug', 'is taken']);
    }
    const row = foundCommunity(body, network, now, newId());
    await insertCommunity(tx, row);
    tx.record(membershipEvents.communityFounded, {
      network,
      subject: row._id,
      version: row.version,
      data: factsOf(row),
    });
    return presentCommunity(row);
  }),

  write(contract.editCommunity, async ({ network, params, body, ifMatch, now, deny, tx }) => {
    const denied = deny('community.edit', { community: params.id });
    if (denied) return denied;
    const before = await findCommunity(db, network, params.id, tx.session);
    if (!before) return missing('community', params.id);
    const stale = staleUnless(ifMatch, before.version);
    if (stale) return stale;
    const changed = changeCommunity(before, body, now);
    if (isRefusal(changed)) return changed;
    const { row, fields } = changed;
    if (fields.length) {
      await replaceCommunity(tx, row);
      const { _id: subject, version } = row;
      tx.record(membershipEvents.communityChanged, { network, subject, version, data: factsOf(row) });
    }
    return presentCommunity(row, (await leadershipOf(db, network, [row._id])).get(row._id));
  }),

  write(contract.joinCommunity, async ({ network, params, body, actor, now, deny, tx }) => {
    const community = await findCommunity(db, network, params.id, tx.session);
    if (!community) return missing('community', params.id);
    const runsIt = may(actor, 'community.edit', { community: community._id });
    const joinsOpenly =
      actor?.person === body.person && community.joining === 'open' && body.role === 'member';
    const denied = runsIt || joinsOpenly ? undefined : deny('community.edit', { community: community._id });
    if (denied) return denied;
    if (!(await findPerson(db, network, body.person, tx.session)))
      return unknownReference('person', 'member', body.person);
    const before = await findMembership(tx, network, body.person, community._id);
    const row = join({ network, person: body.person, community, before }, body.role, now);
    if (isRefusal(row)) return row;
    await startMembership(tx, row, false);
    return { person: row.person, community: row.community, role: body.role, since: now.toISOString() };
  }),

  write(contract.leaveCommunity, async ({ network, params, now, deny, tx }) => {
    const denied = deny('community.leave', { community: params.id, person: params.person });
    if (denied) return denied;
    const membership = await findMembership(tx, network, params.person, params.id);
    const row = leave(membership, await facilitatorsOf(tx, network, params.id), now);
    if (isRefusal(row)) return row;
    await putMembership(tx, row);
    const { _id, version, person, community } = row;
    tx.record(membershipEvents.membershipEnded, {
      network,
      subject: _id,
      version,
      data: { person, community },
    });
    await markDirectory(tx, network, person);
    return undefined;
  }),
];
