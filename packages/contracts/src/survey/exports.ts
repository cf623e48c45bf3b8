import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Id } from '../id.ts';
import { CommunityRole } from '../rights.ts';
import { defineRoute } from '../route.ts';
import { TableQuery, tableTypes } from '../table.ts';
import { Answers } from './questions.ts';

export const jsonType = 'application/json';

/** How responses are downloaded. */
export const ExportQuery = TableQuery.extend({
  format: z.enum(['csv', 'xlsx', 'json']).default('csv'),
  answers: z.enum(['keys', 'labels', 'both']).default('keys').meta({
    description: 'Choices and levels by their keys and numbers, by their labels, or both side by side',
  }),
});
export type ExportQuery = z.infer<typeof ExportQuery>;

/** One column of an export: what stands in it. */
export const ExportColumn = z
  .object({
    column: z.string(),
    question: z.string(),
    kind: z.string(),
    text: z.string(),
    part: z.string().optional().meta({ description: 'The choice or row that it is of' }),
    rule: z.string().optional().meta({ description: 'Of a score: how it comes about' }),
    values: z.record(z.string(), z.string()).optional(),
    wordings: z.array(z.object({ number: z.int(), text: z.string() })),
    renamed: z
      .record(z.string(), z.array(z.object({ number: z.int(), text: z.string() })))
      .optional()
      .meta({
        description:
          'Choices, rows or levels that were renamed, by their keys: each label from which version on',
      }),
    firstVersion: z.int(),
    lastVersion: z.int(),
    withheld: z.string().optional().meta({ description: 'Why it is not in the export' }),
  })
  .meta({ id: 'ExportColumn' });
export type ExportColumn = z.infer<typeof ExportColumn>;

/** A single response, as far as its survey's mode lets it be read. */
export const ReadResponse = z
  .object({
    response: Id.optional().meta({ description: 'In a named survey' }),
    received: z.string().meta({ description: 'The moment, in a named survey; else the day' }),
    instrumentVersion: z.int(),
    person: Id.optional().meta({ description: 'In a named survey, for those who may see who answered' }),
    name: z.string().optional().meta({ description: 'Of that person, where they are a member still' }),
    community: Id.optional(),
    communityRole: CommunityRole.optional().meta({ description: 'Where the survey groups by role' }),
    answers: Answers,
    scores: z
      .record(z.string(), z.number())
      .optional()
      .meta({ description: 'Those that come of the answers' }),
  })
  .meta({ id: 'ReadResponse' });
export type ReadResponse = z.infer<typeof ReadResponse>;

const service = 'survey' as const;
const right = 'survey.export' as const;
const params = z.object({ id: Id });

const routes = {
  exportResponses: defineRoute({
    id: 'exportResponses',
    service,
    method: 'GET',
    path: '/surveys/:id/export',
    summary:
      'All responses as a table, or as JSON with its data dictionary; of a survey that is not named, when closed',
    right,
    params,
    query: ExportQuery,
    reply: z.unknown(),
    status: 200,
    produces: [...Object.values(tableTypes), jsonType],
    problems: ['conflict', 'unavailable'],
  }),
  exportDictionary: defineRoute({
    id: 'exportDictionary',
    service,
    method: 'GET',
    path: '/surveys/:id/dictionary',
    summary: 'The data dictionary: what each column of the export is, with every wording it had',
    right,
    params,
    query: ExportQuery,
    reply: z.unknown(),
    status: 200,
    produces: [...Object.values(tableTypes), jsonType],
  }),
  readResponses: defineRoute({
    id: 'readResponses',
    service,
    method: 'GET',
    path: '/surveys/:id/responses',
    summary:
      'Responses from a cursor on: in a named survey as they came in, else in an order that tells nothing',
    right,
    params,
    query: z.object({
      after: z.string().max(200).optional().meta({ description: 'Cursor: `next` of the read before' }),
      limit: z.coerce.number().int().min(1).max(1000).default(200),
    }),
    reply: z.object({
      items: z.array(ReadResponse),
      next: z
        .string()
        .optional()
        .meta({ description: 'Where to read on, also where there is nothing more yet' }),
      more: z.boolean(),
    }),
    status: 200,
    problems: ['conflict', 'unavailable'],
  }),
};

export const responseExportsContract = defineCapability({
  name: 'response-exports',
  service: 'survey',
  routes,
});
