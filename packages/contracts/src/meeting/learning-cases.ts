import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { defineEvent } from '../envelope.ts';
import { Id, Version } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineRoute } from '../route.ts';
import { line, paragraphs } from '../text.ts';

/** A member's real situation on its way: raised, discussed, taken forward, and fed back at a later meeting. */
export const LearningCaseStatus = z.enum(['raised', 'awaiting-feedback', 'closed']);
export type LearningCaseStatus = z.infer<typeof LearningCaseStatus>;

export const LearningCase = z
  .object({
    id: Id,
    version: Version,
    community: Id,
    meeting: Id,
    title: line(200),
    situation: paragraphs(10_000),
    broughtBy: Id.optional().meta({ description: 'Absent once the one who brought it was erased' }),
    observations: z.array(paragraphs(2000)),
    insights: z.array(paragraphs(2000)),
    feedback: z.object({ meeting: Id, tried: paragraphs(10_000) }).optional(),
    status: LearningCaseStatus,
  })
  .meta({ id: 'LearningCase' });
export type LearningCase = z.infer<typeof LearningCase>;

const list = z.array(paragraphs(2000)).max(200);

const routes = {
  raiseLearningCase: defineRoute({
    id: 'raiseLearningCase',
    service: 'meeting',
    method: 'POST',
    path: '/meetings/:id/learning-cases',
    summary: 'Bring a case to a meeting',
    right: 'learning-case.raise',
    params: z.object({ id: Id }),
    body: z.strictObject({
      title: line(200),
      situation: paragraphs(10_000),
      broughtBy: Id,
      observations: list.default([]),
      insights: list.default([]),
    }),
    reply: LearningCase,
    status: 201,
    problems: ['unknown-reference'],
  }),
  listLearningCases: defineRoute({
    id: 'listLearningCases',
    service: 'meeting',
    method: 'GET',
    path: '/learning-cases',
    summary: 'The learning cases of a community, newest first',
    right: 'meeting.read',
    query: PageQuery.extend({ community: Id, status: LearningCaseStatus.optional() }),
    reply: pageOf(LearningCase),
    status: 200,
  }),
  editLearningCase: defineRoute({
    id: 'editLearningCase',
    service: 'meeting',
    method: 'PATCH',
    path: '/learning-cases/:id',
    summary:
      'Change the lists of observations and insights, each as a whole, or tell what was tried: that closes the case',
    right: 'learning-case.raise',
    params: z.object({ id: Id }),
    body: z
      .strictObject({
        observations: list,
        insights: list,
        feedback: z.strictObject({ meeting: Id, tried: paragraphs(10_000) }),
      })
      .partial(),
    reply: LearningCase,
    status: 200,
    ifMatch: true,
    problems: ['conflict', 'unknown-reference'],
  }),
};

const service = 'meeting';

const events = {
  learningCaseRaised: defineEvent({
    service,
    aggregate: 'learning-case',
    event: 'raised',
    summary: 'A learning case was brought to a meeting',
    data: z.object({ case: Id, meeting: Id, community: Id, broughtBy: Id }),
  }),
  learningCaseChanged: defineEvent({
    service,
    aggregate: 'learning-case',
    event: 'changed',
    summary: 'A learning case moved on',
    data: z.object({ case: Id, community: Id, status: LearningCaseStatus }),
  }),
};

export const learningCasesContract = defineCapability({
  name: 'learning-cases',
  service: 'meeting',
  routes,
  events,
});
