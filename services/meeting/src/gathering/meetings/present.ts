import { type Actor, type Meeting, type MeetingNotice, may } from '@skein/contracts';
import type { MeetingRow, NoticeRow } from './row.ts';

/** Whether somebody may read what a meeting is about, as a member of one of its communities. */
export const mayRead = (
  actor: Actor | undefined,
  { community, withCommunities = [] }: Pick<NoticeRow, 'community' | 'withCommunities'>,
): boolean => [community, ...withCommunities].some((one) => may(actor, 'meeting.read', { community: one }));

const timesOf = ({ startsAt, minutes, zone, wall, allDay }: NoticeRow) => ({
  startsAt: startsAt.toISOString(),
  minutes,
  ...(zone && { zone }),
  ...(wall && { wall }),
  ...(allDay && { allDay }),
});

/** A meeting as it is announced; where to join is for those who may read it. */
export const presentNotice = (row: NoticeRow, actor?: Actor): MeetingNotice => ({
  id: row._id,
  community: row.community,
  ...(row.withCommunities?.length && { withCommunities: row.withCommunities }),
  ...(row.series && { series: row.series }),
  title: row.title,
  kind: row.kind,
  audience: row.audience,
  status: row.status,
  ...timesOf(row),
  ...(row.place && { place: row.place }),
  ...(row.joinLink && mayRead(actor, row) && { joinLink: row.joinLink }),
  ...(row.capacity && { capacity: row.capacity }),
  ...(row.cancelled && {
    cancelled: { reason: row.cancelled.reason, at: row.cancelled.at.toISOString() },
  }),
});

/** A meeting as its community sees it. */
export const presentMeeting = (row: MeetingRow, actor?: Actor): Meeting => ({
  ...presentNotice(row, actor),
  version: row.version,
  ...(row.original && { original: row.original }),
  sequence: row.sequence ?? 0,
  agenda: row.agenda,
  ...(row.underWay && { underWay: { ...row.underWay, since: row.underWay.since.toISOString() } }),
  reading: row.reading,
  notes: row.notes,
  present: row.present,
  apologies: row.apologies,
  ...(row.openedAt && { openedAt: row.openedAt.toISOString() }),
  ...(row.closedAt && { closedAt: row.closedAt.toISOString() }),
});
