import { AgendaPart, MeetingKind } from '@skein/contracts';
import { z } from 'zod';

/** A series of meetings: its rhythm in words, and the agenda that its meetings take over. */
export const SeriesRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  community: z.string(),
  title: z.string(),
  kind: MeetingKind,
  rhythm: z.string(),
  agenda: z.array(AgendaPart),
});
export type SeriesRow = z.infer<typeof SeriesRow>;
