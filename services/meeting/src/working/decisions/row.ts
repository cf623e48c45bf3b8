import { DecisionStatus } from '@skein/contracts';
import { z } from 'zod';

/** What a community decided. Its days are text: a day has no time zone, a Date would give it one. */
export const DecisionRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  community: z.string(),
  what: z.string(),
  why: z.string(),
  agreedBy: z.array(z.string()),
  decidedOn: z.string(),
  reviewOn: z.string().optional(),
  meeting: z.string().optional(),
  status: DecisionStatus,
  reviews: z.array(
    z.object({
      at: z.date(),
      by: z.string().optional(),
      outcome: z.enum(['kept', 'ended']),
      word: z.string().optional(),
      meeting: z.string().optional(),
    }),
  ),
});
export type DecisionRow = z.infer<typeof DecisionRow>;
