import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { changesOf } from '../changes.ts';
import { defineEvent } from '../envelope.ts';
import { Day, Id, Instant, Version } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineRoute } from '../route.ts';
import { line } from '../text.ts';

/** A dimension: the key of a `levels` question, or of a `levels-matrix` with its row's, `health.purpose`. */
export const DimensionKey = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}(?:\.[a-z][a-z0-9-]{0,39})?$/, 'is not the key of a dimension');
const Levels = z.record(DimensionKey, z.int().min(1).max(10));

const content = {
  title: line(200),
  date: Day.meta({ description: 'When the group rated itself' }),
  targetDate: Day.optional().meta({ description: 'When it wants to be at its targets' }),
  inside: z
    .array(Id)
    .max(20)
    .default([])
    .meta({ description: 'The surveys that people of the group answered' }),
  outside: z
    .array(Id)
    .max(20)
    .default([])
    .meta({ description: 'The surveys that people from outside answered' }),
  agreed: Levels.default({}).meta({ description: 'By dimension, the level that the group agreed it is at' }),
  target: Levels.default({}).meta({ description: 'By dimension, the level that it wants to be at' }),
};

/** One time that a group held itself against a matrix of dimensions with described levels. */
export const Assessment = z
  .object({ id: Id, version: Version, community: Id, instrument: Id, ...content })
  .meta({ id: 'Assessment' });
export type Assessment = z.infer<typeof Assessment>;

const raters = {
  raters: z.int().nonnegative(),
  about: z.int().nonnegative().optional().meta({
    description: 'Some of the counts are figures near them, as in the results of their surveys',
  }),
  mean: z.number().optional(),
  spread: z.number().optional().meta({ description: 'Standard deviation' }),
  level: z.int().optional().meta({ description: 'The level nearest the mean' }),
  counts: z.record(z.string(), z.int()).optional(),
  sign: z.enum(['alike', 'close', 'divided']).optional().meta({
    description:
      'Of three raters or more: all alike, which may be group-think; close; or divided, a level or more apart',
  }),
};
export const RatersView = z.object(raters).meta({ id: 'RatersView' });
export type RatersView = z.infer<typeof RatersView>;

export const MatrixView = z
  .object({
    assessment: Assessment,
    dimensions: z.array(
      z.object({
        key: DimensionKey,
        text: z.string(),
        cells: z.array(
          z.object({
            level: z.int(),
            text: z.string(),
            now: z.boolean(),
            target: z.boolean(),
            inside: z.boolean(),
            outside: z.boolean(),
          }),
        ),
        agreed: z.int().optional(),
        target: z.int().optional(),
        inside: RatersView,
        outside: RatersView,
        gap: z.number().optional().meta({ description: 'Outside mean less inside mean' }),
        history: z
          .array(
            z.object({
              assessment: Id,
              date: Day,
              agreed: z.int().optional(),
              target: z.int().optional(),
              inside: z.number().optional(),
              outside: z.number().optional(),
            }),
          )
          .meta({ description: 'This and the ones before it, oldest first' }),
      }),
    ),
    asOf: Instant,
  })
  .meta({ id: 'MatrixView' });
export type MatrixView = z.infer<typeof MatrixView>;

const service = 'survey' as const;
const params = z.object({ id: Id });

const routes = {
  addAssessment: defineRoute({
    id: 'addAssessment',
    service,
    method: 'POST',
    path: '/assessments',
    summary: 'Group surveys of a matrix instrument, from inside and from outside, as one assessment',
    right: 'survey.run',
    body: z.strictObject({ community: Id, instrument: Id, ...content }),
    reply: Assessment,
    status: 201,
    problems: ['unknown-reference', 'conflict'],
  }),
  listAssessments: defineRoute({
    id: 'listAssessments',
    service,
    method: 'GET',
    path: '/assessments',
    summary: 'The assessments of a community, newest first',
    right: 'survey.results',
    query: PageQuery.extend({ community: Id, instrument: Id.optional() }),
    reply: pageOf(Assessment),
    status: 200,
  }),
  readAssessment: defineRoute({
    id: 'readAssessment',
    service,
    method: 'GET',
    path: '/assessments/:id',
    summary: 'One assessment',
    right: 'survey.results',
    params,
    reply: Assessment,
    status: 200,
  }),
  editAssessment: defineRoute({
    id: 'editAssessment',
    service,
    method: 'PATCH',
    path: '/assessments/:id',
    summary: 'Say what the group agreed on and aims at, or which surveys count',
    right: 'survey.run',
    params,
    body: changesOf(z.strictObject(content)),
    reply: Assessment,
    status: 200,
    ifMatch: true,
    problems: ['unknown-reference', 'conflict'],
  }),
  readMatrix: defineRoute({
    id: 'readMatrix',
    service,
    method: 'GET',
    path: '/assessments/:id/matrix',
    summary: 'The matrix with now, target and outside view in its cells, gaps, spreads and history',
    right: 'survey.results',
    params,
    reply: MatrixView,
    status: 200,
  }),
};

const events = {
  assessmentSet: defineEvent({
    service,
    aggregate: 'assessment',
    event: 'set',
    summary: 'A group’s assessment against a matrix was added or changed',
    data: z.object({ assessment: Id, community: Id, instrument: Id }),
  }),
};

export const assessmentsContract = defineCapability({
  name: 'assessments',
  service: 'survey',
  routes,
  events,
});
