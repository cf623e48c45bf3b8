import { z } from 'zod';

/** The questions to prepare a meeting with; has the meeting’s id. */
export const BriefingRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  community: z.string(),
  questions: z.array(z.object({ id: z.string(), text: z.string() })),
});
export type BriefingRow = z.infer<typeof BriefingRow>;

/** What one person answered before a meeting. */
export const BriefingAnswerRow = z.object({
  /** `<meeting>.<person>` */
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  meeting: z.string(),
  community: z.string(),
  person: z.string(),
  at: z.date(),
  answers: z.array(z.object({ question: z.string(), text: z.string() })),
});
export type BriefingAnswerRow = z.infer<typeof BriefingAnswerRow>;
