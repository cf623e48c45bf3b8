import { IntroductionAnswer, IntroductionOutcome, IntroductionStatus } from '@skein/contracts';
import { z } from 'zod';

/** An introduction with the answers of those introduced. */
export const IntroductionRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  by: z.string(),
  community: z.string().optional(),
  communities: z.array(z.string()).optional(),
  people: z.array(
    z.object({
      person: z.string(),
      community: z.string().optional(),
      answer: IntroductionAnswer.optional(),
      answeredAt: z.date().optional(),
    }),
  ),
  reason: z.string(),
  /** As it was at the last answer; that the time ran out shows in `expiresAt`. */
  status: IntroductionStatus.exclude(['expired']),
  askedAt: z.date(),
  expiresAt: z.date(),
  followUpOn: z.string().optional(),
  came: IntroductionOutcome.optional(),
  outcomes: z.array(z.object({ came: IntroductionOutcome, note: z.string(), by: z.string(), at: z.date() })),
});
export type IntroductionRow = z.infer<typeof IntroductionRow>;
