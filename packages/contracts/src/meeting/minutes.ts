import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { defineEvent } from '../envelope.ts';
import { Day, Id, Instant, Version } from '../id.ts';
import { defineRoute } from '../route.ts';
import { line, paragraphs } from '../text.ts';
import { AgendaItem } from './agenda.ts';
import { Meeting } from './meetings.ts';
import { StepStatus } from './workstreams.ts';

export const MinutesStatus = z.enum(['draft', 'approved']);

/** So many amendments of one meeting’s minutes are taken. */
export const mostAmendments = 100;

const Amendment = z.object({
  id: Id,
  by: Id.optional().meta({ description: 'Absent once they were erased' }),
  at: Instant,
  text: paragraphs(4000),
});

/** The minutes of a closed meeting: what its record holds, with what those who were there amended. */
export const Minutes = z
  .object({
    version: Version,
    status: MinutesStatus,
    amendUntil: Instant.meta({ description: 'Until then those who were there may amend them' }),
    approvedAt: Instant.optional(),
    approvedBy: Id.optional(),
    amendments: z.array(Amendment),
    meeting: Meeting,
    items: z.array(AgendaItem),
    notes: z.array(z.object({ item: Id, text: z.string() })),
    steps: z.array(
      z.object({
        id: Id,
        title: line(300),
        owners: z.array(Id),
        due: Day.optional(),
        status: StepStatus,
      }),
    ),
    decisions: z.array(z.object({ id: Id, what: z.string() })),
    cases: z.array(z.object({ id: Id, title: line(200), broughtBy: Id.optional() })),
  })
  .meta({ id: 'Minutes' });
export type Minutes = z.infer<typeof Minutes>;

const one = z.object({ id: Id });
const service = 'meeting';
export const minutesType = 'text/markdown';

const routes = {
  readMinutes: defineRoute({
    id: 'readMinutes',
    service,
    method: 'GET',
    path: '/meetings/:id/minutes',
    summary: 'The minutes of a meeting that is closed, from its record, with what was amended',
    right: 'meeting.read',
    params: one,
    reply: Minutes,
    status: 200,
    problems: ['conflict'],
  }),
  downloadMinutes: defineRoute({
    id: 'downloadMinutes',
    service,
    method: 'GET',
    path: '/meetings/:id/minutes.md',
    summary: 'The same as Markdown, with names',
    right: 'meeting.read',
    params: one,
    produces: [minutesType],
    reply: z.unknown(),
    status: 200,
    problems: ['conflict', 'unavailable'],
  }),
  amendMinutes: defineRoute({
    id: 'amendMinutes',
    service,
    method: 'POST',
    path: '/meetings/:id/minutes/amendments',
    summary: 'Amend the minutes, as somebody who was there, while they are open for it',
    right: 'meeting.read',
    params: one,
    body: z.strictObject({ text: paragraphs(4000).min(1) }),
    reply: Minutes,
    status: 201,
    problems: ['closed', 'conflict'],
  }),
  approveMinutes: defineRoute({
    id: 'approveMinutes',
    service,
    method: 'POST',
    path: '/meetings/:id/minutes/approval',
    summary: 'Approve the minutes: from then on nothing is amended',
    right: 'meeting.plan',
    params: one,
    reply: Minutes,
    status: 200,
    ifMatch: true,
    problems: ['closed', 'conflict'],
  }),
};

const facts = z.object({ minutes: Id, meeting: Id, community: Id, withCommunities: z.array(Id).optional() });

const events = {
  minutesDrafted: defineEvent({
    service,
    aggregate: 'minutes',
    event: 'drafted',
    summary: 'A meeting was closed, so its minutes are there, to be amended until a day',
    data: facts.extend({ amendUntil: Instant }),
  }),
  minutesAmended: defineEvent({
    service,
    aggregate: 'minutes',
    event: 'amended',
    summary: 'Somebody who was there amended the minutes',
    data: facts,
  }),
  minutesApproved: defineEvent({
    service,
    aggregate: 'minutes',
    event: 'approved',
    summary: 'The minutes were approved',
    data: facts,
  }),
};

export const minutesContract = defineCapability({ name: 'minutes', service, routes, events });
