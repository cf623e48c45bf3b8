import { z } from 'zod';

/** That somebody looked at the library: whose id is its own. */
export const VisitRow = z.object({
  _id: z.string(),
  network: z.string(),
  at: z.date(),
  /** When they had looked at it the time before. */
  since: z.date().optional(),
});
export type VisitRow = z.infer<typeof VisitRow>;
