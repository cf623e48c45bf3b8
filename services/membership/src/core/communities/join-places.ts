import { type CommunityRole, communitiesContract } from '@skein/contracts';
import type { Merging, Tx } from '@skein/service-kit';
import { notePlaces } from '../directory/standing.ts';
import type { MembershipRow } from './memberships.ts';

const rank: readonly (CommunityRole | undefined)[] = [undefined, 'guest', 'member', 'core', 'facilitator'];

/** One person's two places in a community as one: the higher role, since the earlier day. */
export const higherPlace = (kept: MembershipRow, gone: MembershipRow): MembershipRow => {
  if (!gone.role) return kept;
  if (!kept.role) return { ...kept, role: gone.role, since: gone.since };
  const role = rank.indexOf(gone.role) > rank.indexOf(kept.role) ? gone.role : kept.role;
  return { ...kept, role, since: gone.since < kept.since ? gone.since : kept.since };
};

/** Moves a place to the person who is kept, and tells the other services, who know places by these events. */
export const joinPlaces = async (tx: Tx, row: MembershipRow, { kept }: Merging): Promise<void> => {
  const { network, community } = row;
  const places = tx.db.collection<MembershipRow>('memberships');
  const _id = `${kept}.${community}`;
  const before = await places.findOne({ _id, network }, { session: tx.session });
  const joined = before ? higherPlace(before, row) : { ...row, _id, person: kept, version: 0 };
  const after = { ...joined, version: joined.version + 1 };
  await places.deleteOne({ _id: row._id, network }, { session: tx.session });
  await places.replaceOne({ _id, network }, after, { session: tx.session, upsert: true });
  await notePlaces(tx, [after]);
  const { version, role } = after;
  if (role) {
    const data = { person: kept, community, role, welcome: false };
    tx.record(communitiesContract.events.membershipStarted, { network, subject: _id, version, data });
  }
};
