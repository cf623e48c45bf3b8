import { z } from 'zod';

/** One round of letters about a survey: a reminder, or the invitations of a large audience; and how far it has come. */
export const RoundRow = z.object({
  _id: z.string(),
  network: z.string(),
  survey: z.string(),
  /** Of its own events. */
  version: z.int(),
  kind: z.enum(['invitation', 'reminder']),
  at: z.date(),
  /** With the survey; else by hand. */
  planned: z.boolean(),
  status: z.enum(['planned', 'sending', 'sent', 'dropped']),
  /** The last person that it has come to. */
  cursor: z.string().optional(),
  /** To how many it went, as far as that is told. */
  recipients: z.int().optional(),
  exact: z.boolean().optional(),
});
export type RoundRow = z.infer<typeof RoundRow>;
