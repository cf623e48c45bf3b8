import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { defineEvent } from '../envelope.ts';
import { Id, Instant, Version } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineRoute } from '../route.ts';
import { line, paragraphs } from '../text.ts';
import { AgendaPart, MeetingKind } from './series.ts';

export const MeetingStatus = z.enum(['planned', 'running', 'closed']);
export type MeetingStatus = z.infer<typeof MeetingStatus>;

/** Whom a meeting is for, and who is told of it: everybody, or those in its communities alone. */
export const MeetingAudience = z.enum(['network', 'community']);
export type MeetingAudience = z.infer<typeof MeetingAudience>;

/** What a meeting’s announcement says: when, whose, what. */
export const MeetingNotice = z
  .object({
    id: Id,
    community: Id,
    withCommunities: z
      .array(Id)
      .optional()
      .meta({ description: 'The communities that hold it together with the first one' }),
    series: Id.optional(),
    title: line(200),
    kind: MeetingKind,
    audience: MeetingAudience,
    status: MeetingStatus,
    startsAt: Instant,
    minutes: z.int().min(1),
    capacity: z.int().positive().optional(),
  })
  .meta({ id: 'MeetingNotice' });
export type MeetingNotice = z.infer<typeof MeetingNotice>;

export const Meeting = MeetingNotice.extend({
  version: Version,
  agenda: z.array(AgendaPart),
  reading: z.array(line(300)),
  notes: paragraphs(100_000),
  present: z.array(Id),
  apologies: z.array(Id),
  openedAt: Instant.optional().meta({ description: 'When it began; the clock of its parts runs from here' }),
  closedAt: Instant.optional(),
}).meta({ id: 'Meeting' });
export type Meeting = z.infer<typeof Meeting>;

const one = z.object({ id: Id });
const Partners = z.array(Id).max(20);

const routes = {
  planMeeting: defineRoute({
    id: 'planMeeting',
    service: 'meeting',
    method: 'POST',
    path: '/meetings',
    summary: 'Plan a meeting: an occurrence of a series, whose agenda it takes, or a one-off',
    right: 'meeting.plan',
    body: z.strictObject({
      community: Id,
      withCommunities: Partners.default([]).meta({
        description: 'Communities that hold it together with this one; their members may read it too',
      }),
      series: Id.optional(),
      title: line(200),
      kind: MeetingKind,
      audience: MeetingAudience.default('community'),
      startsAt: Instant,
      minutes: z.int().min(1).max(14_400),
      capacity: z.int().positive().max(1_000_000).optional(),
      agenda: z.array(AgendaPart).max(40).optional(),
      reading: z.array(line(300)).max(50).default([]),
    }),
    reply: Meeting,
    status: 201,
    problems: ['unknown-reference'],
  }),
  listMeetings: defineRoute({
    id: 'listMeetings',
    service: 'meeting',
    method: 'GET',
    path: '/meetings',
    summary:
      'Meetings in the order of their start: those for the whole network, which visitors may see, and your communities’',
    right: 'public',
    query: PageQuery.extend({
      community: Id.optional(),
      from: Instant.optional(),
      until: Instant.optional(),
    }),
    reply: pageOf(MeetingNotice),
    status: 200,
  }),
  readMeeting: defineRoute({
    id: 'readMeeting',
    service: 'meeting',
    method: 'GET',
    path: '/meetings/:id',
    summary: 'One meeting with agenda, notes and attendance',
    right: 'meeting.read',
    params: one,
    reply: Meeting,
    status: 200,
  }),
  editMeeting: defineRoute({
    id: 'editMeeting',
    service: 'meeting',
    method: 'PATCH',
    path: '/meetings/:id',
    summary: 'Change a meeting or write its notes; only what is sent changes',
    right: 'meeting.plan',
    params: one,
    body: z
      .strictObject({
        title: line(200),
        withCommunities: Partners,
        audience: MeetingAudience,
        startsAt: Instant,
        minutes: z.int().min(1).max(14_400),
        agenda: z.array(AgendaPart).max(40),
        reading: z.array(line(300)).max(50),
        notes: paragraphs(100_000),
      })
      .partial(),
    reply: Meeting,
    status: 200,
    ifMatch: true,
    problems: ['closed', 'unknown-reference'],
  }),
  openMeeting: defineRoute({
    id: 'openMeeting',
    service: 'meeting',
    method: 'POST',
    path: '/meetings/:id/opening',
    summary: 'Open the meeting: check-in begins',
    right: 'meeting.plan',
    params: one,
    reply: Meeting,
    status: 200,
    ifMatch: true,
    problems: ['conflict'],
  }),
  recordAttendance: defineRoute({
    id: 'recordAttendance',
    service: 'meeting',
    method: 'PUT',
    path: '/meetings/:id/attendance',
    summary: 'Who is present and who sent apologies',
    right: 'meeting.plan',
    params: one,
    body: z.strictObject({
      present: z.array(Id).max(20_000),
      apologies: z.array(Id).max(20_000).default([]),
    }),
    reply: Meeting,
    status: 200,
    ifMatch: true,
    problems: ['unknown-reference', 'closed'],
    bodyLimit: 2 * 1024 * 1024,
  }),
  closeMeeting: defineRoute({
    id: 'closeMeeting',
    service: 'meeting',
    method: 'POST',
    path: '/meetings/:id/closing',
    summary:
      'Close the meeting; with `checkOut`, its attendees are asked that instrument: those of its communities, and all whom hosts of the network say were there',
    right: 'meeting.plan',
    params: one,
    body: z.strictObject({ checkOut: Id.optional().meta({ description: 'A published instrument' }) }),
    reply: Meeting,
    status: 200,
    ifMatch: true,
    problems: ['conflict'],
  }),
};

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

const events = {
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
    data: meetingFacts.extend({
      present: z.array(Id),
      checkOut: Id.optional(),
      /** Of those present, whom the check-out asks, where that is not all of them. */
      asked: z.array(Id).optional(),
    }),
  }),
};

export const meetingsContract = defineCapability({ name: 'meetings', service: 'meeting', routes, events });
