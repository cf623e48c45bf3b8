import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { defineEvent } from '../envelope.ts';
import { Id, Instant } from '../id.ts';
import { defineRoute } from '../route.ts';
import { line, paragraphs } from '../text.ts';

/** So many questions a host asks before a meeting at most. */
export const mostBriefingQuestions = 12;

const Question = z.object({ id: Id, text: line(300) });
const Said = z.strictObject({ question: Id, text: paragraphs(2000) });
const RowVersion = z.int().min(0).meta({ description: '0 while nothing is saved' });

/** What a host asks delegates before a meeting, and what they said: each sees their own, the host everybody’s. */
export const Briefing = z
  .object({
    meeting: Id,
    version: RowVersion,
    questions: z.array(Question),
    mine: z.object({ version: RowVersion, answers: z.array(Said) }),
    answers: z
      .array(z.object({ person: Id, at: Instant, answers: z.array(Said) }))
      .optional()
      .meta({ description: 'For who plans the meeting' }),
  })
  .meta({ id: 'Briefing' });
export type Briefing = z.infer<typeof Briefing>;

const one = z.object({ id: Id });
const service = 'meeting';

const routes = {
  readBriefing: defineRoute({
    id: 'readBriefing',
    service,
    method: 'GET',
    path: '/meetings/:id/briefing',
    summary: 'The questions to prepare with, and what you answered; for who plans the meeting, all answers',
    right: 'meeting.read',
    params: one,
    reply: Briefing,
    status: 200,
  }),
  askBefore: defineRoute({
    id: 'askBefore',
    service,
    method: 'PUT',
    path: '/meetings/:id/briefing',
    summary: 'Set the questions to prepare with; one that keeps its id keeps its answers',
    right: 'meeting.plan',
    params: one,
    body: z.strictObject({
      questions: z.array(z.strictObject({ id: Id.optional(), text: line(300) })).max(mostBriefingQuestions),
    }),
    reply: Briefing,
    status: 200,
    ifMatch: true,
    problems: ['closed'],
  }),
  answerBefore: defineRoute({
    id: 'answerBefore',
    service,
    method: 'PUT',
    path: '/meetings/:id/briefing/mine',
    summary: 'Answer the questions to prepare with; seen by you and by who plans the meeting',
    right: 'meeting.read',
    params: one,
    body: z.strictObject({ answers: z.array(Said).max(mostBriefingQuestions) }),
    reply: Briefing,
    status: 200,
    ifMatch: true,
    problems: ['closed', 'unknown-reference'],
  }),
};

const events = {
  questionsAsked: defineEvent({
    service,
    aggregate: 'briefing',
    event: 'changed',
    summary: 'A host set the questions to prepare a meeting with',
    data: z.object({ meeting: Id, community: Id, withCommunities: z.array(Id).optional() }),
  }),
};

export const briefingsContract = defineCapability({ name: 'briefings', service, routes, events });
