import { CommunityRole, type CommunityStatus, type Refusal, refuse } from '@skein/contracts';
import { type Changed, withChanges } from '@skein/service-kit/decisions';
import type { CommunityRow } from '../communities/row.ts';
import type { MembershipRow } from '../memberships/row.ts';

/** So long after somebody left, coming back takes the leaving back. */
const regretMs = 10 * 60 * 1000;

/** Since when somebody belongs who comes now: those who left a moment ago, since when they did before. */
const sinceWhen = (before: MembershipRow | null, now: Date): Date =>
  before?.before && now.getTime() - before.since.getTime() <= regretMs ? before.before : now;

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
    since: sinceWhen(before, now),
  };
};

/** Lets a person go; the last facilitator stays until another one is found. */
export const leave = (
  membership: MembershipRow | null,
  facilitators: readonly MembershipRow[],
  now: Date,
  status?: CommunityStatus,
): MembershipRow | Refusal => {
  if (!membership?.role) return refuse('not-found', 'They do not belong to this community.');
  const needed = membership.role === 'facilitator' && status !== 'closed';
  if (needed && facilitators.length === 1) {
    return refuse(
      'conflict',
      'The last facilitator cannot leave: name another one first, or close the community.',
    );
  }
  const { role: _, ...rest } = membership;
  return { ...rest, version: membership.version + 1, since: now, before: membership.since };
};

const ranks: readonly CommunityRole[] = CommunityRole.options;

/** Whether the first role carries more than the second. */
export const outranks = (a: CommunityRole, b: CommunityRole): boolean => ranks.indexOf(a) < ranks.indexOf(b);

/** What is known when a role is changed: the community, who facilitates it, and whether the one who asks runs it. */
export interface RoleChange {
  readonly community: CommunityRow;
  readonly facilitators: readonly MembershipRow[];
  readonly runsIt: boolean;
}

/** Gives a member another role in their community. Whoever does not run it can only step down themselves. */
export const changeRole = (
  membership: MembershipRow | null,
  role: CommunityRole,
  { community, facilitators, runsIt }: RoleChange,
): Changed<MembershipRow> | Refusal => {
  if (!membership?.role) return refuse('not-found', 'They do not belong to this community.');
  if (membership.role === role) return { row: membership, fields: [] };
  const closed = community.status === 'closed';
  if (closed && outranks(role, membership.role)) return refuse('conflict', 'This community is closed.');
  if (!runsIt && outranks(role, membership.role)) {
    return refuse('forbidden', 'Who takes on more is decided by those who run the community.', [
      'role',
      `is more than ${membership.role}`,
    ]);
  }
  if (!closed && membership.role === 'facilitator' && facilitators.length === 1) {
    return refuse('conflict', 'The last facilitator cannot step down: name another one first.', [
      'role',
      'leaves nobody who facilitates',
    ]);
  }
  return withChanges(membership, { role });
};
