import { AgendaPart, MeetingAudience, MeetingKind, MeetingStatus } from '@skein/contracts';
import { z } from 'zod';

/** One meeting, from its plan to its notes. */
export const MeetingRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  community: z.string(),
  withCommunities: z.array(z.string()).optional(),
  series: z.string().optional(),
  title: z.string(),
  kind: MeetingKind,
  audience: MeetingAudience,
  status: MeetingStatus,
  startsAt: z.date(),
  minutes: z.int(),
  /** Whose clock it goes by, and its start by that clock: the truth that `startsAt` follows from, where it is known. */
  zone: z.string().optional(),
  wall: z.string().optional(),
  allDay: z.literal(true).optional(),
  /** When the rule of its series has it, by the clock of that part of the series; no other meeting stands for that date. */
  original: z.string().optional(),
  /** Rises as its time, its place or whether it is held changes, so that calendars know which word is the last. */
  sequence: z.int().optional(),
  place: z.string().optional(),
  joinLink: z.string().optional(),
  cancelled: z.object({ reason: z.string(), at: z.date() }).optional(),
  capacity: z.int().optional(),
  agenda: z.array(AgendaPart),
  /** The parts are those of its community’s calls, and follow them; absent once it has its own. */
  usualAgenda: z.literal(true).optional(),
  /** The part that was gone to by hand, and when it began; absent while the clock goes by the parts from the opening on. */
  underWay: z.object({ part: z.int(), since: z.date() }).optional(),
  reading: z.array(z.string()),
  notes: z.string(),
  present: z.array(z.string()),
  apologies: z.array(z.string()),
  /** Absent in meetings of before that was kept. */
  openedAt: z.date().optional(),
  closedAt: z.date().optional(),
  /** When it was last written; absent in rows of before. */
  changedAt: z.date().optional(),
});
export type MeetingRow = z.infer<typeof MeetingRow>;

/** Of a meeting what a listing tells of it: neither notes nor people. */
export type NoticeRow = Pick<
  MeetingRow,
  | '_id'
  | 'community'
  | 'withCommunities'
  | 'series'
  | 'title'
  | 'kind'
  | 'audience'
  | 'status'
  | 'startsAt'
  | 'minutes'
  | 'zone'
  | 'wall'
  | 'allDay'
  | 'place'
  | 'joinLink'
  | 'cancelled'
  | 'capacity'
>;
