import { z } from 'zod';
import { defineCapability } from '../../capability.ts';
import { Id, Instant } from '../../id.ts';
import { PageQuery, pageOf } from '../../listing.ts';
import { defineRoute } from '../../route.ts';
import { line } from '../../text.ts';
import { Audience } from '../audience.ts';
import { LanguageTag } from '../content.ts';
import { InstrumentVersion } from '../instruments.ts';
import { events } from './events.ts';
import { ClosesAfter, GroupBy, Survey, SurveyMode, SurveyStatus } from './schemas.ts';

export * from './schemas.ts';

const one = z.object({ id: Id });

const routes = {
  openSurvey: defineRoute({
    id: 'openSurvey',
    service: 'survey',
    method: 'POST',
    path: '/surveys',
    summary: 'Ask an audience the published version of an instrument',
    right: 'survey.run',
    body: z.strictObject({
      instrument: Id,
      title: line(200),
      mode: SurveyMode,
      audience: Audience,
      community: Id.optional(),
      closesAt: Instant,
      closesAfter: ClosesAfter.optional(),
      groupBy: GroupBy.optional().meta({
        description:
          'Keep with each response the community that its person was asked in, or their role there; in a confidential survey only of groups no smaller than the smallest group',
      }),
      remindAt: z
        .array(Instant)
        .max(5)
        .default([])
        .meta({ description: 'When those who have not answered are reminded, before it closes' }),
      invite: z.boolean().default(true).meta({ description: 'Send each person a letter with their link' }),
    }),
    reply: Survey.extend({
      duplicates: z.array(z.int().nonnegative()).optional().meta({
        description: 'Where in the list of addresses one stands that stood before; it is asked once',
      }),
    }),
    status: 201,
    problems: ['unknown-reference', 'conflict', 'unavailable'],
    bodyLimit: 8 * 1024 * 1024,
  }),
  listSurveys: defineRoute({
    id: 'listSurveys',
    service: 'survey',
    method: 'GET',
    path: '/surveys',
    summary: 'The surveys of the network, newest first',
    right: 'instrument.read',
    query: PageQuery.extend({
      status: SurveyStatus.optional(),
      community: Id.optional(),
      meeting: Id.optional(),
    }),
    reply: pageOf(
      Survey.omit({ audience: true }).extend({ audienceKind: z.string(), meeting: Id.optional() }),
    ),
    status: 200,
  }),
  readSurvey: defineRoute({
    id: 'readSurvey',
    service: 'survey',
    method: 'GET',
    path: '/surveys/:id',
    summary: 'One survey',
    right: 'survey.run',
    params: one,
    reply: Survey,
    status: 200,
  }),
  closeSurvey: defineRoute({
    id: 'closeSurvey',
    service: 'survey',
    method: 'POST',
    path: '/surveys/:id/closing',
    summary: 'Close a survey; responses accepted before are all counted',
    right: 'survey.run',
    params: one,
    reply: Survey,
    status: 200,
    ifMatch: true,
    problems: ['closed'],
  }),
  takeVersion: defineRoute({
    id: 'takeVersion',
    service: 'survey',
    method: 'POST',
    path: '/surveys/:id/versions',
    summary:
      'Ask a newer version of the instrument from now on; answers to the versions before are kept, and still taken from forms loaded before',
    right: 'survey.run',
    params: one,
    body: z.strictObject({ number: z.int().positive() }),
    reply: Survey,
    status: 200,
    ifMatch: true,
    problems: ['closed', 'conflict', 'unknown-reference'],
  }),
  handOutLinks: defineRoute({
    id: 'handOutLinks',
    service: 'survey',
    method: 'POST',
    path: '/surveys/:id/links',
    summary: 'Personal links for people of the audience, to hand out by another way than mail',
    right: 'survey.run',
    params: one,
    body: z.strictObject({ people: z.array(Id).min(1).max(1000) }),
    reply: z.object({ links: z.array(z.object({ person: Id, url: z.url(), token: z.string() })) }),
    status: 200,
    secret: true,
    problems: ['unknown-reference', 'closed'],
  }),
  readForm: defineRoute({
    id: 'readForm',
    service: 'survey',
    method: 'GET',
    path: '/surveys/:id/form',
    summary: 'The questions, for whoever answers; what is right in a quiz is not in it',
    right: 'public',
    params: one,
    query: z.object({
      language: LanguageTag.optional().meta({ description: 'The texts in this language, where it has them' }),
      response: Id.optional().meta({
        description: 'The draft’s id: random orders are then as they are for this response, each time',
      }),
    }),
    reply: z.object({
      survey: Id,
      title: line(200),
      mode: SurveyMode,
      status: SurveyStatus,
      closesAt: Instant,
      needsLink: z.boolean(),
      promise: z
        .string()
        .meta({ description: 'What becomes of the answers while the survey is open and after, to be shown' }),
      ballotKey: z.string().optional().meta({
        description: 'Of an anonymous survey: the key its ballots are signed with, SPKI in base64url',
      }),
      languages: z.array(z.string()),
      form: InstrumentVersion,
    }),
    status: 200,
  }),
};

const buckets = [
  { name: 'OPEN_SURVEYS', summary: 'Open surveys with their versions, for the intake' },
] as const;

export const surveysContract = defineCapability({
  name: 'surveys',
  service: 'survey',
  routes,
  events,
  buckets,
});
