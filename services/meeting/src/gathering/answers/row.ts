import { AnswerState, MeetingAnswer, MeetingLetterPart } from '@skein/contracts';
import { z } from 'zod';

/** How calendar programs order what they send: by the state of the entry that they answer, then by when. */
const Reply = z.object({ sequence: z.int(), stamp: z.date() });
export type Reply = z.infer<typeof Reply>;

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
  /** The newest word of their calendar program that was taken. */
  reply: Reply.optional(),
});
export type AnswerRow = z.infer<typeof AnswerRow>;

/** What somebody said to all dates of a series, those too that are planned later. */
export const StandingAnswerRow = z.object({
  /** `<person>.<series>` */
  _id: z.string(),
  network: z.string(),
  person: z.string(),
  series: z.string(),
  /** Whose series it is: it ends with their place there. */
  community: z.string(),
  answer: MeetingAnswer,
  at: z.date(),
});
export type StandingAnswerRow = z.infer<typeof StandingAnswerRow>;

/** When and where a meeting is, as those who come know it. */
const Told = z.object({
  startsAt: z.date(),
  minutes: z.int(),
  zone: z.string().optional(),
  place: z.string().optional(),
  cancelled: z.literal(true).optional(),
});
export type Told = z.infer<typeof Told>;

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
  /** What those who answered were told of the meeting, since the first of them did. */
  told: Told.optional(),
  /** Since when it is otherwise, and when they are told so: changes meanwhile go into the same letter. */
  changedAt: z.date().optional(),
  tellAt: z.date().optional(),
  /** When they are reminded; gone once they were, or where there is no time left to. */
  remindAt: z.date().optional(),
});
export type SeatsRow = z.infer<typeof SeatsRow>;

/** What those who answered a meeting are to be told, until all of them are. */
export const NoticeRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  meeting: z.string(),
  part: MeetingLetterPart,
  /** What they were told before; of a reminder, what it reminds of. */
  before: Told,
  /** Whoever answered later knows already. */
  answeredBefore: z.date(),
  /** How far it has come, in the order of the answers. */
  after: z.string().optional(),
  open: z.literal(true).optional(),
  at: z.date(),
});
export type NoticeRow = z.infer<typeof NoticeRow>;
