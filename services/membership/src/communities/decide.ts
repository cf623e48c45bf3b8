import { type CommunityRole, type Refusal, refuse } from '@skein/contracts';
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

/** Changes a community; a closed one can only be opened again, nothing else. */
export const changeCommunity = (
  before: CommunityRow,
  sent: Sent<Omit<Founding, 'slug'>>,
  now: Date,
): Changed<CommunityRow> | Refusal => {
  if (before.status === 'closed' && (sent.status ?? 'closed') === 'closed') {
    return refuse(
      'conflict',
      'A closed community changes only by being opened again: send a status with the changes.',
    );
  }
  const changed = withChanges(before, sent);
  if (!changed.fields.includes('status')) return changed;
  const { row, fields } = changed;
  return {
    row: { ...row, statusHistory: [...row.statusHistory, { status: row.status, since: now }] },
    fields,
  };
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
