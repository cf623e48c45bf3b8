import type { MeetingNotice } from '@skein/contracts';
import { useActor } from '../session/store.ts';

/** Whether who is signed in may see a meeting’s own page: those of its communities, and who runs the network. */
export const useOpensMeetings = () => {
  const actor = useActor();
  return ({ community, withCommunities = [] }: MeetingNotice): boolean => {
    const roles = [community, ...withCommunities].map((one) => actor?.communities[one]);
    const belongs = roles.some((role) => role !== undefined && role !== 'guest');
    return belongs || (actor?.roles.length ?? 0) > 0;
  };
};
