import { ServiceConfig } from '@skein/service-kit';
import { z } from 'zod';

/** What the survey service reads from its environment beyond what all do. */
export const SurveyConfig = ServiceConfig.extend({
  /** Counts of a confidential survey are shown from this many responses up. */
  SKEIN_SMALLEST_GROUP: z.coerce.number().int().min(1).max(1000).default(8),
});
export type SurveyConfig = z.infer<typeof SurveyConfig>;
