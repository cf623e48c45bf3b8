import { CommunityRole, type CommunityStatus, type Refusal, refuse } from '@skein/contracts';
import { type Changed, type Sent, withChanges } from '@skein/service-kit/decisions';
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

/** Where a community may go from each status: nothing that has met is forming again, unless it was closed. */
const next: Record<CommunityStatus, readonly CommunityStatus[]> = {
  forming: ['emerging', 'established', 'resting', 'closed'],
  emerging: ['forming', 'established', 'resting', 'closed'],
  established: ['emerging', 'resting', 'closed'],
  resting: ['emerging', 'established', 'closed'],
  closed: ['forming', 'resting'],
};

const refuseStatus = (
  before: CommunityStatus,
  to: CommunityStatus,
  note: string | undefined,
): Refusal | undefined => {
  if (to === before) {
    if (!note) return undefined;
    return refuse('invalid-request', 'A note goes with a change of the status.', [
      'statusNote',
      'needs a `status` other than the present one',
    ]);
  }
  if (next[before].includes(to)) return undefined;
  const detail = `A community that is ${before} cannot become ${to}, only ${next[before].join(', ')}.`;
  return refuse('conflict', detail, ['status', `is ${before}`]);
};

/** What an edit says of a community, and who makes it. */
export type Edit = Sent<Omit<Founding, 'slug'>> & { readonly statusNote?: string | undefined };

/** Changes a community; a closed one can only be opened again, nothing else. */
export const changeCommunity = (
  before: CommunityRow,
  { statusNote, ...sent }: Edit,
  now: Date,
  by?: string,
): Changed<CommunityRow> | Refusal => {
  if (before.status === 'closed' && (sent.status ?? 'closed') === 'closed') {
    return refuse(
      'conflict',
      'A closed community changes only by being opened again: send a status with the changes.',
    );
  }
  const refused = refuseStatus(before.status, sent.status ?? before.status, statusNote);
  if (refused) return refused;
  const changed = withChanges(before, sent);
  if (!changed.fields.includes('status')) return changed;
  const { row, fields } = changed;
  const entry = {
    status: row.status,
    since: now,
    ...(by && { by }),
    ...(statusNote && { note: statusNote }),
  };
  return { row: { ...row, statusHistory: [...row.statusHistory, entry] }, fields };
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
  return { ...rest, version: membership.version + 1, since: now };
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
