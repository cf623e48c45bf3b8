import type { Refusal } from '@skein/contracts';
import { type Reader, unknownReference } from '@skein/service-kit';
import { findMeeting } from '../../gathering/meetings/store.ts';

interface Asked {
  readonly field?: string;
  readonly meeting: string | undefined;
  readonly community: string | undefined;
}

/** Why something cannot have come up at this meeting: its community did not hold it. */
export const refuseMeeting = async (
  reader: Reader,
  { field = 'meeting', meeting, community }: Asked,
): Promise<Refusal | undefined> => {
  if (meeting === undefined) return undefined;
  const held = await findMeeting(reader, meeting);
  const holders = held ? [held.community, ...(held.withCommunities ?? [])] : [];
  return community !== undefined && holders.includes(community)
    ? undefined
    : unknownReference(field, 'meeting of this community', meeting);
};
