import { z } from 'zod';
import { defineEvent } from '../envelope.ts';
import { Id, Instant } from '../id.ts';
import { LearningCaseStatus } from './learning-cases.ts';
import { MeetingKind } from './series.ts';
import { StepStatus } from './workstreams.ts';

const service = 'meeting';

const meetingFacts = z.object({
  meeting: Id,
  community: Id,
  /** Those that hold it together with the community, if any. */
  withCommunities: z.array(Id).optional(),
  kind: MeetingKind,
  startsAt: Instant,
  minutes: z.int(),
});

export const meetingEvents = {
  seriesStarted: defineEvent({
    service,
    aggregate: 'series',
    event: 'started',
    summary: 'A series of meetings was started',
    data: z.object({ series: Id, community: Id, kind: MeetingKind }),
  }),
  seriesChanged: defineEvent({
    service,
    aggregate: 'series',
    event: 'changed',
    summary: 'A series changed',
    data: z.object({ series: Id, community: Id, kind: MeetingKind }),
  }),
  meetingPlanned: defineEvent({
    service,
    aggregate: 'meeting',
    event: 'planned',
    summary: 'A meeting was planned',
    data: meetingFacts,
  }),
  meetingChanged: defineEvent({
    service,
    aggregate: 'meeting',
    event: 'changed',
    summary: 'A meeting, its notes or its attendance changed',
    data: meetingFacts.extend({ fields: z.array(z.string()) }),
  }),
  meetingOpened: defineEvent({
    service,
    aggregate: 'meeting',
    event: 'opened',
    summary: 'A meeting began',
    data: meetingFacts,
  }),
  meetingClosed: defineEvent({
    service,
    aggregate: 'meeting',
    event: 'closed',
    summary: 'A meeting ended; with checkOut, those present are to be asked that instrument',
    data: meetingFacts.extend({ present: z.array(Id), checkOut: Id.optional() }),
  }),
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
    data: z.object({ step: Id, workstream: Id, community: Id, owners: z.array(Id), status: StepStatus }),
  }),
  stepChanged: defineEvent({
    service,
    aggregate: 'step',
    event: 'changed',
    summary: 'A step changed',
    data: z.object({ step: Id, workstream: Id, community: Id, owners: z.array(Id), status: StepStatus }),
  }),
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
