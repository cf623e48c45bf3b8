import { z } from 'zod';

/** What is kept of the minutes of a meeting beside its record. */
export const MinutesRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  meeting: z.string(),
  community: z.string(),
  amendUntil: z.date(),
  amendments: z.array(
    z.object({ id: z.string(), by: z.string().optional(), at: z.date(), text: z.string() }),
  ),
  approvedAt: z.date().optional(),
  approvedBy: z.string().optional(),
});
export type MinutesRow = z.infer<typeof MinutesRow>;
