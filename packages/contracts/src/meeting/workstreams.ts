import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { changesOf } from '../changes.ts';
import { defineEvent } from '../envelope.ts';
import { Day, Id, Instant, NetworkId, Version } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineQuestion } from '../question.ts';
import { defineRoute } from '../route.ts';
import { line, paragraphs } from '../text.ts';
import { waitingQuestion } from '../waiting.ts';

/** `proposed` by someone, `accepted` by its owner, then `done` or `dropped`. */
export const StepStatus = z.enum(['proposed', 'accepted', 'done', 'dropped']);
export type StepStatus = z.infer<typeof StepStatus>;

/** What somebody said who was asked to take a step on. */
export const StepAnswer = z.object({
  at: Instant,
  by: Id.optional().meta({ description: 'Absent once whoever said it was erased' }),
  answer: z.enum(['accepted', 'declined']),
  word: paragraphs(1000).optional(),
});
export type StepAnswer = z.infer<typeof StepAnswer>;

export const Step = z
  .object({
    id: Id,
    version: Version,
    workstream: Id,
    title: line(300),
    owners: z.array(Id),
    notes: paragraphs(5000),
    dates: z.array(Day).meta({ description: 'Dates noted along the way' }),
    due: Day.optional(),
    status: StepStatus,
    doneOn: Day.optional(),
    meeting: Id.optional().meta({ description: 'The meeting it came out of' }),
    movedAt: Instant.meta({ description: 'Since when it stands as it does, and with whom' }),
    answers: z.array(StepAnswer).meta({ description: 'What those said who were asked to take it on' }),
  })
  .meta({ id: 'Step' });
export type Step = z.infer<typeof Step>;

export const Workstream = z
  .object({
    id: Id,
    version: Version,
    community: Id,
    title: line(200),
    owners: z.array(Id),
    steps: z.array(Step),
  })
  .meta({ id: 'Workstream' });
export type Workstream = z.infer<typeof Workstream>;

/** A step as the link of a letter shows it to whom it asks. */
export const LinkedStep = Step.pick({ title: true, notes: true, due: true })
  .extend({
    workstream: line(200).optional(),
    state: z.enum(['asked', 'accepted', 'declined', 'elsewhere', 'over']).meta({
      description: 'How it stands with whom the letter went to',
    }),
  })
  .meta({ id: 'LinkedStep' });
export type LinkedStep = z.infer<typeof LinkedStep>;

const linked = z.object({ token: z.string().max(2000) });
const StepAnswerBody = z.strictObject({ answer: StepAnswer.shape.answer, word: paragraphs(1000).optional() });

const StepBody = z.strictObject({
  title: line(300),
  owners: z.array(Id).max(20).default([]),
  notes: paragraphs(5000).default(''),
  dates: z.array(Day).max(20).default([]),
  due: Day.optional(),
  status: StepStatus.default('proposed'),
  doneOn: Day.optional(),
  meeting: Id.optional(),
});

const routes = {
  startWorkstream: defineRoute({
    id: 'startWorkstream',
    service: 'meeting',
    method: 'POST',
    path: '/workstreams',
    summary: 'Start a piece of work with its owners',
    right: 'meeting.plan',
    body: z.strictObject({ community: Id, title: line(200), owners: z.array(Id).max(20) }),
    reply: Workstream,
    status: 201,
    problems: ['unknown-reference'],
  }),
  listWorkstreams: defineRoute({
    id: 'listWorkstreams',
    service: 'meeting',
    method: 'GET',
    path: '/workstreams',
    summary: 'The workstream table of a community, steps included; `open` leaves out what is done or dropped',
    right: 'meeting.read',
    query: PageQuery.extend({ community: Id, open: z.stringbool().default(false) }),
    reply: pageOf(Workstream),
    status: 200,
  }),
  addStep: defineRoute({
    id: 'addStep',
    service: 'meeting',
    method: 'POST',
    path: '/workstreams/:id/steps',
    summary: 'Propose a next step',
    right: 'step.edit',
    params: z.object({ id: Id }),
    body: StepBody,
    reply: Step,
    status: 201,
    problems: ['unknown-reference'],
  }),
  editStep: defineRoute({
    id: 'editStep',
    service: 'meeting',
    method: 'PATCH',
    path: '/steps/:id',
    summary:
      'Change a step. Only an owner accepts it, or those who run the community write down what an owner said in the meeting that it came out of; an owner or those who run the community say that it is done or drop it; a step that is done stays done',
    right: 'step.edit',
    params: z.object({ id: Id }),
    body: changesOf(StepBody.omit({ meeting: true })),
    reply: Step,
    status: 200,
    ifMatch: true,
    problems: ['conflict', 'unknown-reference'],
  }),
  answerStep: defineRoute({
    id: 'answerStep',
    service: 'meeting',
    method: 'POST',
    path: '/steps/:id/answer',
    summary:
      'Say whether you take a step on that you were asked to, or give back what you took on; a word with it is kept',
    right: 'step.answer',
    params: z.object({ id: Id }),
    body: StepAnswerBody,
    reply: Step,
    status: 200,
    ifMatch: true,
    problems: ['conflict'],
  }),
  readLinkedStep: defineRoute({
    id: 'readLinkedStep',
    service: 'meeting',
    method: 'GET',
    path: '/step-answers',
    summary: 'The step that the link of a letter asks about; looking changes nothing',
    right: 'public',
    query: linked,
    reply: LinkedStep,
    status: 200,
    problems: ['invalid-token', 'expired-token', 'not-found'],
  }),
  answerLinkedStep: defineRoute({
    id: 'answerLinkedStep',
    service: 'meeting',
    method: 'POST',
    path: '/step-answers',
    summary: 'Say by the link of a letter, without signing in, whether you take a step on',
    right: 'public',
    query: linked,
    body: StepAnswerBody,
    reply: LinkedStep,
    status: 200,
    problems: ['invalid-token', 'expired-token', 'not-found', 'conflict'],
  }),
};

const service = 'meeting';

const stepFacts = z.object({
  step: Id,
  workstream: Id,
  community: Id,
  owners: z.array(Id),
  status: StepStatus,
  asked: z
    .array(Id)
    .optional()
    .meta({ description: 'Owners who were asked by this to take it on, by somebody else' }),
});

const events = {
  workstreamStarted: defineEvent({
    service,
    aggregate: 'workstream',
    event: 'started',
    summary: 'A piece of work was started',
    data: z.object({ workstream: Id, community: Id, owners: z.array(Id) }),
  }),
  stepAdded: defineEvent({
    service,
    aggregate: 'step',
    event: 'added',
    summary: 'A next step was proposed',
    data: stepFacts,
  }),
  stepChanged: defineEvent({
    service,
    aggregate: 'step',
    event: 'changed',
    summary: 'A step changed',
    data: stepFacts.extend({
      answered: StepAnswer.pick({ by: true, answer: true }).optional(),
    }),
  }),
};

const questions = {
  /** Answered by meeting: which steps still wait for those who were asked to take them on. */
  waiting: waitingQuestion('meeting.waiting-steps', 'Steps that still wait for those who were asked'),
  /** Answered by meeting: the first open steps of communities, whose titles no event carries. */
  openSteps: defineQuestion({
    name: 'meeting.open-steps',
    summary: 'The next steps of communities',
    question: z.strictObject({
      network: NetworkId,
      communities: z.array(Id).min(1).max(200),
      most: z.int().min(1).max(20),
    }),
    answer: z.object({
      communities: z.array(
        z.object({
          community: Id,
          steps: z.array(
            z.object({
              title: line(300),
              owners: z.array(Id),
              due: Day.optional(),
              status: z.enum(['proposed', 'accepted']),
            }),
          ),
        }),
      ),
    }),
  }),
};

export const workstreamsContract = defineCapability({
  name: 'workstreams',
  service: 'meeting',
  routes,
  events,
  questions,
});
