import { PublicationAudience, type QuestionResult } from '@skein/contracts';
import { z } from 'zod';

export const PublicationRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  survey: z.string(),
  /** Whose survey it is of. */
  community: z.string().optional(),
  title: z.string(),
  introduction: z.string(),
  audience: PublicationAudience,
  publishedAt: z.date(),
  withdrawnAt: z.date().optional(),
  invited: z.int(),
  responses: z.int(),
  replacedBallots: z.int().optional(),
  questions: z.array(z.custom<QuestionResult>()),
});
export type PublicationRow = z.infer<typeof PublicationRow>;
