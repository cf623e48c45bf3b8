import { z } from 'zod';
import { Id, Instant } from '../id.ts';
import { defineRoute } from '../route.ts';
import { Answers } from './questions.ts';
import { SurveyMode } from './surveys.ts';

/** What the intake says once a response is durably stored. */
export const Receipt = z
  .object({
    response: Id,
    survey: Id,
    instrumentVersion: z.int().positive(),
    receivedAt: Instant,
  })
  .meta({ id: 'Receipt' });
export type Receipt = z.infer<typeof Receipt>;

/** One accepted response inside an intake message. `link` is the answering link's id: one response each. */
export const AcceptedResponse = z.object({
  response: Id,
  survey: Id,
  instrumentVersion: z.int().positive(),
  receivedAt: Instant,
  link: Id.optional(),
  answers: Answers,
});
export type AcceptedResponse = z.infer<typeof AcceptedResponse>;

/** One message of `SURVEY_INTAKE`: the responses that shared one durable publish. */
export const IntakeBatch = z.object({
  network: z.string(),
  batch: Id,
  responses: z.array(AcceptedResponse).min(1),
});
export type IntakeBatch = z.infer<typeof IntakeBatch>;

const count = z.int().nonnegative();

/** The tally of one question, over all versions in which it has its key. */
export const QuestionResult = z
  .object({
    key: z.string(),
    kind: z.string(),
    text: z.string(),
    answered: count,
    counts: z.record(z.string(), count).optional(),
    mean: z.number().optional(),
    texts: z.array(z.string()).optional(),
  })
  .meta({ id: 'QuestionResult' });

export const Results = z
  .object({
    survey: Id,
    title: z.string(),
    mode: SurveyMode,
    invited: count,
    responses: count,
    suppressed: z
      .boolean()
      .meta({ description: 'Fewer responses than the smallest group: counts are withheld' }),
    smallestGroup: count,
    questions: z.array(QuestionResult),
  })
  .meta({ id: 'Results' });
export type Results = z.infer<typeof Results>;

export const responseRoutes = {
  submitResponse: defineRoute({
    id: 'submitResponse',
    service: 'survey',
    process: 'intake',
    method: 'POST',
    path: '/surveys/:id/responses',
    summary:
      'Answer a survey: 202 once the response is durably stored. The same `response` id sent again counts once',
    right: 'public',
    params: z.object({ id: Id }),
    body: z.strictObject({
      response: Id.meta({ description: 'The draft’s id, made by the client: the idempotency key' }),
      token: z.string().max(2000).optional().meta({ description: 'From the personal link' }),
      instrumentVersion: z.int().positive(),
      answers: Answers,
    }),
    reply: Receipt,
    status: 202,
    problems: ['closed', 'conflict', 'invalid-token', 'expired-token', 'unavailable'],
  }),
  readResults: defineRoute({
    id: 'readResults',
    service: 'survey',
    method: 'GET',
    path: '/surveys/:id/results',
    summary: 'The tallies of a survey',
    right: 'survey.results',
    params: z.object({ id: Id }),
    reply: Results,
    status: 200,
  }),
};
