import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { defineEvent } from '../envelope.ts';
import { Id, Instant } from '../id.ts';
import { defineRoute } from '../route.ts';
import { TableEncoding, TableQuery, tableTypes } from '../table.ts';
import { line } from '../text.ts';
import { QuestionKey } from './conditions.ts';
import { Survey } from './surveys/index.ts';

/** A question, or after a point its row, its choice, or `text` for what was written beside a choice. */
const Target = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,39}(?:\.[a-z][a-z0-9-]{0,39})?$/,
    'is not a question, or a question and its part',
  );

/** Ten mebibytes of a file. */
const mostCharacters = 14 * 1024 * 1024;

/** A table of responses that were given elsewhere, and how it is to be read. */
const reading = {
  instrument: Id,
  number: z
    .int()
    .positive()
    .optional()
    .meta({ description: 'The version that they answer; else the current one' }),
  file: z.base64().max(mostCharacters).meta({ description: 'The table, CSV or XLSX, in base64' }),
  columns: z
    .record(z.string().max(2000), Target.nullable())
    .optional()
    .meta({ description: 'By heading; null leaves a column out. What is not named is mapped by itself' }),
  values: z
    .record(
      Target,
      z.record(z.string().max(500), z.union([z.string().max(500), z.number(), z.boolean()]).nullable()),
    )
    .optional()
    .meta({
      description: 'By question or part, what a cell stands for: a choice’s key, a level; null is no answer',
    }),
  encoding: TableEncoding.optional(),
  separator: z.enum([',', ';', '\t', '|']).optional(),
};

const count = z.int().nonnegative();

export const PastProblem = z
  .object({
    line: z.int().positive().meta({ description: 'Line of the file; of a spreadsheet, its row' }),
    heading: z.string().optional(),
    detail: z.string(),
  })
  .meta({ id: 'PastProblem' });
export type PastProblem = z.infer<typeof PastProblem>;

export const PastCheck = z
  .object({
    columns: z.array(
      z.object({
        column: z.int().positive(),
        heading: z.string(),
        to: z.string().optional().meta({ description: 'Absent where the column is left out' }),
        because: z.string().optional().meta({ description: 'Why it is left out' }),
      }),
    ),
    withoutColumn: z.array(QuestionKey).meta({ description: 'Questions that no column answers' }),
    rows: z.object({ read: count, good: count, bad: count }),
    problems: z.array(PastProblem).meta({ description: 'The first hundred' }),
    unknown: z.array(z.object({ to: z.string(), values: z.array(z.string()) })).meta({
      description: 'What stands in cells and is no answer here; say in `values` what it stands for',
    }),
  })
  .meta({ id: 'PastCheck' });
export type PastCheck = z.infer<typeof PastCheck>;

const service = 'survey';
const right = 'survey.run';
const bodyLimit = 15 * 1024 * 1024;
const problems = ['unknown-reference', 'conflict', 'too-large'] as const;
const community = Id.optional().meta({ description: 'Whose survey it was, where it was one community’s' });

const routes = {
  checkPastResponses: defineRoute({
    id: 'checkPastResponses',
    service,
    method: 'POST',
    path: '/past-responses/checks',
    summary:
      'See how a table of earlier responses would be read: which column answers what, which rows are good; nothing is kept',
    right,
    body: z.strictObject({ ...reading, community }),
    reply: PastCheck,
    status: 200,
    problems,
    bodyLimit,
  }),
  downloadBadResponses: defineRoute({
    id: 'downloadBadResponses',
    service,
    method: 'POST',
    path: '/past-responses/bad-rows',
    summary:
      'The rows that are not good, in the file’s own columns, each with what is wrong; nothing is kept',
    right,
    query: TableQuery,
    body: z.strictObject({ ...reading, community }),
    reply: z.unknown(),
    status: 200,
    produces: Object.values(tableTypes),
    problems,
    bodyLimit,
  }),
  bringInResponses: defineRoute({
    id: 'bringInResponses',
    service,
    method: 'POST',
    path: '/past-responses',
    summary:
      'Bring earlier responses in, as a closed survey of the instrument beside the later ones; a file is brought in once',
    right,
    body: z.strictObject({
      ...reading,
      community,
      title: line(200),
      mode: z.enum(['confidential', 'anonymous']).meta({
        description: 'As which they are kept and shown; who gave them is kept in neither',
      }),
      opensAt: Instant.meta({ description: 'When it was asked: by that it stands among the other surveys' }),
      closedAt: Instant,
      goodRowsOnly: z.boolean().default(false).meta({
        description: 'Leave bad rows out; without it, one bad row refuses all',
      }),
    }),
    reply: z.object({ survey: Survey, rows: z.object({ read: count, good: count, bad: count }) }),
    status: 201,
    problems: [...problems, 'already-exists'],
    bodyLimit,
  }),
};

const events = {
  responsesBroughtIn: defineEvent({
    service,
    aggregate: 'survey',
    event: 'brought-in',
    summary: 'Responses of an earlier survey, given elsewhere, were brought in as a closed one',
    data: z.object({
      survey: Id,
      instrument: Id,
      number: z.int().positive(),
      responses: count,
      community: Id.optional(),
    }),
  }),
};

export const pastResponsesContract = defineCapability({ name: 'past-responses', service, routes, events });
