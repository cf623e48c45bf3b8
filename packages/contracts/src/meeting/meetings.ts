import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Id, Instant, Version } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineRoute } from '../route.ts';
import { line, paragraphs } from '../text.ts';
import { meetingEvents } from './meeting-events.ts';
import { AgendaPart, MeetingAudience, MeetingKind } from './series.ts';
import { JoinLink, WallTime, Zone } from './times.ts';

export const MeetingStatus = z.enum(['planned', 'running', 'closed']);
export type MeetingStatus = z.infer<typeof MeetingStatus>;

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
    zone: Zone.optional().meta({ description: 'Whose clock it goes by, where that is known' }),
    wall: WallTime.optional().meta({ description: 'Its start by that clock; `startsAt` follows from it' }),
    allDay: z.literal(true).optional(),
    place: line(200).optional(),
    joinLink: JoinLink.optional().meta({ description: 'For members of its communities alone' }),
    capacity: z.int().positive().optional(),
    cancelled: z
      .object({ reason: line(300), at: Instant })
      .optional()
      .meta({ description: 'It does not take place' }),
  })
  .meta({ id: 'MeetingNotice' });
export type MeetingNotice = z.infer<typeof MeetingNotice>;

export const Meeting = MeetingNotice.extend({
  version: Version,
  original: WallTime.optional().meta({ description: 'When its series would have it, before it was moved' }),
  sequence: z
    .int()
    .min(0)
    .meta({ description: 'Rises as its time, its place or whether it is held changes' }),
  agenda: z.array(AgendaPart),
  underWay: z
    .object({ part: z.int().min(0), since: Instant })
    .optional()
    .meta({
      description:
        'The part that was gone to by hand, and when it began; those after it follow by their times',
    }),
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
const when = {
  startsAt: Instant.optional().meta({
    description: 'Its start as a moment; or by a clock, with `zone` and `wall`',
  }),
  zone: Zone.optional(),
  wall: WallTime.optional(),
};

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
      ...when,
      minutes: z.int().min(1).max(14_400),
      place: line(200).optional(),
      joinLink: JoinLink.optional(),
      capacity: z.int().positive().max(1_000_000).optional(),
      agenda: z.array(AgendaPart).max(40).optional(),
      reading: z.array(line(300)).max(50).default([]),
    }),
    reply: Meeting,
    status: 201,
    problems: ['unknown-reference', 'no-such-time'],
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
      series: Id.optional(),
      from: Instant.optional(),
      until: Instant.optional(),
      cancelled: z.stringbool().default(false).meta({ description: 'Those too that were cancelled' }),
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
  readMeetingNotice: defineRoute({
    id: 'readMeetingNotice',
    service: 'meeting',
    method: 'GET',
    path: '/meetings/:id/notice',
    summary: 'How one meeting is announced, to those whom its listing tells of it',
    right: 'public',
    params: one,
    reply: MeetingNotice,
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
        ...when,
        minutes: z.int().min(1).max(14_400),
        place: line(200).nullable(),
        joinLink: JoinLink.nullable(),
        agenda: z.array(AgendaPart).max(40),
        reading: z.array(line(300)).max(50),
        notes: paragraphs(100_000),
      })
      .partial(),
    reply: Meeting,
    status: 200,
    ifMatch: true,
    problems: ['closed', 'unknown-reference', 'no-such-time'],
  }),
  cancelMeeting: defineRoute({
    id: 'cancelMeeting',
    service: 'meeting',
    method: 'POST',
    path: '/meetings/:id/cancellation',
    summary: 'Cancel a meeting that is planned, with the reason that is told',
    right: 'meeting.plan',
    params: one,
    body: z.strictObject({ reason: line(300) }),
    reply: Meeting,
    status: 200,
    ifMatch: true,
    problems: ['conflict'],
  }),
  restoreMeeting: defineRoute({
    id: 'restoreMeeting',
    service: 'meeting',
    method: 'POST',
    path: '/meetings/:id/restoration',
    summary: 'Hold a cancelled meeting after all',
    right: 'meeting.plan',
    params: one,
    reply: Meeting,
    status: 200,
    ifMatch: true,
    problems: ['conflict'],
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

export const meetingsContract = defineCapability({
  name: 'meetings',
  service: 'meeting',
  routes,
  events: meetingEvents,
});
