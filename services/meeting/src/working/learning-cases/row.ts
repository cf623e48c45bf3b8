import { LearningCaseStatus } from '@skein/contracts';
import { z } from 'zod';

/** A learning case on its way from a meeting to the feedback at a later one. */
export const LearningCaseRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  community: z.string(),
  meeting: z.string(),
  title: z.string(),
  situation: z.string(),
  /** Absent once the one who brought it was erased, with what they told. */
  broughtBy: z.string().optional(),
  observations: z.array(z.string()),
  insights: z.array(z.string()),
  feedback: z.object({ meeting: z.string(), tried: z.string() }).optional(),
  status: LearningCaseStatus,
});
export type LearningCaseRow = z.infer<typeof LearningCaseRow>;
