import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Id, Instant } from '../id.ts';
import { defineRoute } from '../route.ts';
import { bytesOf32 } from './blind-ballots.ts';
import { Answers } from './questions.ts';

/** What a quiz came to, marked at once. */
export const QuizMark = z
  .object({
    points: z.int(),
    of: z.int(),
    questions: z.array(
      z.object({
        key: z.string(),
        right: z.boolean(),
        points: z.int(),
        of: z.int(),
        rightChoices: z.array(z.string()),
        feedback: z.array(z.object({ choice: z.string(), text: z.string() })).optional(),
      }),
    ),
  })
  .meta({ id: 'QuizMark' });
export type QuizMark = z.infer<typeof QuizMark>;

/** What the intake says once a response is durably stored. */
export const Receipt = z
  .object({
    response: Id,
    survey: Id,
    instrumentVersion: z.int().positive(),
    receivedAt: Instant.meta({ description: 'The day alone, where the survey is anonymous' }),
    quiz: QuizMark.optional(),
    proof: bytesOf32('With the receipt’s secret it changes or withdraws the response').optional(),
  })
  .meta({ id: 'Receipt' });
export type Receipt = z.infer<typeof Receipt>;

/** What shows that a response is one’s own. */
export const Ownership = z.strictObject({
  secret: bytesOf32('The bytes whose SHA-256 was sent with the response'),
  proof: bytesOf32('From the receipt'),
});
export type Ownership = z.infer<typeof Ownership>;

const params = z.object({ id: Id, response: Id });
const problems = ['closed', 'invalid-token', 'unavailable'] as const;

const routes = {
  changeResponse: defineRoute({
    id: 'changeResponse',
    service: 'survey',
    process: 'intake',
    method: 'PUT',
    path: '/surveys/:id/responses/:response',
    summary: 'Answer anew with a response’s receipt, until the survey closes: the highest `revision` counts',
    right: 'public',
    params,
    body: z.strictObject({
      ...Ownership.shape,
      revision: z.int().positive().meta({ description: 'Counted up by the client with each change' }),
      instrumentVersion: z.int().positive(),
      answers: Answers,
    }),
    reply: z.object({ response: Id, survey: Id, revision: z.int().positive() }),
    status: 202,
    problems: [...problems, 'conflict'],
  }),
  withdrawResponse: defineRoute({
    id: 'withdrawResponse',
    service: 'survey',
    process: 'intake',
    method: 'DELETE',
    path: '/surveys/:id/responses/:response',
    summary: 'Take a response back with its receipt, for good, until the survey closes',
    right: 'public',
    params,
    body: Ownership,
    reply: z.object({ response: Id, survey: Id, withdrawn: z.literal(true) }),
    status: 202,
    problems,
  }),
};

export const receiptsContract = defineCapability({ name: 'receipts', service: 'survey', routes });
