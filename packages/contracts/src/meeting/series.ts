import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { changesOf } from '../changes.ts';
import { defineEvent } from '../envelope.ts';
import { Id, Version } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineRoute } from '../route.ts';
import { line } from '../text.ts';
import { JoinLink, SeriesPlan } from './times.ts';

export const MeetingKind = z.enum(['call', 'webinar', 'workshop', 'basecamp', 'festival', 'book-club']);

/** Whom a meeting is for, and who is told of it: everybody, or those in its communities alone. */
export const MeetingAudience = z.enum(['network', 'community']);
export type MeetingAudience = z.infer<typeof MeetingAudience>;

/** One timed part of an agenda. */
export const AgendaPart = z.strictObject({ title: line(120), minutes: z.int().min(1).max(1440) });

export const Series = z
  .object({
    id: Id,
    version: Version,
    community: Id,
    title: line(200),
    kind: MeetingKind,
    rhythm: line(200).meta({ description: 'How often, in words' }),
    plan: SeriesPlan.optional().meta({
      description: 'When it meets from its last change on; absent where it is known in words alone',
    }),
    audience: MeetingAudience.optional(),
    place: line(200).optional(),
    joinLink: JoinLink.optional().meta({ description: 'For those of its community alone' }),
    capacity: z.int().positive().optional(),
    facilitator: Id.optional().meta({ description: 'Who leads through its meetings' }),
    agenda: z.array(AgendaPart),
  })
  .meta({ id: 'Series' });
export type Series = z.infer<typeof Series>;

const SeriesBody = z.strictObject({
  community: Id,
  title: line(200),
  kind: MeetingKind,
  rhythm: line(120).optional().meta({ description: 'Needed where there is no plan, which says it itself' }),
  agenda: z.array(AgendaPart).max(40).default([]),
});

const routes = {
  startSeries: defineRoute({
    id: 'startSeries',
    service: 'meeting',
    method: 'POST',
    path: '/series',
    summary:
      'Start a series of meetings with its agenda template; by its plan, its dates are planned over a year ahead and go on by themselves',
    right: 'meeting.plan',
    body: SeriesBody.extend({
      plan: SeriesPlan.optional(),
      audience: MeetingAudience.default('community'),
      place: line(200).optional(),
      joinLink: JoinLink.optional(),
      capacity: z.int().positive().max(1_000_000).optional(),
    }),
    reply: Series,
    status: 201,
    problems: ['unknown-reference', 'no-such-time'],
  }),
  listSeries: defineRoute({
    id: 'listSeries',
    service: 'meeting',
    method: 'GET',
    path: '/series',
    summary: 'The series of your communities, or of one of them; those who run the network see all',
    right: 'public',
    query: PageQuery.extend({ community: Id.optional() }),
    reply: pageOf(Series),
    status: 200,
  }),
  editSeries: defineRoute({
    id: 'editSeries',
    service: 'meeting',
    method: 'PATCH',
    path: '/series/:id',
    summary: 'Change a series; new timings hold for meetings planned from then on',
    right: 'meeting.plan',
    params: z.object({ id: Id }),
    body: changesOf(SeriesBody.omit({ community: true })).extend({
      facilitator: Id.nullable().optional().meta({ description: 'Whom it is handed over to' }),
    }),
    reply: Series,
    status: 200,
    ifMatch: true,
    problems: ['unknown-reference'],
  }),
};

const service = 'meeting';

const events = {
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
};

export const seriesContract = defineCapability({ name: 'series', service: 'meeting', routes, events });
