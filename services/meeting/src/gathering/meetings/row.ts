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
  capacity: z.int().optional(),
  agenda: z.array(AgendaPart),
  reading: z.array(z.string()),
  notes: z.string(),
  present: z.array(z.string()),
  apologies: z.array(z.string()),
  /** Absent in meetings of before that was kept. */
  openedAt: z.date().optional(),
  closedAt: z.date().optional(),
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
  | 'capacity'
>;
