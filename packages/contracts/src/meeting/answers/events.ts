import { z } from 'zod';
import { defineEvent } from '../../envelope.ts';
import { Id } from '../../id.ts';
import { MeetingLetterPart } from './questions.ts';
import { AnswerState } from './schemas.ts';

const service = 'meeting';

const facts = z.object({
  meeting: Id,
  community: Id,
  /** Those that hold it together with the community, if any. */
  withCommunities: z.array(Id).optional(),
  person: Id,
  state: AnswerState,
});

export const events = {
  answerGiven: defineEvent({
    service,
    aggregate: 'answer',
    event: 'given',
    summary: 'Somebody said whether they come to a meeting',
    data: facts.extend({
      /** It was given along with that to another date of its series. */
      along: z.literal(true).optional(),
      /** Their calendar program gave it, and so knows it. */
      by: z.literal('calendar').optional(),
      /** It answers the meeting as it was before a change. */
      earlier: z.literal(true).optional(),
    }),
  }),
  seatPassedOn: defineEvent({
    service,
    aggregate: 'answer',
    event: 'moved-up',
    summary: 'Somebody who waited has a seat now',
    data: facts,
  }),
  seatTakenAway: defineEvent({
    service,
    aggregate: 'answer',
    event: 'taken-away',
    summary: 'A host took somebody’s seat, or place on the waiting list, away',
    data: facts,
  }),
  meetingNoticeDue: defineEvent({
    service,
    aggregate: 'meeting-notice',
    event: 'due',
    summary: 'People who answered a meeting are to be told of it: at most 500 an event',
    data: z.object({
      notice: Id,
      meeting: Id,
      part: MeetingLetterPart,
      people: z.array(Id).min(1).max(500),
    }),
  }),
};
