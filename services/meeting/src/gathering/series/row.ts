import { AgendaPart, MeetingAudience, MeetingKind, SeriesPlan } from '@skein/contracts';
import { z } from 'zod';

/** A series of meetings: when it meets, and the agenda that its meetings take over. */
export const SeriesRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  community: z.string(),
  title: z.string(),
  kind: MeetingKind,
  /** In words; of a series with a plan derived from that. */
  rhythm: z.string(),
  agenda: z.array(AgendaPart),
  /** Its plans in the order of time: each but the last ends where the next begins, so that it is one series throughout. */
  parts: z.array(SeriesPlan).optional(),
  audience: MeetingAudience.optional(),
  place: z.string().optional(),
  joinLink: z.string().optional(),
  capacity: z.int().optional(),
  /** Who leads through its meetings; absent where nobody is named, or who was is forgotten. */
  facilitator: z.string().optional(),
  /** When its dates are next planned further ahead; absent where there are none to come. */
  fillAt: z.date().optional(),
  /** When it was last changed; absent in rows of before. */
  changedAt: z.date().optional(),
});
export type SeriesRow = z.infer<typeof SeriesRow>;
