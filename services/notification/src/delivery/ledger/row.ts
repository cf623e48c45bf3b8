import { z } from 'zod';

/** `over`: settled, and how is not told; of reminders, since who needed none has answered. */
export const LetterStatus = z.enum(['queued', 'sending', 'sent', 'failed', 'unknown', 'over']);
export type LetterStatus = z.infer<typeof LetterStatus>;

/** One letter to one person, from the decision to write it until it is settled: ids and facts, never an address. */
export const LetterRow = z.object({
  /** `<kind>:<cause>:<person>`, so that no cause writes to a person twice. */
  _id: z.string(),
  network: z.string(),
  /** The name of a kind that a capability declares. */
  kind: z.string(),
  /** The digest, the membership, the survey, the publication, the round of a vote or of a campaign that it is about. */
  cause: z.string(),
  person: z.string(),
  status: LetterStatus,
  attempts: z.int(),
  messageId: z.string(),
  createdAt: z.date(),
  /** Not before; a process that has the letter in hand moves it on, so that no other takes it. */
  dueAt: z.date(),
  /** The batch that has the letter in hand. */
  claim: z.string().optional(),
  leaseUntil: z.date().optional(),
  settledAt: z.date().optional(),
  reason: z.string().optional(),
  /** What the letter says, beyond its cause. */
  community: z.string().optional(),
  title: z.string().optional(),
  closesAt: z.date().optional(),
});
export type LetterRow = z.infer<typeof LetterRow>;
