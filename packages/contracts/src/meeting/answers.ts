import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { defineEvent } from '../envelope.ts';
import { Id, Instant, Version } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineRoute } from '../route.ts';

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
    place: z.int().positive().optional().meta({ description: 'On the waiting list: 1 is the next to get a seat' }),
    at: Instant,
    removed: z.literal(true).optional().meta({ description: 'A host took the seat away; answering anew is possible' }),
  })
  .meta({ id: 'OwnAnswer' });
export type OwnAnswer = z.infer<typeof OwnAnswer>;

/** Who comes to a meeting, in numbers, and what whoever asks has answered. */
export const Coming = z
  .object({
    meeting: Id,
    version: Version.meta({ description: 'Of the meeting, for a change of its seats' }),
    capacity: z.int().positive().optional().meta({ description: 'Seats; absent where there is room for all' }),
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
  .object({ person: Id, state: AnswerState, at: Instant, removed: z.literal(true).optional() })
  .meta({ id: 'PersonComing' });
export type PersonComing = z.infer<typeof PersonComing>;

const service = 'meeting' as const;
const one = z.object({ id: Id });
const ids = z
  .string()
  .max(4_000)
  .transform((list) => list.split(','))
  .pipe(z.array(Id).max(100));

const routes = {
  answerMeeting: defineRoute({
    id: 'answerMeeting',
    service,
    method: 'PUT',
    path: '/meetings/:id/answer',
    summary:
      'Say whether you come: a yes takes a seat, or the end of the waiting list; maybe and no give a seat back',
    right: 'signed-in',
    params: one,
    body: z.strictObject({
      answer: MeetingAnswer,
      dates: z.enum(['one', 'following', 'all']).default('one').meta({
        description: 'Of a series: this date, this and the following ones, or all that are to come',
      }),
    }),
    reply: Coming,
    status: 200,
    problems: ['closed'],
  }),
  readComing: defineRoute({
    id: 'readComing',
    service,
    method: 'GET',
    path: '/meetings/:id/answers',
    summary: 'How many come, and your own answer with your place on the waiting list',
    right: 'signed-in',
    params: one,
    reply: Coming,
    status: 200,
  }),
  listPeopleComing: defineRoute({
    id: 'listPeopleComing',
    service,
    method: 'GET',
    path: '/meetings/:id/answers/people',
    summary: 'Who answered what, for those who plan the meeting, in the order of their answers',
    right: 'meeting.plan',
    params: one,
    query: PageQuery.extend({ state: AnswerState.optional() }),
    reply: pageOf(PersonComing),
    status: 200,
  }),
  removeFromMeeting: defineRoute({
    id: 'removeFromMeeting',
    service,
    method: 'DELETE',
    path: '/meetings/:id/answers/:person',
    summary: 'Take somebody’s seat, or place on the waiting list, away; the first who waits moves up',
    right: 'meeting.plan',
    params: one.extend({ person: Id }),
    reply: Coming,
    status: 200,
    problems: ['closed'],
  }),
  changeCapacity: defineRoute({
    id: 'changeCapacity',
    service,
    method: 'PUT',
    path: '/meetings/:id/capacity',
    summary: 'Raise, lower or lift the number of seats; never below those that are taken',
    right: 'meeting.plan',
    params: one,
    body: z.strictObject({
      capacity: z
        .int()
        .positive()
        .max(1_000_000)
        .nullable()
        .meta({ description: 'null: there is room for all' }),
    }),
    reply: Coming,
    status: 200,
    ifMatch: true,
    problems: ['closed', 'conflict'],
  }),
  listMyAnswers: defineRoute({
    id: 'listMyAnswers',
    service,
    method: 'GET',
    path: '/my-answers',
    summary: 'Of these meetings, what you answered and how many come; those that you may not see are left out',
    right: 'signed-in',
    query: z.object({
      meetings: ids.meta({ description: 'Ids of at most a hundred meetings, with commas between them' }),
    }),
    reply: z.object({ items: z.array(Coming) }),
    status: 200,
  }),
};

const facts = z.object({
  meeting: Id,
  community: Id,
  /** Those that hold it together with the community, if any. */
  withCommunities: z.array(Id).optional(),
  person: Id,
  state: AnswerState,
});

const events = {
  answerGiven: defineEvent({
    service,
    aggregate: 'answer',
    event: 'given',
    summary: 'Somebody said whether they come to a meeting',
    data: facts.extend({
      /** It was given along with that to another date of its series. */
      along: z.literal(true).optional(),
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
};

export const answersContract = defineCapability({ name: 'answers', service, routes, events });
