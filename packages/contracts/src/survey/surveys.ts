import { z } from 'zod';
import { Id, Instant, Version } from '../id.ts';
import { PageQuery, pageOf } from '../page.ts';
import { defineRoute } from '../route.ts';
import { line } from '../text.ts';
import { Audience, ShownAudience } from './audience.ts';
import { LanguageTag } from './content.ts';
import { InstrumentVersion } from './instruments.ts';

/**
 * `named`: answers show who gave them; `confidential`: kept apart from the person, shown from a smallest group up;
 * `anonymous`: confidential, and given with a blindly signed ballot, so that nobody can join them to the person.
 */
export const SurveyMode = z.enum(['named', 'confidential', 'anonymous']);
export type SurveyMode = z.infer<typeof SurveyMode>;

/** Group facts that are kept with responses, so that results compare by them. */
export const GroupBy = z.enum(['community', 'role']);
export type GroupBy = z.infer<typeof GroupBy>;

/** `preparing`: a large audience is being written down; nobody is asked before it is whole. */
export const SurveyStatus = z.enum(['preparing', 'open', 'closed']);
export type SurveyStatus = z.infer<typeof SurveyStatus>;

export const Survey = z
  .object({
    id: Id,
    version: Version,
    instrument: Id,
    instrumentVersion: z.int().positive(),
    versions: z
      .array(z.int().positive())
      .meta({ description: 'Every version it has asked, oldest first; forms loaded before are still taken' }),
    title: line(200),
    mode: SurveyMode,
    audience: ShownAudience,
    invited: z.int().nonnegative(),
    status: SurveyStatus,
    fault: z.string().optional().meta({ description: 'Why it closed without having asked anybody' }),
    opensAt: Instant,
    closesAt: Instant,
    community: Id.optional().meta({ description: 'Whose survey it is, where it is one community’s' }),
    groupBy: GroupBy.optional(),
  })
  .meta({ id: 'Survey' });
export type Survey = z.infer<typeof Survey>;

/** A value of the `OPEN_SURVEYS` bucket: all that the intake must know to take a response. */
export const OpenSurvey = z.object({
  survey: Id,
  network: z.string(),
  mode: SurveyMode,
  open: z.boolean(),
  closesAt: Instant,
  needsLink: z.boolean(),
  instrument: Id,
  /** Every version that it asks or has asked, the current one last; each is a value of its own in the bucket. */
  versions: z.array(z.int().positive()).min(1),
  /** The public key that its ballots are signed with: SPKI, base64url. */
  ballotKey: z.string().optional(),
  /** What its receipts are proved with, while it is open; never leaves the intake. */
  receiptKey: z.string().optional(),
});
export type OpenSurvey = z.infer<typeof OpenSurvey>;

/** Keys of the `OPEN_SURVEYS` bucket: a survey, and a version that surveys share, since a value is a mebibyte at most. */
export const openSurveyKey = (network: string, survey: string): string => `${network}.${survey}`;
export const askedVersionKey = (network: string, instrument: string, number: number): string =>
  `${network}.version.${instrument}.${number}`;
export const isVersionKey = (key: string): boolean => key.split('.')[1] === 'version';

const one = z.object({ id: Id });

export const surveyRoutes = {
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
      promise: z.string().meta({ description: 'What becomes of the answers, in one sentence, to be shown' }),
      ballotKey: z.string().optional().meta({
        description: 'Of an anonymous survey: the key its ballots are signed with, SPKI in base64url',
      }),
      languages: z.array(z.string()),
      form: InstrumentVersion,
    }),
    status: 200,
  }),
};
