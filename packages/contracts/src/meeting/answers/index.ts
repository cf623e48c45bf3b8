import { z } from 'zod';
import { defineCapability } from '../../capability.ts';
import { Id } from '../../id.ts';
import { PageQuery, pageOf } from '../../listing.ts';
import { defineRoute } from '../../route.ts';
import { events } from './events.ts';
import { questions } from './questions.ts';
import { AnswerState, Coming, LinkedMeeting, MeetingAnswer, PersonComing } from './schemas.ts';

export * from './questions.ts';
export * from './schemas.ts';

const service = 'meeting' as const;
const one = z.object({ id: Id });
const linked = z.object({ token: z.string().max(2000) });
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
        description:
          'Of a series: this date, this and the following ones, or all that are to come; but for this date, those too that are planned later',
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
    summary:
      'Of these meetings, what you answered and how many come; those that you may not see are left out',
    right: 'signed-in',
    query: z.object({
      meetings: ids.meta({ description: 'Ids of at most a hundred meetings, with commas between them' }),
    }),
    reply: z.object({ items: z.array(Coming) }),
    status: 200,
  }),
  readLinkedMeeting: defineRoute({
    id: 'readLinkedMeeting',
    service,
    method: 'GET',
    path: '/meeting-answers',
    summary: 'The meeting that the link of a letter is about, with one’s answer; looking changes nothing',
    right: 'public',
    query: linked,
    reply: LinkedMeeting,
    status: 200,
    problems: ['invalid-token', 'expired-token', 'not-found'],
  }),
  answerLinkedMeeting: defineRoute({
    id: 'answerLinkedMeeting',
    service,
    method: 'POST',
    path: '/meeting-answers',
    summary: 'Say whether you come by the link of a letter, without signing in',
    right: 'public',
    query: linked,
    body: z.strictObject({ answer: MeetingAnswer }),
    reply: LinkedMeeting,
    status: 200,
    problems: ['invalid-token', 'expired-token', 'not-found', 'closed'],
  }),
};

export const answersContract = defineCapability({
  name: 'answers',
  service,
  routes,
  events,
  questions,
});
