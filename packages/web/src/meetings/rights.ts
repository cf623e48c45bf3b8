import type { Meeting } from '@skein/contracts';
import { useRoles } from '../session/queries.ts';

/** What who is signed in may do at a meeting, for what the page offers; the server decides. */
export const useMeetingRights = ({ community, withCommunities = [] }: Meeting) => {
  const { actor, hosts } = useRoles();
  const roleIn = (one: string) => actor?.communities[one];
  const runs = roleIn(community);
  return {
    plans: hosts || runs === 'facilitator' || runs === 'core',
    /** Proposes for the agenda, writes notes. */
    belongs:
      hosts ||
      [community, ...withCommunities].some((one) => {
        const role = roleIn(one);
        return role !== undefined && role !== 'guest';
      }),
  };
};
