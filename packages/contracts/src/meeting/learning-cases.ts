import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { defineEvent } from '../envelope.ts';
import { Id, Instant, Version } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineRoute } from '../route.ts';
import { line, paragraphs } from '../text.ts';

/** A member's real situation on its way: raised, discussed, taken forward, and fed back at a later meeting. */
export const LearningCaseStatus = z.enum(['raised', 'awaiting-feedback', 'closed']);
export type LearningCaseStatus = z.infer<typeof LearningCaseStatus>;

/** In what form a community learns from something; all of them are one kind of record. */
export const LearningCaseKind = z.enum([
  'case',
  'case-clinic',
  'after-action-review',
  'huddle',
  'world-cafe',
]);
export type LearningCaseKind = z.infer<typeof LearningCaseKind>;

/** Who may read it: those of its meeting, those of its community, or everybody in the network. */
export const LearningCaseScope = z.enum(['meeting', 'community', 'network']);
export type LearningCaseScope = z.infer<typeof LearningCaseScope>;

/** What somebody adds: of a case, of one of a review’s four questions, of a huddle’s criterion, at a table of a café. */
export const ContributionPart = z.enum([
  'observation',
  'clarification',
  'insight',
  'intended',
  'happened',
  'difference',
  'lesson',
  'strong',
  'different',
  'harvest',
]);
export type ContributionPart = z.infer<typeof ContributionPart>;

/** What can be added to each form. */
export const partsOf: Readonly<Record<LearningCaseKind, readonly ContributionPart[]>> = {
  case: ['observation', 'clarification', 'insight'],
  'case-clinic': ['observation', 'clarification', 'insight'],
  'after-action-review': ['intended', 'happened', 'difference', 'lesson'],
  huddle: ['strong', 'different', 'insight'],
  'world-cafe': ['harvest', 'insight'],
};

const said = {
  part: ContributionPart,
  text: paragraphs(2000).min(1),
  party: line(200).optional().meta({ description: 'Of a review: whose view it is' }),
  criterion: Id.optional().meta({ description: 'Of a huddle: the criterion that it is held against' }),
  table: Id.optional().meta({ description: 'Of a world café: the table' }),
  round: z.int().min(1).max(20).optional().meta({ description: 'Of a world café: the round' }),
};

export const Contribution = z.object({
  id: Id,
  ...said,
  by: Id.optional().meta({
    description: 'Who said it; absent where that was not noted, or they were erased',
  }),
  at: Instant,
});
export type Contribution = z.infer<typeof Contribution>;

const ContributionBody = z.strictObject({
  ...said,
  by: Id.optional().meta({ description: 'Who said it; whoever sends it where it is not said' }),
});
export type ContributionBody = z.infer<typeof ContributionBody>;

const Criterion = z.object({ id: Id, text: line(300) });
const Table = z.object({ id: Id, title: line(200), host: Id.optional() });

const told = { title: line(200), situation: paragraphs(10_000) };
const Feedback = z.strictObject({ meeting: Id, tried: paragraphs(10_000) });

export const LearningCase = z
  .object({
    id: Id,
    version: Version,
    community: Id,
    meeting: Id,
    kind: LearningCaseKind,
    scope: LearningCaseScope,
    ...told,
    broughtBy: Id.optional().meta({ description: 'Absent once the one who brought it was erased' }),
    criteria: z.array(Criterion).meta({ description: 'Of a huddle: what it set itself before' }),
    tables: z.array(Table).meta({ description: 'Of a world café' }),
    contributions: z.array(Contribution),
    tried: paragraphs(10_000).optional().meta({ description: 'What was tried since, before it is fed back' }),
    feedback: z.object({ meeting: Id, tried: paragraphs(10_000) }).optional(),
    status: LearningCaseStatus,
  })
  .meta({ id: 'LearningCase' });
export type LearningCase = z.infer<typeof LearningCase>;

/** What everybody in the network reads of a case that its presenter cleared: nobody else’s name, and what was learnt. */
export const ClearedCase = z
  .object({
    id: Id,
    community: Id,
    kind: LearningCaseKind,
    ...told,
    broughtBy: Id.optional(),
    insights: z.array(paragraphs(2000)),
    tried: paragraphs(10_000).optional(),
  })
  .meta({ id: 'ClearedCase' });
export type ClearedCase = z.infer<typeof ClearedCase>;

const service = 'meeting';
const one = z.object({ id: Id });
const texts = z.array(paragraphs(2000)).max(200).default([]);

const routes = {
  raiseLearningCase: defineRoute({
    id: 'raiseLearningCase',
    service,
    method: 'POST',
    path: '/meetings/:id/learning-cases',
    summary: 'Bring a case to a meeting, or another form of learning from something',
    right: 'learning-case.raise',
    params: one,
    body: z.strictObject({
      ...told,
      broughtBy: Id,
      kind: LearningCaseKind.default('case'),
      scope: LearningCaseScope.exclude(['network']).default('community'),
      criteria: z.array(line(300)).max(30).default([]),
      tables: z
        .array(z.strictObject({ title: line(200), host: Id.optional() }))
        .max(60)
        .default([]),
      observations: texts.meta({
        description: 'Of a case: observations of which nobody noted who made them',
      }),
      insights: texts.meta({ description: 'Insights of which nobody noted whose they are' }),
    }),
    reply: LearningCase,
    status: 201,
    problems: ['unknown-reference'],
  }),
  listLearningCases: defineRoute({
    id: 'listLearningCases',
    service,
    method: 'GET',
    path: '/learning-cases',
    summary:
      'The learning cases of a community, newest first; those that are kept to their meeting only for those who were there, who brought them, and who run the community',
    right: 'meeting.read',
    query: PageQuery.extend({
      community: Id,
      status: LearningCaseStatus.optional(),
      broughtBy: Id.optional(),
    }),
    reply: pageOf(LearningCase),
    status: 200,
  }),
  listClearedCases: defineRoute({
    id: 'listClearedCases',
    service,
    method: 'GET',
    path: '/cleared-cases',
    summary: 'The learning cases that their presenters cleared for the whole network, newest first',
    right: 'signed-in',
    query: PageQuery,
    reply: pageOf(ClearedCase),
    status: 200,
  }),
  readLearningCase: defineRoute({
    id: 'readLearningCase',
    service,
    method: 'GET',
    path: '/learning-cases/:id',
    summary: 'One learning case with what everybody added',
    right: 'meeting.read',
    params: one,
    reply: LearningCase,
    status: 200,
  }),
  editLearningCase: defineRoute({
    id: 'editLearningCase',
    service,
    method: 'PATCH',
    path: '/learning-cases/:id',
    summary:
      'Tell it otherwise, say what was tried since, or feed it back at a later meeting: that closes the case. What its presenter cleared and somebody else tells otherwise is the community’s alone again',
    right: 'learning-case.keep',
    params: one,
    body: z.strictObject({ ...told, tried: paragraphs(10_000), feedback: Feedback }).partial(),
    reply: LearningCase,
    status: 200,
    ifMatch: true,
    problems: ['conflict', 'unknown-reference'],
  }),
  scopeLearningCase: defineRoute({
    id: 'scopeLearningCase',
    service,
    method: 'PUT',
    path: '/learning-cases/:id/scope',
    summary: 'Keep a case that you brought to its meeting or its community, or clear it for the network',
    right: 'learning-case.clear',
    params: one,
    body: z.strictObject({ scope: LearningCaseScope }),
    reply: LearningCase,
    status: 200,
    ifMatch: true,
  }),
  addContribution: defineRoute({
    id: 'addContribution',
    service,
    method: 'POST',
    path: '/learning-cases/:id/contributions',
    summary:
      'Add an observation, a clarification, an insight or whatever its form has; several people may at once. An insight or a lesson makes it wait for feedback',
    right: 'learning-case.raise',
    params: one,
    body: ContributionBody,
    reply: LearningCase,
    status: 201,
    problems: ['conflict', 'unknown-reference'],
  }),
  removeContribution: defineRoute({
    id: 'removeContribution',
    service,
    method: 'DELETE',
    path: '/learning-cases/:id/contributions/:contribution',
    summary: 'Take back what you added to a case, or to one that you brought or whose community you run',
    right: 'learning-case.keep',
    params: one.extend({ contribution: Id }),
    reply: LearningCase,
    status: 200,
    problems: ['conflict'],
  }),
};

const events = {
  learningCaseRaised: defineEvent({
    service,
    aggregate: 'learning-case',
    event: 'raised',
    summary: 'A learning case was brought to a meeting',
    data: z.object({ case: Id, meeting: Id, community: Id, broughtBy: Id.optional() }),
  }),
  learningCaseChanged: defineEvent({
    service,
    aggregate: 'learning-case',
    event: 'changed',
    summary: 'A learning case moved on',
    data: z.object({
      case: Id,
      community: Id,
      status: LearningCaseStatus,
      scope: LearningCaseScope.optional(),
    }),
  }),
};

export const learningCasesContract = defineCapability({ name: 'learning-cases', service, routes, events });
