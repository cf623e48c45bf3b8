import { ErasureReason, ErasureStatus, Mention, ReceiptLine, ServiceName } from '@skein/contracts';
import { z } from 'zod';

/** Someone who is to be erased, one row a person. It holds ids alone, but for whom the receipt is sent to while it runs. */
export const ErasureRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  person: z.string(),
  status: ErasureStatus,
  reason: ErasureReason,
  askedAt: z.date(),
  /** The host who noted it, and the other one who agreed. */
  by: z.string().optional(),
  secondBy: z.string().optional(),
  confirmedAt: z.date().optional(),
  /** It begins then, and not before. */
  notBefore: z.date().optional(),
  heldBack: z.literal('last-administrator').optional(),
  startedAt: z.date().optional(),
  /** Gone with the last act, sending the letter. */
  letterTo: z.object({ name: z.string(), email: z.string() }).optional(),
  /** When sending it is tried again. */
  letterDueAt: z.date().optional(),
  answered: z.array(ServiceName).optional(),
  receipt: z.array(ReceiptLine).optional(),
  /** Where they still stand in what others wrote; absent where it was not searched. */
  mentions: z.array(Mention).optional(),
  /** The services that were not searched, since they did not answer. */
  unsearched: z.array(ServiceName).optional(),
  doneAt: z.date().optional(),
  letter: z.enum(['sent', 'not-sent']).optional(),
  /** A wish that was never confirmed is forgotten then. */
  forgetAt: z.date().optional(),
});
export type ErasureRow = z.infer<typeof ErasureRow>;
