import { belongsTo } from '@skein/known';
import type { Reader } from '@skein/service-kit';
import type { MeetingRow } from '../meetings/row.ts';

/** Whether a meeting is for them, though no token says so: they may have left since a letter of it went. */
export const isForThem = async (
  reader: Reader,
  {
    audience,
    community,
    withCommunities = [],
  }: Pick<MeetingRow, 'audience' | 'community' | 'withCommunities'>,
  person: string,
): Promise<boolean> => {
  if (audience === 'network') return belongsTo(reader, { kind: 'network' }, person);
  const held = await Promise.all(
    [community, ...withCommunities].map((one) =>
      belongsTo(reader, { kind: 'community', community: one }, person),
    ),
  );
  return held.includes(true);
};
