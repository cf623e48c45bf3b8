import { useRoles } from './queries.ts';

/** What somebody may do in a community: the API holds to the same, this says what to show. */
export const usePlaceIn = (community: string) => {
  const { actor, hosts } = useRoles();
  const role = actor?.communities[community];
  const runs = hosts || role === 'facilitator' || role === 'core';
  return {
    me: actor?.person,
    runs,
    /** Reads what those read who belong to it. */
    reads: runs || role === 'member' || (actor?.roles.includes('steering') ?? false),
    takesPart: runs || role === 'member',
  };
};
