import { RectificationStatus } from '@skein/contracts';
import { z } from 'zod';

/** What somebody asked the hosts to put right, and what came of it. */
export const RectificationRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  person: z.string(),
  what: z.string(),
  status: RectificationStatus,
  askedAt: z.date(),
  settledAt: z.date().optional(),
  /** The host who settled it. */
  by: z.string().optional(),
  reason: z.string().optional(),
});
export type RectificationRow = z.infer<typeof RectificationRow>;
