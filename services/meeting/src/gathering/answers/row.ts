import { AnswerState } from '@skein/contracts';
import { z } from 'zod';

/** What somebody answered to a meeting. It stays when they answer otherwise, so that its version only rises. */
export const AnswerRow = z.object({
  /** `<person>.<meeting>` */
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  meeting: z.string(),
  person: z.string(),
  state: AnswerState,
  /** The how-manieth answer to this meeting it is: the order of the waiting list. */
  turn: z.int(),
  at: z.date(),
  /** They waited, and got the seat of somebody else. */
  movedUpAt: z.date().optional(),
  /** A host took it away. */
  removed: z.literal(true).optional(),
});
export type AnswerRow = z.infer<typeof AnswerRow>;

/** How many answered what to a meeting. Every change of an answer changes it, so that of two at once one waits. */
export const SeatsRow = z.object({
  /** The meeting. */
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  seated: z.int(),
  waiting: z.int(),
  maybe: z.int(),
  no: z.int(),
  /** How many answers were given so far, those that others took the place of among them. */
  turns: z.int(),
});
export type SeatsRow = z.infer<typeof SeatsRow>;
