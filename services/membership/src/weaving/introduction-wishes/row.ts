import { IntroductionWishStatus } from '@skein/contracts';
import { z } from 'zod';

/** A member's wish to meet another one. */
export const IntroductionWishRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  person: z.string(),
  to: z.string(),
  community: z.string().optional(),
  reason: z.string(),
  status: IntroductionWishStatus,
  askedAt: z.date(),
  /** Who decided it. */
  by: z.string().optional(),
  introduction: z.string().optional(),
  answer: z.string().optional(),
  /** The whole row is forgotten then. */
  forgetAt: z.date(),
});
export type IntroductionWishRow = z.infer<typeof IntroductionWishRow>;
