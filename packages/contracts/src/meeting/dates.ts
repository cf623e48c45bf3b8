import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Day, Id, Instant } from '../id.ts';
import { defineRoute } from '../route.ts';
import { line } from '../text.ts';
import { AgendaPart, MeetingAudience, MeetingKind, Series } from './series.ts';
import { JoinLink, SeriesPlan, WallTime, Zone } from './times.ts';

/** One time of a series: by the clock of its zone, and as a moment. */
const DateTime = z.object({ zone: Zone, wall: WallTime, startsAt: Instant });

/** What whoever plans should know before it is saved. */
export const PlanWarning = z
  .object({
    kind: z.enum(['no-such-hour', 'hour-twice', 'no-such-day']),
    at: z.array(z.string()).meta({ description: 'The days; for `no-such-day` the months' }),
    detail: z.string(),
  })
  .meta({ id: 'PlanWarning' });
export type PlanWarning = z.infer<typeof PlanWarning>;

export const PlanPreview = z
  .object({
    rhythm: z.string(),
    dates: z.array(DateTime).meta({ description: 'The coming dates, at most twelve' }),
    warnings: z.array(PlanWarning),
  })
  .meta({ id: 'PlanPreview' });
export type PlanPreview = z.infer<typeof PlanPreview>;

const change = z.strictObject({
  from: Id.optional().meta({
    description: 'The meeting from which on it holds; without, it holds for all that are coming',
  }),
  plan: SeriesPlan.optional().meta({ description: 'When they are then; its start is the first of them' }),
  title: line(200).optional(),
  kind: MeetingKind.optional(),
  audience: MeetingAudience.optional(),
  place: line(200).nullable().optional(),
  joinLink: JoinLink.nullable().optional(),
  agenda: z.array(AgendaPart).max(40).optional(),
  reason: line(300).optional().meta({ description: 'Told of dates that are left out' }),
});

/** What a change does to one date. */
export const DateChange = z
  .object({
    meeting: Id.optional().meta({ description: 'Absent where the date is new' }),
    effect: z.enum(['moves', 'stays', 'keeps-its-own-time', 'is-new', 'is-left-out', 'stays-cancelled']),
    was: DateTime.optional(),
    becomes: DateTime.optional(),
  })
  .meta({ id: 'DateChange' });
export type DateChange = z.infer<typeof DateChange>;

export const SeriesChanges = z
  .object({ dates: z.array(DateChange), warnings: z.array(PlanWarning) })
  .meta({ id: 'SeriesChanges' });
export type SeriesChanges = z.infer<typeof SeriesChanges>;

const service = 'meeting';
const params = z.object({ id: Id });

const routes = {
  previewSeries: defineRoute({
    id: 'previewSeries',
    service,
    method: 'POST',
    path: '/series/preview',
    summary: 'The coming dates of a plan and what to know about them, without saving anything',
    right: 'meeting.plan',
    body: z.strictObject({ community: Id, plan: SeriesPlan }),
    reply: PlanPreview,
    status: 200,
    problems: ['no-such-time', 'unknown-reference'],
  }),
  previewChanges: defineRoute({
    id: 'previewChanges',
    service,
    method: 'POST',
    path: '/series/:id/changes/preview',
    summary: 'What a change of a series would do to each coming date, without saving anything',
    right: 'meeting.plan',
    params,
    body: change,
    reply: SeriesChanges,
    status: 200,
    problems: ['no-such-time', 'unknown-reference', 'conflict'],
  }),
  changeDates: defineRoute({
    id: 'changeDates',
    service,
    method: 'POST',
    path: '/series/:id/changes',
    summary:
      'Change a series from one date on, or all that is coming; what was held stays, and so does a date that was moved by itself',
    right: 'meeting.plan',
    params,
    body: change,
    reply: Series,
    status: 200,
    ifMatch: true,
    problems: ['no-such-time', 'unknown-reference', 'conflict'],
  }),
  endSeries: defineRoute({
    id: 'endSeries',
    service,
    method: 'POST',
    path: '/series/:id/ending',
    summary: 'End a series after a day: the dates after it are cancelled, and no more come',
    right: 'meeting.plan',
    params,
    body: z.strictObject({ after: Day, reason: line(300) }),
    reply: Series,
    status: 200,
    ifMatch: true,
    problems: ['conflict'],
  }),
  pauseSeries: defineRoute({
    id: 'pauseSeries',
    service,
    method: 'POST',
    path: '/series/:id/pause',
    summary: 'Cancel the dates of a series from one day to another; it goes on by itself after that',
    right: 'meeting.plan',
    params,
    body: z.strictObject({ from: Day, until: Day, reason: line(300) }),
    reply: SeriesChanges,
    status: 200,
    ifMatch: true,
    problems: ['no-such-time', 'conflict'],
  }),
};

export const datesContract = defineCapability({ name: 'dates', service, routes });
