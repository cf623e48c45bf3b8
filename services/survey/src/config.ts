import { ServiceConfig, withPublicAddress } from '@skein/service-kit';
import { z } from 'zod';

/** What the survey service reads from its environment beyond what all do. */
export const SurveyConfig = withPublicAddress(
  ServiceConfig.extend({
    /** Counts of a confidential survey are shown from this many responses up. */
    SKEIN_SMALLEST_GROUP: z.coerce.number().int().min(1).max(1000).default(8),
    /** For how many days after its closing the addresses that a survey was sent to are kept. */
    SKEIN_ADDRESSES_KEPT_DAYS: z.coerce.number().min(0).max(365).default(30),
    /** How long after its closing a survey's responses may still be on their way into the queue. */
    SKEIN_SETTLING_MS: z.coerce.number().int().min(0).default(6_000),
  }),
);
export type SurveyConfig = z.infer<typeof SurveyConfig>;
