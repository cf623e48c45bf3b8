import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { changesOf } from '../changes.ts';
import { defineEvent } from '../envelope.ts';
import { Day, Id, Instant, NetworkId, Version } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineQuestion } from '../question.ts';
import { defineRoute } from '../route.ts';
import { line, paragraphs } from '../text.ts';
import { DecisionBody } from './decisions.ts';

/** `open` until it is dealt with: `processed` into something, or `dropped`, since it is no longer one. */
export const TensionStatus = z.enum(['open', 'processed', 'dropped']);
export type TensionStatus = z.infer<typeof TensionStatus>;

/** What a tension became; `none` is that it is no longer one. */
export const TensionOutcomeKind = z.enum(['step', 'decision', 'case', 'none']);
export type TensionOutcomeKind = z.infer<typeof TensionOutcomeKind>;

export const TensionOutcome = z.object({
  kind: TensionOutcomeKind,
  id: Id.optional().meta({ description: 'The step, decision or learning case; absent where it is none' }),
});
export type TensionOutcome = z.infer<typeof TensionOutcome>;

/** What was done to a tension, in the order in which it was. */
export const TensionDeed = z.enum(['raised', 'changed', 'processed', 'withdrawn', 'reopened']);
export type TensionDeed = z.infer<typeof TensionDeed>;

const TensionMoment = z.object({
  at: Instant,
  by: Id.optional().meta({ description: 'Absent once whoever did it was erased' }),
  did: TensionDeed,
  outcome: TensionOutcome.optional(),
  word: paragraphs(2000).optional().meta({ description: 'What was said of it' }),
});

const facts = {
  title: line(300).meta({ description: 'What somebody wants dealt with' }),
  wouldHelp: paragraphs(2000).meta({ description: 'What would help' }),
  meeting: Id.optional().meta({ description: 'The meeting that it is for, or in which it was dealt with' }),
};

export const Tension = z
  .object({
    id: Id,
    version: Version,
    community: Id,
    ...facts,
    raisedBy: Id.optional().meta({ description: 'Absent once whoever raised it was erased' }),
    raisedAt: Instant,
    status: TensionStatus,
    outcome: TensionOutcome.optional(),
    history: z.array(TensionMoment),
  })
  .meta({ id: 'Tension' });
export type Tension = z.infer<typeof Tension>;

const TensionBody = z.strictObject({ ...facts, wouldHelp: facts.wouldHelp.default('') });

/** A next step that a tension becomes: one that there is, or a new one, in a piece of work that there is or begins with it. */
const NewStep = z.strictObject({
  workstream: Id.optional().meta({ description: 'Absent: a new piece of work, named as the tension is' }),
  title: line(300),
  owners: z.array(Id).max(20).default([]),
  notes: paragraphs(5000).default(''),
  due: Day.optional(),
});

const said = { word: paragraphs(2000).optional().meta({ description: 'What was said of it' }) };
const dealt = { ...said, meeting: Id.optional().meta({ description: 'The meeting in which it was' }) };

const TensionProcessing = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('step'), ...dealt, id: Id.optional(), step: NewStep.optional() }),
    z.strictObject({
      kind: z.literal('decision'),
      ...dealt,
      id: Id.optional(),
      decision: DecisionBody.omit({ meeting: true }).optional(),
    }),
    z.strictObject({ kind: z.literal('case'), ...dealt, id: Id }),
    z.strictObject({ kind: z.literal('none'), ...dealt }),
  ])
  .meta({
    description:
      'With the `id` of what there is already, or with what is to be made of it, which is then one with it',
  });
export type TensionProcessing = z.infer<typeof TensionProcessing>;

const service = 'meeting';
const one = z.object({ id: Id });

const routes = {
  raiseTension: defineRoute({
    id: 'raiseTension',
    service,
    method: 'POST',
    path: '/tensions',
    summary: 'Raise a tension: what you want dealt with, and what would help',
    right: 'tension.raise',
    body: TensionBody.extend({
      community: Id,
      raisedBy: Id.optional().meta({
        description: 'Somebody else, for whom those who run the community write it down',
      }),
    }),
    reply: Tension,
    status: 201,
    problems: ['unknown-reference'],
  }),
  listTensions: defineRoute({
    id: 'listTensions',
    service,
    method: 'GET',
    path: '/tensions',
    summary: 'The tensions of a community, the one raised first first, or last first with `order=last`',
    right: 'meeting.read',
    query: PageQuery.extend({
      community: Id,
      status: TensionStatus.optional(),
      raisedBy: Id.optional(),
      order: z.enum(['first', 'last']).default('first'),
    }),
    reply: pageOf(Tension),
    status: 200,
  }),
  readTension: defineRoute({
    id: 'readTension',
    service,
    method: 'GET',
    path: '/tensions/:id',
    summary: 'One tension with its history',
    right: 'meeting.read',
    params: one,
    reply: Tension,
    status: 200,
  }),
  editTension: defineRoute({
    id: 'editTension',
    service,
    method: 'PATCH',
    path: '/tensions/:id',
    summary: 'Say otherwise what it is, what would help or for which meeting, while it is open',
    right: 'tension.keep',
    params: one,
    body: changesOf(TensionBody),
    reply: Tension,
    status: 200,
    ifMatch: true,
    problems: ['closed', 'unknown-reference'],
  }),
  processTension: defineRoute({
    id: 'processTension',
    service,
    method: 'POST',
    path: '/tensions/:id/outcome',
    summary: 'Deal with a tension: it becomes a step, a decision or a learning case, or is no longer one',
    right: 'meeting.plan',
    params: one,
    body: TensionProcessing,
    reply: Tension,
    status: 200,
    ifMatch: true,
    problems: ['closed', 'unknown-reference'],
  }),
  withdrawTension: defineRoute({
    id: 'withdrawTension',
    service,
    method: 'POST',
    path: '/tensions/:id/withdrawal',
    summary: 'Take a tension back that you raised',
    right: 'tension.withdraw',
    params: one,
    body: z.strictObject(said),
    reply: Tension,
    status: 200,
    ifMatch: true,
    problems: ['closed'],
  }),
  reopenTension: defineRoute({
    id: 'reopenTension',
    service,
    method: 'POST',
    path: '/tensions/:id/reopening',
    summary: 'Open a tension again that is still one; what became of it meanwhile stays',
    right: 'tension.keep',
    params: one,
    body: z.strictObject(said),
    reply: Tension,
    status: 200,
    ifMatch: true,
    problems: ['conflict'],
  }),
};

const tensionFacts = z.object({ tension: Id, community: Id, meeting: Id.optional() });

const events = {
  tensionRaised: defineEvent({
    service,
    aggregate: 'tension',
    event: 'raised',
    summary: 'Somebody wants something dealt with',
    data: tensionFacts.extend({ raisedBy: Id }),
  }),
  tensionChanged: defineEvent({
    service,
    aggregate: 'tension',
    event: 'changed',
    summary: 'A tension was said otherwise, dealt with, withdrawn or opened again',
    data: tensionFacts.extend({
      did: TensionDeed,
      by: Id,
      status: TensionStatus,
      outcome: TensionOutcome.optional(),
    }),
  }),
};

const questions = {
  /** Answered by meeting as mail comes in, so that its sender is told only once it is stored. */
  raiseByMail: defineQuestion({
    name: 'meeting.raise-by-mail',
    summary: 'Raise a tension that a member wrote by mail',
    question: z.strictObject({
      network: NetworkId,
      person: Id,
      community: Id,
      title: facts.title,
      wouldHelp: facts.wouldHelp,
      letter: z.string().max(100).meta({ description: 'A hash of the letter, which may come twice' }),
    }),
    answer: z.object({ outcome: z.enum(['raised', 'raised-before', 'not-theirs']) }),
  }),
};

export const tensionsContract = defineCapability({ name: 'tensions', service, routes, events, questions });
