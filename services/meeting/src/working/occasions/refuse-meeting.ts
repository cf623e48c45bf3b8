import { type Refusal, refuse } from '@skein/contracts';
import type { Reader } from '@skein/service-kit';
import { findMeeting } from '../../gathering/meetings/store.ts';

/** The refusal of a meeting that what is written down cannot have come out of: there is none, or it is another community’s. */
export const refuseMeeting = async (
  reader: Reader,
  community: string,
  meeting: string | undefined,
): Promise<Refusal | undefined> => {
  if (meeting === undefined) return undefined;
  const found = await findMeeting(reader, meeting);
  const holds = found && (found.community === community || found.withCommunities?.includes(community));
  if (holds) return undefined;
  return refuse('unknown-reference', 'There is no such meeting of this community.', [
    'meeting',
    'is no meeting of this community',
  ]);
};
