import { Assessment } from '@skein/contracts';
import { z } from 'zod';

export const AssessmentRow = Assessment.omit({ id: true }).extend({
  _id: z.string(),
  network: z.string(),
  // Its keys have dots, which MongoDB's validators take for paths in patterns.
  agreed: z.record(z.string(), z.int()),
  target: z.record(z.string(), z.int()),
});
export type AssessmentRow = z.infer<typeof AssessmentRow>;
