import { communitiesContract, isRefusal, may } from '@skein/contracts';
import { markDirectory } from '@skein/known';
import {
  type Implementation,
  missing,
  type Order,
  read,
  readPage,
  type ServiceContext,
  staleUnless,
  type Tx,
  unknownReference,
  write,
} from '@skein/service-kit';
import { keepAfterAll } from '../../rights/erasure-requests/store.ts';
import { findPerson } from '../people/store.ts';
import { layDownRoles } from '../roles/holdings.ts';
import { changeRole, join, leave } from './decide.ts';
import {
  current,
  facilitatorsOf,
  findMembership,
  type MembershipRow,
  memberships,
  presentMembership,
  putMembership,
} from './memberships.ts';
import { findCommunity } from './store.ts';
import { takeTurn } from './turns.ts';

const order: Order = [['_id', 1]];

/** Writes a started membership with its event. */
export const startMembership = async (tx: Tx, row: MembershipRow, welcome: boolean): Promise<void> => {
  const { _id, network, version, person, community, role } = row;
  await putMembership(tx, row);
  const data = { person, community, role: role ?? 'member', welcome };
  tx.record(communitiesContract.events.membershipStarted, { network, subject: _id, version, data });
  await keepAfterAll(tx, network, person);
  await markDirectory(tx, person);
};

/** Writes another role of a membership with its event. */
export const putChangedRole = async (tx: Tx, row: MembershipRow): Promise<void> => {
  const { _id: subject, network, version, person, community, role = 'member' } = row;
  await putMembership(tx, row);
  tx.record(communitiesContract.events.membershipChanged, {
    network,
    subject,
    version,
    data: { person, community, role },
  });
};

export const memberRoutes = ({ db }: ServiceContext): Implementation[] => [
  read(communitiesContract.routes.listCommunityMembers, async ({ network, params, query, deny }) => {
    if (!(await findCommunity(db, network, params.id))) return missing('community', params.id);
    const denied = deny('people.read', { community: params.id });
    if (denied) return denied;
    const filter = { network, community: params.id, ...(query.role ? { role: query.role } : current) };
    return readPage(memberships(db), filter, order, query, presentMembership);
  }),

  write(communitiesContract.routes.joinCommunity, async ({ network, params, body, actor, now, deny, tx }) => {
    const community = await findCommunity(tx.db, network, params.id, tx.session);
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
    return presentMembership(row);
  }),

  write(communitiesContract.routes.leaveCommunity, async ({ network, params, now, deny, tx }) => {
    const denied = deny('community.leave', { community: params.id, person: params.person });
    if (denied) return denied;
    const community = await findCommunity(tx.db, network, params.id, tx.session);
    await takeTurn(tx, network, params.id);
    const membership = await findMembership(tx, network, params.person, params.id);
    const facilitators = await facilitatorsOf(tx, network, params.id);
    const row = leave(membership, facilitators, now, community?.status);
    if (isRefusal(row)) return row;
    await putMembership(tx, row);
    const { _id, version, person } = row;
    tx.record(communitiesContract.events.membershipEnded, {
      network,
      subject: _id,
      version,
      data: { person, community: row.community },
    });
    await layDownRoles(tx, network, person, row.community);
    await markDirectory(tx, person);
    return undefined;
  }),

  write(
    communitiesContract.routes.changeCommunityRole,
    async ({ network, params, body, ifMatch, actor, deny, tx }) => {
      const denied = deny('community.role', { community: params.id, person: params.person });
      if (denied) return denied;
      const community = await findCommunity(tx.db, network, params.id, tx.session);
      if (!community) return missing('community', params.id);
      await takeTurn(tx, network, community._id);
      const before = await findMembership(tx, network, params.person, community._id);
      const stale = before?.role && staleUnless(ifMatch, before.version);
      if (stale) return stale;
      const facilitators = await facilitatorsOf(tx, network, community._id);
      const runsIt = may(actor, 'community.edit', { community: community._id });
      const changed = changeRole(before, body.role, { community, facilitators, runsIt });
      if (isRefusal(changed)) return changed;
      if (changed.fields.length) await putChangedRole(tx, changed.row);
      return presentMembership(changed.row);
    },
  ),
];
