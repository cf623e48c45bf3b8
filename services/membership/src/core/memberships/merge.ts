import type { CommunityRole } from '@skein/contracts';
import type { MembershipRow } from './row.ts';

const rank: readonly (CommunityRole | undefined)[] = [undefined, 'guest', 'member', 'core', 'facilitator'];

/** One person's two places in a community as one: the higher role, since the earlier day. */
export const higherPlace = (kept: MembershipRow, gone: MembershipRow): MembershipRow => {
  if (!gone.role) return kept;
  if (!kept.role) return { ...kept, role: gone.role, since: gone.since };
  const role = rank.indexOf(gone.role) > rank.indexOf(kept.role) ? gone.role : kept.role;
  return { ...kept, role, since: gone.since < kept.since ? gone.since : kept.since };
};
