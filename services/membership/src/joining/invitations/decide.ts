import { type CommunityRole, type Refusal, refuse } from '@skein/contracts';
import type { CommunityRow } from '../../core/communities/row.ts';
import { outranks } from '../../core/members/decide.ts';
import type { InvitationRow } from './row.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** How long an invitation is kept after it ran out or was answered. */
export const keptMs = 30 * dayMs;
/** How long somebody may think about a role that a list gives them. */
const daysToSay = 60;

export interface Inviting {
  readonly email?: string | undefined;
  readonly person?: string | undefined;
  readonly role: CommunityRole;
  readonly message?: string | undefined;
  readonly days: number;
}

/** What is known when somebody is invited: where into, who invites, whether they run it, and who was invited before. */
export interface Surroundings {
  readonly community: CommunityRow;
  readonly by: string;
  readonly runsIt: boolean;
  readonly open: InvitationRow | null;
  /** Whether a member who is invited by their id belongs to it already. Of an address nothing is ever told. */
  readonly belongs: boolean;
  /** Whether they declined to come here not long ago. */
  readonly declined: boolean;
}

const refuseClosed = ({ status }: CommunityRow): Refusal | undefined =>
  status === 'closed'
    ? refuse('conflict', 'This community is closed: nobody can be invited into it.', [
        'community',
        'is closed',
      ])
    : undefined;

const spanOf = (days: number, now: Date) => {
  const expiresAt = new Date(now.getTime() + days * dayMs);
  return { expiresAt, forgetAt: new Date(expiresAt.getTime() + keptMs) };
};

const dueNow = (now: Date) => ({ letter: 'due' as const, letterDueAt: now, letterAttempts: 0 });

export const invite = (
  { email, person, role, message, days }: Inviting,
  { community, by, runsIt, open, belongs, declined }: Surroundings,
  now: Date,
  _id: string,
): InvitationRow | Refusal => {
  const closed = refuseClosed(community);
  if (closed) return closed;
  if (!runsIt && outranks(role, 'member')) {
    return refuse('forbidden', 'Into this role only those invite who run the community.', [
      'role',
      'is given by those who run the community',
    ]);
  }
  const field = email ? 'email' : 'person';
  if (belongs)
    return refuse('already-exists', 'They belong to this community already.', [field, 'belongs to it']);
  if (open) {
    return refuse('already-exists', 'They are invited already; renew that invitation instead.', [
      field,
      'is invited already',
    ]);
  }
  if (declined) {
    return refuse(
      'conflict',
      'They declined to come into this community less than half a year ago. They can still ask to join by themselves.',
      [field, 'declined not long ago'],
    );
  }
  return {
    _id,
    network: community.network,
    version: 1,
    status: 'open',
    community: community._id,
    role,
    ...(email && { email }),
    ...(person && { person }),
    ...(message && { message }),
    invitedBy: by,
    invitedAt: now,
    ...spanOf(days, now),
    ...dueNow(now),
  };
};

interface Asked {
  readonly network: string;
  readonly community: string;
  readonly person: string;
  readonly role: CommunityRole;
  readonly by: string;
}

/** Asks a member whether they take on the role that a list gives them: nobody has one by a list alone. */
export const askIntoRole = (
  { network, community, person, role, by }: Asked,
  now: Date,
  _id: string,
): InvitationRow => ({
  ...{ _id, network, version: 1, status: 'open', community, role, person },
  message: `A list of members names you there as ${role === 'core' ? 'one of the core group' : role}. You belong to the community already; whether you take this on is for you to say.`,
  invitedBy: by,
  invitedAt: now,
  ...spanOf(daysToSay, now),
  ...dueNow(now),
});

const over: Record<Exclude<InvitationRow['status'], 'open'>, string> = {
  accepted: 'was accepted already',
  declined: 'was declined',
  withdrawn: 'was withdrawn',
  closed: 'ended when the community was closed',
};

const refuseOver = ({ status }: InvitationRow): Refusal | undefined =>
  status === 'open' ? undefined : refuse('conflict', `This invitation ${over[status]}.`);

/** Sends the letter again, and lets the time run anew. */
export const renew = (
  row: InvitationRow,
  community: CommunityRow,
  days: number,
  now: Date,
): InvitationRow | Refusal =>
  refuseOver(row) ??
  refuseClosed(community) ?? { ...row, version: row.version + 1, ...spanOf(days, now), ...dueNow(now) };

/** Why an invitation cannot be answered any more. */
export const refuseAnswer = (row: InvitationRow, now: Date): Refusal | undefined => {
  const refused = refuseOver(row);
  if (refused || row.expiresAt > now) return refused;
  const day = row.expiresAt.toISOString().slice(0, 10);
  return refuse('expired-token', `This invitation ran out on ${day}; whoever invited you can renew it.`);
};

/** Ends an invitation: what was known of the invited is forgotten, but for the member whom they are or became. */
export const settle = (
  row: InvitationRow,
  status: Exclude<InvitationRow['status'], 'open'>,
  now: Date,
  person?: string,
): InvitationRow | Refusal => {
  const refused = refuseOver(row);
  if (refused) return refused;
  const { email: _, message: __, person: invited, ...rest } = row;
  const who = status === 'declined' ? undefined : (person ?? invited);
  const letter = row.letter === 'due' ? ('failed' as const) : row.letter;
  return {
    ...rest,
    status,
    version: row.version + 1,
    letter,
    ...(who && { person: who }),
    forgetAt: new Date(now.getTime() + keptMs),
  };
};
