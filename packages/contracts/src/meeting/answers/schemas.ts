import { z } from 'zod';
import { Id, Instant, Version } from '../../id.ts';
import { line } from '../../text.ts';

/** What somebody says to a meeting. */
export const MeetingAnswer = z.enum(['yes', 'maybe', 'no']);
export type MeetingAnswer = z.infer<typeof MeetingAnswer>;

/** Where an answer leaves somebody: who said yes has a seat, or waits for one. */
export const AnswerState = z.enum(['seated', 'waiting', 'maybe', 'no']);
export type AnswerState = z.infer<typeof AnswerState>;

const count = z.int().nonnegative();

export const OwnAnswer = z
  .object({
    answer: MeetingAnswer,
    state: AnswerState,
    place: z
      .int()
      .positive()
      .optional()
      .meta({ description: 'On the waiting list: 1 is the next to get a seat' }),
    at: Instant,
    removed: z
      .literal(true)
      .optional()
      .meta({ description: 'A host took the seat away; answering anew is possible' }),
  })
  .meta({ id: 'OwnAnswer' });
export type OwnAnswer = z.infer<typeof OwnAnswer>;

/** Who comes to a meeting, in numbers, and what whoever asks has answered. */
export const Coming = z
  .object({
    meeting: Id,
    meetingVersion: Version.meta({ description: 'For a change of its seats' }),
    capacity: z
      .int()
      .positive()
      .optional()
      .meta({ description: 'Seats; absent where there is room for all' }),
    left: count.optional().meta({ description: 'Seats that are free; absent where there is room for all' }),
    seated: count,
    waiting: count,
    maybe: count,
    no: count,
    open: z.boolean().meta({ description: 'Whether it can still be answered' }),
    mine: OwnAnswer.optional(),
  })
  .meta({ id: 'Coming' });
export type Coming = z.infer<typeof Coming>;

/** One person’s answer, as the hosts of the meeting see it. */
export const PersonComing = z
  .object({
    person: Id,
    name: z
      .string()
      .optional()
      .meta({ description: 'Absent while membership is away, and once they have left' }),
    state: AnswerState,
    at: Instant,
    removed: z.literal(true).optional(),
  })
  .meta({ id: 'PersonComing' });
export type PersonComing = z.infer<typeof PersonComing>;

/** A meeting as the link of a letter shows it. */
export const LinkedMeeting = Coming.extend({
  title: line(200),
  startsAt: Instant,
  minutes: z.int().positive(),
  zone: z.string().optional(),
  place: z.string().optional(),
  cancelled: z.literal(true).optional(),
}).meta({ id: 'LinkedMeeting' });
export type LinkedMeeting = z.infer<typeof LinkedMeeting>;
