import { type Actor, communitiesContract, isRefusal, may, type Refusal, refuse } from '@skein/contracts';
import { markDirectory } from '@skein/known';
import { type Implementation, missing, read, staleUnless, unknownReference, write } from '@skein/service-kit';
import { findCommunity } from '../communities/store.ts';
import { takeTurn } from '../communities/turn-store.ts';
import {
  facilitatorsOf,
  findMembership,
  pageOfMembers,
  presentMembership,
  putMembership,
} from '../memberships/store.ts';
import { findPerson } from '../people/store.ts';
import { layDownRoles } from '../roles/record.ts';
import { changeRole, join, leave } from './decide.ts';
import { putChangedRole, startMembership } from './record.ts';

/** Hosts alone put people into a community: whoever runs it invites them, and they come by themselves. */
const refusePlacing = (
  actor: Actor | undefined,
  community: string,
  deny: (right: 'community.edit', target: object) => Refusal | undefined,
): Refusal | undefined => {
  const denied = deny('community.edit', {});
  if (!denied || !may(actor, 'invitation.send', { community })) return denied;
  return refuse('forbidden', 'Nobody is put into a community unasked: send them an invitation.');
};

export const memberRoutes = (): Implementation[] => [
  read(communitiesContract.routes.listCommunityMembers, async ({ params, query, deny, reader }) => {
    if (!(await findCommunity(reader, params.id))) return missing('community', params.id);
    const denied = deny('people.read', { community: params.id });
    return denied ?? pageOfMembers(reader, { community: params.id, role: query.role }, query);
  }),

  write(communitiesContract.routes.joinCommunity, async ({ network, params, body, actor, now, deny, tx }) => {
    const community = await findCommunity(tx, params.id);
    if (!community) return missing('community', params.id);
    const isSelf = actor?.person === body.person;
    const joinsOpenly = isSelf && community.joining === 'open' && body.role === 'member';
    const denied = joinsOpenly ? undefined : refusePlacing(actor, community._id, deny);
    if (denied) return denied;
    if (!(await findPerson(tx, body.person))) return unknownReference('person', 'member', body.person);
    const before = await findMembership(tx, body.person, community._id);
    const row = join({ network, person: body.person, community, before }, body.role, now);
    if (isRefusal(row)) return row;
    await startMembership(tx, row, isSelf ? 'unannounced' : 'placed');
    return presentMembership(row);
  }),

  write(communitiesContract.routes.leaveCommunity, async ({ network, params, now, deny, tx }) => {
    const denied = deny('community.leave', { community: params.id, person: params.person });
    if (denied) return denied;
    const community = await findCommunity(tx, params.id);
    await takeTurn(tx, params.id);
    const membership = await findMembership(tx, params.person, params.id);
    const facilitators = await facilitatorsOf(tx, params.id);
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
    await layDownRoles(tx, person, row.community);
    await markDirectory(tx, person);
    return undefined;
  }),

  write(
    communitiesContract.routes.changeCommunityRole,
    async ({ params, body, ifMatch, actor, deny, tx }) => {
      const denied = deny('community.role', { community: params.id, person: params.person });
      if (denied) return denied;
      const community = await findCommunity(tx, params.id);
      if (!community) return missing('community', params.id);
      await takeTurn(tx, community._id);
      const before = await findMembership(tx, params.person, community._id);
      const stale = before?.role && staleUnless(ifMatch, before.version);
      if (stale) return stale;
      const facilitators = await facilitatorsOf(tx, community._id);
      const runsIt = may(actor, 'community.edit', { community: community._id });
      const changed = changeRole(before, body.role, { community, facilitators, runsIt });
      if (isRefusal(changed)) return changed;
      if (changed.fields.length) await putChangedRole(tx, changed.row);
      return presentMembership(changed.row);
    },
  ),
];
