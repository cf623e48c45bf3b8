import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Id, Instant } from '../id.ts';
import { defineRoute } from '../route.ts';
import { line, paragraphs } from '../text.ts';
import { ChatSummary, NamedPeople, RecordedName, SharedLink } from './chats.ts';
import { LinePlace } from './line-places.ts';
import { Meeting } from './meetings.ts';
import { AgendaPart, MeetingAudience, MeetingKind } from './series.ts';

const mostLines = 10_000;
const PastNotes = paragraphs(400_000).min(1);
const Places = z.array(LinePlace).max(mostLines).meta({
  description: 'Where each line belongs, from the first to the last; as the preview says unless sent',
});

/** What the notes of a meeting would become. */
export const PastPreview = z
  .object({
    lines: z.array(z.object({ text: z.string(), place: LinePlace })).meta({
      description: 'Each line of the notes, and where it lies; what was to some alone without its text',
    }),
    title: z.string().optional(),
    day: z
      .object({ year: z.int().optional(), month: z.int(), day: z.int() })
      .optional()
      .meta({ description: 'The day that the title names; people often leave out the year' }),
    present: z.array(z.string()),
    apologies: z.array(z.string()),
    agenda: z.array(AgendaPart),
    reading: z.array(z.string()),
    cases: z.array(
      z.object({
        title: z.string(),
        by: z.string().optional(),
        situation: z.string(),
        observations: z.array(z.string()),
        insights: z.array(z.string()),
      }),
    ),
    steps: z
      .array(
        z.object({
          workstream: z.string(),
          leads: z.array(z.string()),
          title: z.string().optional(),
          owners: z.array(z.string()),
          notes: z.string(),
          done: z.string().optional(),
        }),
      )
      .meta({ description: 'The table of work, row for row' }),
    statements: z.array(
      z.object({
        statement: z.string(),
        marks: z.array(z.object({ score: z.int().min(1).max(5), by: z.string().optional() })),
      }),
    ),
    chat: ChatSummary,
    links: z.array(SharedLink),
    notes: z.string().meta({ description: 'What stays in the notes' }),
    people: z.array(RecordedName),
  })
  .meta({ id: 'PastPreview' });
export type PastPreview = z.infer<typeof PastPreview>;

/** What the notes of an earlier meeting told that no other record holds. */
export const PastFindings = z
  .object({
    statements: z
      .array(
        z.object({
          statement: z.string(),
          scores: z.array(z.int()).length(5).meta({ description: 'How many gave 1, 2, 3, 4 and 5' }),
        }),
      )
      .meta({ description: 'Scores at its check-out; by whom is shown to nobody but themselves' }),
    links: z.array(SharedLink),
    takenInAt: Instant,
  })
  .meta({ id: 'PastFindings' });
export type PastFindings = z.infer<typeof PastFindings>;

const bodyLimit = 2 * 1024 * 1024;

const routes = {
  previewPastMeeting: defineRoute({
    id: 'previewPastMeeting',
    service: 'meeting',
    method: 'POST',
    path: '/meetings/past/preview',
    summary: 'What the notes of an earlier meeting would become, line for line; nothing is stored',
    right: 'meeting.plan',
    body: z.strictObject({ community: Id, text: PastNotes, places: Places.optional() }),
    reply: PastPreview,
    status: 200,
    problems: ['unknown-reference'],
    bodyLimit,
  }),
  takeInPastMeeting: defineRoute({
    id: 'takeInPastMeeting',
    service: 'meeting',
    method: 'POST',
    path: '/meetings/past',
    summary:
      'Take in an earlier meeting by its notes, as they were previewed and corrected: a closed meeting with attendance, cases, work, scores and chat. A line that names somebody who is no member stays in the notes too',
    right: 'meeting.plan',
    body: z.strictObject({
      community: Id,
      title: line(200),
      kind: MeetingKind.default('call'),
      audience: MeetingAudience.default('community'),
      startsAt: Instant,
      minutes: z.int().min(1).max(14_400),
      text: PastNotes,
      places: Places.optional(),
      people: NamedPeople.default([]),
    }),
    reply: Meeting,
    status: 201,
    problems: ['unknown-reference', 'already-exists', 'too-large'],
    bodyLimit,
  }),
  readPastFindings: defineRoute({
    id: 'readPastFindings',
    service: 'meeting',
    method: 'GET',
    path: '/meetings/:id/past',
    summary: 'What else the notes of an earlier meeting told: scores at its check-out, and links',
    right: 'meeting.read',
    params: z.object({ id: Id }),
    reply: PastFindings,
    status: 200,
  }),
};

export const pastContract = defineCapability({ name: 'past', service: 'meeting', routes });
