import type { Meeting, MeetingNotice } from '@skein/contracts';
import type { MeetingRow, NoticeRow } from './row.ts';

/** A meeting as it is announced. */
export const presentNotice = (row: NoticeRow): MeetingNotice => ({
  id: row._id,
  community: row.community,
  ...(row.withCommunities?.length && { withCommunities: row.withCommunities }),
  ...(row.series && { series: row.series }),
  title: row.title,
  kind: row.kind,
  audience: row.audience,
  status: row.status,
  startsAt: row.startsAt.toISOString(),
  minutes: row.minutes,
  ...(row.capacity && { capacity: row.capacity }),
});

/** A meeting as its community sees it. */
export const presentMeeting = (row: MeetingRow): Meeting => ({
  ...presentNotice(row),
  version: row.version,
  agenda: row.agenda,
  reading: row.reading,
  notes: row.notes,
  present: row.present,
  apologies: row.apologies,
  ...(row.openedAt && { openedAt: row.openedAt.toISOString() }),
  ...(row.closedAt && { closedAt: row.closedAt.toISOString() }),
});
