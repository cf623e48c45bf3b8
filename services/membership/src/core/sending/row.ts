import { SendingRequestStatus } from '@skein/contracts';
import { z } from 'zod';

/** A request to send more letters than anybody may, and how many of those granted are left. */
export const SendingRequestRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  sender: z.string(),
  letters: z.int(),
  reason: z.string(),
  status: SendingRequestStatus,
  askedAt: z.date(),
  /** The host who settled it. */
  by: z.string().optional(),
  answer: z.string().optional(),
  left: z.int().optional(),
  until: z.date().optional(),
  /** The whole row is forgotten then. */
  forgetAt: z.date(),
});
export type SendingRequestRow = z.infer<typeof SendingRequestRow>;
