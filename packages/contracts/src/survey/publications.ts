import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { defineEvent } from '../envelope.ts';
import { Id, Instant, NetworkId, Version } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineQuestion } from '../question.ts';
import { defineRoute } from '../route.ts';
import { line, paragraphs } from '../text.ts';
import { QuestionKey } from './conditions.ts';
import { QuestionResult } from './responses.ts';

/** Who may read published results; `respondents` are the people who have answered by their link. */
export const PublicationAudience = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('public') }),
    z.strictObject({ kind: z.literal('network') }),
    z.strictObject({ kind: z.literal('community'), community: Id }),
    z.strictObject({ kind: z.literal('respondents') }),
  ])
  .meta({ id: 'PublicationAudience' });
export type PublicationAudience = z.infer<typeof PublicationAudience>;

/** Results as they were when they were published: they never change, and may be withdrawn. */
export const Publication = z
  .object({
    id: Id,
    version: Version,
    survey: Id,
    community: Id.optional().meta({ description: 'Whose survey it is of, where it is one community’s' }),
    title: line(200),
    introduction: paragraphs(5000),
    audience: PublicationAudience,
    publishedAt: Instant,
    withdrawnAt: Instant.optional(),
    invited: z.int().nonnegative(),
    responses: z.int().nonnegative(),
    replacedBallots: z.int().nonnegative().optional().meta({
      description: 'In an anonymous survey: ballots that were replaced because they were lost',
    }),
    questions: z.array(QuestionResult),
  })
  .meta({ id: 'Publication' });
export type Publication = z.infer<typeof Publication>;

const service = 'survey' as const;
const params = z.object({ id: Id });

const routes = {
  publishResults: defineRoute({
    id: 'publishResults',
    service,
    method: 'POST',
    path: '/surveys/:id/publications',
    summary: 'Publish chosen results to an audience, as they are now; of texts, only those that were cleared',
    right: 'survey.run',
    params,
    body: z.strictObject({
      title: line(200),
      introduction: paragraphs(5000).default(''),
      audience: PublicationAudience,
      questions: z
        .array(
          z.strictObject({
            key: QuestionKey,
            texts: z.boolean().default(false).meta({ description: 'With the texts that were cleared' }),
          }),
        )
        .min(1)
        .max(300),
      letter: z.boolean().default(false).meta({
        description:
          'Write to the audience now: to each who agreed to get the network’s letters, once. Of a public one, to the network’s members',
      }),
    }),
    reply: Publication,
    status: 201,
    problems: ['conflict', 'unknown-reference'],
  }),
  listPublications: defineRoute({
    id: 'listPublications',
    service,
    method: 'GET',
    path: '/surveys/:id/publications',
    summary: 'What was published of a survey, newest first, withdrawn ones too',
    right: 'survey.run',
    params,
    reply: z.object({ items: z.array(Publication.omit({ questions: true })) }),
    status: 200,
  }),
  listPublished: defineRoute({
    id: 'listPublished',
    service,
    method: 'GET',
    path: '/publications',
    summary: 'What was published to you, newest first; to visitors what is for everyone',
    right: 'public',
    query: PageQuery.extend({ community: Id.optional() }),
    reply: pageOf(Publication.omit({ questions: true })),
    status: 200,
  }),
  readPublication: defineRoute({
    id: 'readPublication',
    service,
    method: 'GET',
    path: '/publications/:id',
    summary: 'Published results, for their audience',
    right: 'public',
    params,
    reply: Publication,
    status: 200,
    problems: ['forbidden', 'unauthenticated'],
  }),
  withdrawPublication: defineRoute({
    id: 'withdrawPublication',
    service,
    method: 'POST',
    path: '/publications/:id/withdrawal',
    summary: 'Withdraw published results: nobody is shown them any more',
    right: 'survey.run',
    params,
    reply: Publication,
    status: 200,
    ifMatch: true,
    problems: ['conflict'],
  }),
};

const events = {
  resultsPublished: defineEvent({
    service,
    aggregate: 'publication',
    event: 'published',
    summary: 'Results of a survey were published to an audience',
    data: z.object({
      publication: Id,
      survey: Id,
      audience: z.enum(['public', 'network', 'community', 'respondents']),
      community: Id.optional(),
    }),
  }),
  readersTold: defineEvent({
    service,
    aggregate: 'result-letters',
    event: 'readers-told',
    summary: 'People are to be sent a letter on published results: at most 500 an event',
    data: z.object({ publication: Id, people: z.array(Id).min(1).max(500) }),
  }),
  resultsWithdrawn: defineEvent({
    service,
    aggregate: 'publication',
    event: 'withdrawn',
    summary: 'Published results were withdrawn',
    data: z.object({ publication: Id, survey: Id }),
  }),
};

const questions = {
  /** Answered by survey: published results, and who of these people may read them now; nothing once they are withdrawn. */
  readers: defineQuestion({
    name: 'survey.result-readers',
    summary: 'Published results, and who of these people may read them',
    question: z.strictObject({ network: NetworkId, publication: Id, people: z.array(Id).min(1).max(1000) }),
    answer: z.object({
      results: z.object({ title: z.string(), url: z.url(), readers: z.array(Id) }).optional(),
    }),
  }),
};

export const publicationsContract = defineCapability({
  name: 'publications',
  service: 'survey',
  routes,
  events,
  questions,
});
