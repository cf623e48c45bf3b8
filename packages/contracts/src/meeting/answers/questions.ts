import { z } from 'zod';
import { Id, NetworkId } from '../../id.ts';
import { defineQuestion } from '../../question.ts';
import { line } from '../../text.ts';
import { AnswerState } from './schemas.ts';

/** Why somebody gets a letter about a meeting that they answered. */
export const MeetingLetterPart = z.enum([
  'answered',
  'answered-earlier',
  'put-on-list',
  'moved-up',
  'taken-away',
  'changed',
  'cancelled',
  'restored',
  'reminder',
]);
export type MeetingLetterPart = z.infer<typeof MeetingLetterPart>;

/** When and where a meeting is, as letters tell it. */
export const MeetingTold = z.object({
  startsAt: z.iso.datetime(),
  minutes: z.int().positive(),
  zone: z.string().optional(),
  place: z.string().optional(),
});
export type MeetingTold = z.infer<typeof MeetingTold>;

export const questions = {
  /** Answered by meeting as letters go out: what they say, to those of whom it is still true. */
  letters: defineQuestion({
    name: 'meeting.letters',
    summary: 'What letters about a meeting say, to those whom they still concern',
    question: z.strictObject({
      network: NetworkId,
      meeting: Id,
      part: MeetingLetterPart,
      /** What it follows from: the version of an answer, or a notice. */
      mark: z.string().max(60),
      people: z.array(Id).min(1).max(1000),
    }),
    answer: z.object({
      letters: z.array(
        z.object({
          person: Id,
          state: AnswerState,
          place: z.int().positive().optional(),
          /** Where they answer without signing in. */
          link: z.url(),
          /** Where the call is; of those alone who belong to its communities, and come. */
          joinLink: z.string().optional(),
        }),
      ),
      about: MeetingTold.extend({
        title: line(200),
        /** As calendars know it: an iCalendar object with this one entry, and nobody in it. */
        entry: z.string(),
        /** Why it was cancelled. */
        reason: z.string().optional(),
      }).optional(),
      /** What those who get the letter were told before. */
      before: MeetingTold.optional(),
    }),
  }),
};
