import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { changesOf } from '../changes.ts';
import { defineEvent } from '../envelope.ts';
import { Day, Id, Instant, Version } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineRoute } from '../route.ts';
import { line, paragraphs } from '../text.ts';

/** A decision stands until it is ended, at its review or before. */
export const DecisionStatus = z.enum(['standing', 'ended']);
export type DecisionStatus = z.infer<typeof DecisionStatus>;

export const DecisionReview = z.object({
  at: Instant,
  by: Id.optional().meta({ description: 'Absent once whoever noted it was erased' }),
  outcome: z.enum(['kept', 'ended']),
  word: paragraphs(2000).optional(),
  meeting: Id.optional(),
});
export type DecisionReview = z.infer<typeof DecisionReview>;

const facts = {
  what: line(300).meta({ description: 'What was decided' }),
  why: paragraphs(5000).meta({ description: 'Why' }),
  agreedBy: z.array(Id).max(200).meta({ description: 'By whom it was agreed' }),
  decidedOn: Day,
  reviewOn: Day.optional().meta({ description: 'The day from which it comes back to be looked at' }),
  meeting: Id.optional().meta({ description: 'The meeting in which it was made' }),
};

export const Decision = z
  .object({
    id: Id,
    version: Version,
    community: Id,
    ...facts,
    status: DecisionStatus,
    reviews: z.array(DecisionReview),
  })
  .meta({ id: 'Decision' });
export type Decision = z.infer<typeof Decision>;

/** A decision as it is written down; the day is today where none is said. */
export const DecisionBody = z.strictObject({
  ...facts,
  why: facts.why.default(''),
  agreedBy: facts.agreedBy.default([]),
  decidedOn: Day.optional(),
});
export type DecisionBody = z.infer<typeof DecisionBody>;

const service = 'meeting';
const one = z.object({ id: Id });

const routes = {
  recordDecision: defineRoute({
    id: 'recordDecision',
    service,
    method: 'POST',
    path: '/decisions',
    summary: 'Write a decision down: what, why, agreed by whom, and when to look at it again',
    right: 'meeting.plan',
    body: DecisionBody.extend({ community: Id }),
    reply: Decision,
    status: 201,
    problems: ['unknown-reference'],
  }),
  listDecisions: defineRoute({
    id: 'listDecisions',
    service,
    method: 'GET',
    path: '/decisions',
    summary:
      'The decisions of a community, the newest first; `due` leaves those that are to be looked at again by then',
    right: 'meeting.read',
    query: PageQuery.extend({
      community: Id,
      status: DecisionStatus.optional(),
      due: Day.optional().meta({ description: 'Those that stand, with a review by this day' }),
    }),
    reply: pageOf(Decision),
    status: 200,
  }),
  readDecision: defineRoute({
    id: 'readDecision',
    service,
    method: 'GET',
    path: '/decisions/:id',
    summary: 'One decision with its reviews',
    right: 'meeting.read',
    params: one,
    reply: Decision,
    status: 200,
  }),
  editDecision: defineRoute({
    id: 'editDecision',
    service,
    method: 'PATCH',
    path: '/decisions/:id',
    summary: 'Put right what was written of a decision that stands',
    right: 'meeting.plan',
    params: one,
    body: changesOf(DecisionBody),
    reply: Decision,
    status: 200,
    ifMatch: true,
    problems: ['closed', 'unknown-reference'],
  }),
  reviewDecision: defineRoute({
    id: 'reviewDecision',
    service,
    method: 'POST',
    path: '/decisions/:id/reviews',
    summary: 'Look at a decision again: it is kept, until another day if one is said, or ends',
    right: 'meeting.plan',
    params: one,
    body: z.strictObject({
      outcome: z.enum(['kept', 'ended']),
      word: paragraphs(2000).optional(),
      meeting: Id.optional(),
      reviewOn: Day.optional().meta({ description: 'When to look at it the next time' }),
    }),
    reply: Decision,
    status: 200,
    ifMatch: true,
    problems: ['closed', 'unknown-reference'],
  }),
};

const decisionFacts = z.object({
  decision: Id,
  community: Id,
  meeting: Id.optional(),
  status: DecisionStatus,
  reviewOn: Day.optional(),
});

const events = {
  decisionRecorded: defineEvent({
    service,
    aggregate: 'decision',
    event: 'recorded',
    summary: 'A decision was written down',
    data: decisionFacts,
  }),
  decisionChanged: defineEvent({
    service,
    aggregate: 'decision',
    event: 'changed',
    summary: 'A decision was put right, looked at again, or ended',
    data: decisionFacts,
  }),
};

export const decisionsContract = defineCapability({ name: 'decisions', service, routes, events });
