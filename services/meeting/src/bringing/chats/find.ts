import type { Refusal, Right, RightTarget } from '@skein/contracts';
import { missing, type Reader } from '@skein/service-kit';
import type { MeetingRow } from '../../gathering/meetings/row.ts';
import { findMeeting } from '../../gathering/meetings/store.ts';

interface Asked {
  readonly params: { readonly id: string };
  deny(right: Right, target: RightTarget): Refusal | undefined;
}

/** The meeting, for whoever runs its community. */
export const findToKeep = async (reader: Reader, { params, deny }: Asked): Promise<MeetingRow | Refusal> => {
  const meeting = await findMeeting(reader, params.id);
  if (!meeting) return missing('meeting', params.id);
  return deny('meeting.plan', { community: meeting.community }) ?? meeting;
};

/** The meeting, for whoever belongs to one of those that hold it. */
export const findToRead = async (reader: Reader, { params, deny }: Asked): Promise<MeetingRow | Refusal> => {
  const meeting = await findMeeting(reader, params.id);
  if (!meeting) return missing('meeting', params.id);
  const partners = meeting.withCommunities ?? [];
  if (partners.some((community) => !deny('meeting.read', { community }))) return meeting;
  return deny('meeting.read', { community: meeting.community }) ?? meeting;
};
