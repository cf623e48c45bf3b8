import { MeetingAnswer, OutsideStatus } from '@skein/contracts';
import { z } from 'zod';

/** What somebody from outside answered to an invitation that was passed on to them. */
export const OutsideAnswerRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  meeting: z.string(),
  name: z.string().optional(),
  email: z.string(),
  answer: MeetingAnswer,
  status: OutsideStatus,
  /** Whose invitation it answers; absent once they were erased. */
  through: z.string().optional(),
  /** By the clock of who answered: an older word than this one is not taken. */
  stamp: z.date(),
  at: z.date(),
  /** Some time after the meeting nothing of them is left. */
  forgetAt: z.date(),
});
export type OutsideAnswerRow = z.infer<typeof OutsideAnswerRow>;
