import { ConsentPurpose } from '@skein/contracts';
import { z } from 'zod';

/** One person asked by one campaign. They are silent until they answer, so each is in exactly one of the three. */
export const InvitedRow = z.object({
  /** `<campaign>.<person>` */
  _id: z.string(),
  network: z.string(),
  campaign: z.string(),
  person: z.string(),
  purpose: ConsentPurpose,
  deadline: z.date(),
  answer: z.enum(['yes', 'no', 'silent']),
  answeredAt: z.date().optional(),
  /** When the deadline was carried out for them: nothing changes the row after that. */
  settledAt: z.date().optional(),
});
export type InvitedRow = z.infer<typeof InvitedRow>;
