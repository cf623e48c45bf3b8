import type { Reader } from '@skein/service-kit';
import type { MeetingRow } from './row.ts';
import { heldBy, meetings, toldTo } from './store.ts';

/** Which meetings a feed holds: those for the whole network, and those of these communities; of one alone where it is named. */
interface FeedListing {
  readonly of: readonly string[];
  readonly community?: string | undefined;
  readonly from: Date;
}

/** As many meetings as a feed holds. */
const mostFed = 2_000;

const fed = (reader: Reader, { of, community, from }: FeedListing) => ({
  network: reader.network,
  startsAt: { $gte: from },
  $and: [...toldTo(of), ...(community === undefined ? [] : [heldBy(community)])],
});

/** Of the meetings of a feed, what tells whether any of them is another than before. */
export const fedVersions = (
  reader: Reader,
  listing: FeedListing,
): Promise<Pick<MeetingRow, '_id' | 'version' | 'series'>[]> =>
  meetings(reader)
    .find(fed(reader, listing))
    .project<Pick<MeetingRow, '_id' | 'version' | 'series'>>({ version: 1, series: 1 })
    .sort({ startsAt: 1, _id: 1 })
    .limit(mostFed)
    .toArray();

/** The meetings of a feed, and with them all dates of their series, whenever they were. */
export const fedMeetings = (
  reader: Reader,
  listing: FeedListing,
  series: readonly string[],
): Promise<MeetingRow[]> => {
  const { startsAt, ...whose } = fed(reader, listing);
  return meetings(reader)
    .find({ ...whose, $or: [{ startsAt }, { series: { $in: [...series] }, original: { $exists: true } }] })
    .project<MeetingRow>({ notes: 0, present: 0, apologies: 0, agenda: 0, reading: 0 })
    .sort({ startsAt: 1, _id: 1 })
    .limit(2 * mostFed)
    .toArray();
};
