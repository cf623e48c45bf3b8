import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Id, Instant } from '../id.ts';
import { defineRoute } from '../route.ts';
import { QuestionKey } from './conditions.ts';
import { QuestionResult, Results } from './responses.ts';

const count = z.int().nonnegative();
const cell = count.nullable();

/** What the rows of a cross-tab are: a question's answers, or groups of responses. */
export const CrossTabRows = z.union([QuestionKey, z.enum(['@community', '@role', '@version'])]).meta({
  description: 'A question; `@community` or `@role` where the survey keeps it; `@version` of the instrument',
});
export type CrossTabRows = z.infer<typeof CrossTabRows>;

const Side = z.object({
  key: z.string(),
  text: z.string(),
  options: z.array(z.object({ key: z.string(), label: z.string() })),
});

export const CrossTab = z
  .object({
    survey: Id,
    state: z.enum(['counting', 'ready']).meta({ description: 'While it is counted, ask again in a moment' }),
    asOf: Instant.optional(),
    responses: count.optional().meta({ description: 'So many responses there are; all are in the table' }),
    about: count.optional().meta({
      description:
        'Cells are figures near the counts, so that nobody’s answer shows: 19 of 20 are off by no more than this. They need not add up. Absent where they are exact',
    }),
    suppressed: z
      .boolean()
      .meta({ description: 'Withheld as a whole: fewer responses than the smallest group' }),
    rows: Side,
    columns: Side,
    rowTotals: z.array(cell).optional(),
    columnTotals: z.array(cell).optional(),
    cells: z.array(z.array(cell)).optional().meta({
      description:
        'By row, then column; null is hidden, being below the smallest group or near it. So are sums',
    }),
  })
  .meta({ id: 'CrossTab' });
export type CrossTab = z.infer<typeof CrossTab>;

/** One question through several surveys of the same instrument. */
export const Waves = z
  .object({
    instrument: Id,
    surveys: z.array(
      z.object({
        survey: Id,
        title: z.string(),
        opensAt: Instant,
        version: z.int(),
        responses: count,
        suppressed: z.boolean(),
        communities: Results.shape.communities,
        roles: Results.shape.roles,
      }),
    ),
    questions: z.array(
      z.object({
        key: z.string(),
        kind: z.string(),
        waves: z
          .array(QuestionResult.omit({ texts: true }).extend({ survey: Id }))
          .meta({ description: 'Each as it was worded then; oldest survey first' }),
      }),
    ),
  })
  .meta({ id: 'Waves' });

const service = 'survey' as const;
const right = 'survey.results' as const;

const routes = {
  askCrossTab: defineRoute({
    id: 'askCrossTab',
    service,
    method: 'POST',
    path: '/surveys/:id/cross-tabs',
    summary:
      'Count two questions against each other, in the background; anew where responses have come since',
    right,
    params: z.object({ id: Id }),
    body: z.strictObject({ rows: CrossTabRows, columns: QuestionKey }),
    reply: CrossTab,
    status: 202,
    problems: ['conflict', 'unknown-reference'],
  }),
  readCrossTab: defineRoute({
    id: 'readCrossTab',
    service,
    method: 'GET',
    path: '/surveys/:id/cross-tabs/:rows/:columns',
    summary: 'Two questions counted against each other, as of when they were counted',
    right,
    params: z.object({ id: Id, rows: CrossTabRows, columns: QuestionKey }),
    reply: CrossTab,
    status: 200,
    problems: ['conflict'],
  }),
  compareWaves: defineRoute({
    id: 'compareWaves',
    service,
    method: 'GET',
    path: '/instruments/:id/waves',
    summary: 'The latest surveys of one instrument side by side, question by question',
    right,
    params: z.object({ id: Id }),
    query: z.object({
      community: Id.optional().meta({ description: 'Of this community; without it, all of the network' }),
      limit: z.coerce.number().int().min(1).max(24).default(12),
    }),
    reply: Waves,
    status: 200,
  }),
};

export const crossTabsContract = defineCapability({ name: 'cross-tabs', service: 'survey', routes });
