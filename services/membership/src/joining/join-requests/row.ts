import { ConsentPurpose, JoinRequestStatus } from '@skein/contracts';
import { z } from 'zod';

/** Someone who asked to join. What they told is kept only until it is decided. */
export const JoinRequestRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  status: JoinRequestStatus,
  community: z.string(),
  name: z.string(),
  email: z.string(),
  message: z.string().optional(),
  consents: z.array(ConsentPurpose),
  /** The wording that was shown when they asked. */
  textVersion: z.string().optional(),
  person: z.string().optional(),
  askedAt: z.date(),
  /** Unconfirmed and decided requests are forgotten then. */
  forgetAt: z.date().optional(),
});
export type JoinRequestRow = z.infer<typeof JoinRequestRow>;
