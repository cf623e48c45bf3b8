import type { MeetingNotice } from '@skein/contracts';
import { useActor } from '../session/store.ts';

/** Whether a meeting has a page for who looks: each for the network has, others for those of their communities. */
export const useOpensMeetings = () => {
  const actor = useActor();
  return ({ audience, community, withCommunities = [] }: MeetingNotice): boolean => {
    const roles = [community, ...withCommunities].map((one) => actor?.communities[one]);
    const belongs = roles.some((role) => role !== undefined && role !== 'guest');
    return audience === 'network' || belongs || (actor?.roles.length ?? 0) > 0;
  };
};
