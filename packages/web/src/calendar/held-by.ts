import type { MeetingNotice } from '@skein/contracts';

/** Whether one of these communities holds a meeting, alone or with others. */
export const isHeldBy = (
  { community, withCommunities = [] }: Pick<MeetingNotice, 'community' | 'withCommunities'>,
  communities: readonly string[],
): boolean => [community, ...withCommunities].some((one) => communities.includes(one));
