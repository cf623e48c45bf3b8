import { AcceptedResponse } from '@skein/contracts';
import { z } from 'zod';

/** A change that came before the response it is of: workers share the queue, and so its order is not theirs. */
export const EarlyChangeRow = z.object({
  /** `<survey>.<response>.<receipt>` */
  _id: z.string(),
  network: z.string(),
  survey: z.string(),
  /** With where it came in the queue. */
  change: AcceptedResponse.extend({ sequence: z.int().optional() }),
  /** When it is looked at again. */
  due: z.date(),
  /** How often it was, in vain. */
  tries: z.int(),
  expiresAt: z.date(),
});
export type EarlyChangeRow = z.infer<typeof EarlyChangeRow>;
