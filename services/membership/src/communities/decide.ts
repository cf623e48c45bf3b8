import { type CommunityRole, type Refusal, refuse } from '@skein/contracts';
import { withoutGaps } from '../people/decide.ts';
import type { MembershipRow } from './memberships.ts';
import type { CommunityRow } from './store.ts';

type Founding = Omit<CommunityRow, '_id' | 'network' | 'version' | 'statusHistory'>;

export const foundCommunity = (
  founding: Founding,
  network: string,
  now: Date,
  _id: string,
): CommunityRow => ({
  _id,
  network,
  version: 1,
  ...withoutGaps(founding),
  statusHistory: [{ status: founding.status, since: now }],
});

/** Changes a community; a closed one can only be opened again, nothing else. */
export const changeCommunity = (
  before: CommunityRow,
  changes: Partial<Omit<Founding, 'slug'>>,
  now: Date,
): CommunityRow | Refusal => {
  const given = withoutGaps(changes);
  if (before.status === 'closed' && (given.status === undefined || given.status === 'closed')) {
    return refuse(
      'conflict',
      'A closed community changes only by being opened again: send a status with the changes.',
    );
  }
  const moved = given.status !== undefined && given.status !== before.status;
  return {
    ...before,
    ...given,
    version: before.version + 1,
    statusHistory: moved
      ? [...before.statusHistory, { status: given.status as never, since: now }]
      : before.statusHistory,
  } as CommunityRow;
};

/** Takes a person into a community; one who had left comes back to the same membership. */
export const join = (
  place: { network: string; person: string; community: CommunityRow; before: MembershipRow | null },
  role: CommunityRole,
  now: Date,
): MembershipRow | Refusal => {
  const { network, person, community, before } = place;
  if (community.status === 'closed') return refuse('conflict', 'This community is closed.');
  if (before?.role) return refuse('already-exists', 'They belong to this community already.');
  const version = (before?.version ?? 0) + 1;
  return {
    _id: `${person}.${community._id}`,
    network,
    version,
    person,
    community: community._id,
    role,
    since: now,
  };
};

/** Lets a person go; the last facilitator stays until another one is found. */
export const leave = (
  membership: MembershipRow | null,
  facilitators: readonly MembershipRow[],
  now: Date,
): MembershipRow | Refusal => {
  if (!membership?.role) return refuse('not-found', 'They do not belong to this community.');
  if (membership.role === 'facilitator' && facilitators.length === 1) {
    return refuse(
      'conflict',
      'The last facilitator cannot leave: name another one first, or close the community.',
    );
  }
  const { role: _, ...rest } = membership;
  return { ...rest, version: membership.version + 1, since: now };
};
