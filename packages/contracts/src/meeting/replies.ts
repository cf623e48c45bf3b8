import { z } from 'zod';
import { EmailAddress } from '../address.ts';
import { defineCapability } from '../capability.ts';
import { Day, Id, Instant, NetworkId, Version } from '../id.ts';
import { defineQuestion } from '../question.ts';
import { defineRoute } from '../route.ts';
import { line } from '../text.ts';
import { MeetingAnswer } from './answers/index.ts';
import { WallTime } from './times.ts';

/** What a host made of an answer of somebody from outside; `held` until they did. */
export const OutsideStatus = z.enum(['held', 'accepted', 'dismissed']);
export type OutsideStatus = z.infer<typeof OutsideStatus>;

/** The answer of somebody to whom an invitation was passed on. */
export const OutsideAnswer = z
  .object({
    id: Id,
    version: Version,
    meeting: Id,
    name: line(200).optional(),
    email: EmailAddress,
    answer: MeetingAnswer,
    status: OutsideStatus,
    through: Id.optional().meta({ description: 'Whose invitation it answers; absent once they were erased' }),
    at: Instant,
  })
  .meta({ id: 'OutsideAnswer' });
export type OutsideAnswer = z.infer<typeof OutsideAnswer>;

const service = 'meeting' as const;

const routes = {
  listOutsideAnswers: defineRoute({
    id: 'listOutsideAnswers',
    service,
    method: 'GET',
    path: '/meetings/:id/outside-answers',
    summary: 'Who answered an invitation that was passed on to them, for those who plan the meeting',
    right: 'meeting.plan',
    params: z.object({ id: Id }),
    reply: z.object({ items: z.array(OutsideAnswer) }),
    status: 200,
  }),
  settleOutsideAnswer: defineRoute({
    id: 'settleOutsideAnswer',
    service,
    method: 'PUT',
    path: '/meetings/:id/outside-answers/:answer',
    summary: 'Accept somebody from outside as a guest of the meeting, or dismiss their answer',
    right: 'meeting.plan',
    params: z.object({ id: Id, answer: Id }),
    body: z.strictObject({ status: OutsideStatus.exclude(['held']) }),
    reply: OutsideAnswer,
    status: 200,
    ifMatch: true,
  }),
};

/** Which date of a series a calendar program means, in whatever form it says so. */
const Recurrence = z.strictObject({
  at: Instant.optional().meta({ description: 'Where it says the moment, or whose clock it is by' }),
  wall: WallTime.optional(),
  zone: line(200).optional().meta({ description: 'Its name for whose clock that is' }),
  day: Day.optional().meta({ description: 'Where it says no more than the day' }),
});
export type Recurrence = z.infer<typeof Recurrence>;

const questions = {
  /** Answered by meeting as mail comes in, so that its sender is told only once it is taken. */
  takeReply: defineQuestion({
    name: 'meeting.take-reply',
    summary: 'Take the answer that somebody’s calendar program sent',
    question: z.strictObject({
      network: NetworkId,
      person: Id.meta({ description: 'Whose invitation it answers' }),
      from: z
        .strictObject({ name: line(200).optional(), email: EmailAddress })
        .optional()
        .meta({ description: 'Who answered it, where that is somebody else' }),
      uid: z.string().max(400),
      recurrence: Recurrence.optional().meta({ description: 'Absent: all that are to come' }),
      answer: MeetingAnswer,
      sequence: z.int().nonnegative().optional(),
      stamp: Instant,
    }),
    answer: z.object({
      outcome: z.enum(['taken', 'held', 'overtaken', 'closed', 'unknown']),
    }),
  }),
};

export const repliesContract = defineCapability({ name: 'replies', service, routes, questions });
