import { communitiesContract } from '@skein/contracts';
import { type ConsumerDeclaration, eventConsumer, on, type Tx } from '@skein/service-kit';
import { allHosts } from '../audiences/deciders.ts';
import { findCommunity } from '../communities/store.ts';
import { leadershipOf } from '../memberships/leadership-store.ts';
import { isUnled } from './decide.ts';
import { forgetUnled, noteUnled } from './store.ts';

const nobody = { members: 0, facilitators: [] };

/**
 * Looks whether a community still has somebody who facilitates it. It is by how things stand, not by what happened, so
 * however the last one went, by an erasure, by a role that was taken, by an import taken back, hosts are told once.
 */
const look = async (tx: Tx, community: string): Promise<void> => {
  const found = await findCommunity(tx, community);
  const leadership = (await leadershipOf(tx, [community])).get(community) ?? nobody;
  if (!isUnled(found?.status, leadership)) return forgetUnled(tx, community);
  if (!(await noteUnled(tx, community))) return;
  const { network, now } = tx;
  const data = { community, deciders: await allHosts(tx, now) };
  const about = { network, subject: community, version: now.getTime() };
  tx.record(communitiesContract.events.communityUnled, { ...about, data });
};

/** Watches over who facilitates, wherever a place changes or ends. */
export const leadershipFollows = (): ConsumerDeclaration => {
  const { events } = communitiesContract;
  return eventConsumer(
    'membership-leadership',
    on(events.facilitatorGone, ({ data }, tx) => look(tx, data.community)),
    on(events.membershipEnded, ({ data }, tx) => look(tx, data.community)),
    on(events.membershipChanged, ({ data }, tx) => look(tx, data.community)),
    on(events.membershipStarted, ({ data }, tx) =>
      // The first to come into a new one is not to alarm anybody: only who facilitates changes anything.
      data.role === 'facilitator' ? look(tx, data.community) : Promise.resolve(),
    ),
    on(events.communityChanged, ({ data }, tx) => look(tx, data.community)),
  );
};
