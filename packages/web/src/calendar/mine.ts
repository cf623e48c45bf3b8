import type { MeetingNotice } from '@skein/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { comingMeetingsQuery, useMyCommunities } from '../communities/queries.ts';
import { isHeldBy } from './held-by.ts';

/** The coming meetings of one’s communities, and those for everybody. */
export const useMyMeetings = (): MeetingNotice[] => {
  const mine = useMyCommunities().map(({ id }) => id);
  const { data } = useSuspenseQuery(comingMeetingsQuery());
  return data.filter((meeting) => meeting.audience === 'network' || isHeldBy(meeting, mine));
};
