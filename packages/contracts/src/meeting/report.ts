import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Day, Version } from '../id.ts';
import { defineRoute } from '../route.ts';
import { paragraphs } from '../text.ts';
import { PrintLanguage, printType } from './prints.ts';

/** A quarter of a year, as `2026-Q3`. */
export const Quarter = z
  .string()
  .regex(/^20\d{2}-Q[1-4]$/, 'is not a quarter, such as 2026-Q3')
  .meta({ id: 'Quarter', description: 'A quarter of a year by the network’s clock, such as 2026-Q3' });

export const ReportPart = z.enum(['meetings', 'people', 'work', 'learning', 'library', 'bridging']);
export type ReportPart = z.infer<typeof ReportPart>;

export const ReportFigure = z.enum([
  'meetings-held',
  'communities-met',
  'attendances',
  'new-members',
  'new-belongings',
  'steps-done',
  'decisions',
  'cases-told',
  'cases-fed-back',
  'resources-added',
  'joint-meetings',
  'introductions',
]);
export type ReportFigure = z.infer<typeof ReportFigure>;

const Count = z.int().nonnegative();

/** What happened in the network in a quarter, in numbers, beside the quarter before, with what the hosts say of it. */
export const QuarterlyReport = z
  .object({
    version: Version.meta({ description: 'Rises with each comment' }),
    quarter: Quarter,
    before: Quarter.meta({ description: 'The quarter that it is compared with' }),
    from: Day,
    until: Day.meta({ description: 'Its last day' }),
    running: z.boolean().meta({ description: 'The quarter is not over yet' }),
    parts: z.array(
      z.object({
        part: ReportPart,
        figures: z.array(z.object({ figure: ReportFigure, now: Count, before: Count })),
        comment: paragraphs(4000),
      }),
    ),
    unavailable: z
      .array(ReportPart)
      .meta({ description: 'Parts whose figures are not all to be had just now' }),
  })
  .meta({ id: 'QuarterlyReport' });
export type QuarterlyReport = z.infer<typeof QuarterlyReport>;

const one = z.object({ quarter: Quarter });
const service = 'meeting';

const routes = {
  readReport: defineRoute({
    id: 'readReport',
    service,
    method: 'GET',
    path: '/reports/:quarter',
    summary: 'The quarterly report: what happened in the network, beside the quarter before',
    right: 'report.read',
    params: one,
    reply: QuarterlyReport,
    status: 200,
    problems: ['not-found'],
  }),
  commentReport: defineRoute({
    id: 'commentReport',
    service,
    method: 'PUT',
    path: '/reports/:quarter/comment',
    summary: 'Say something of a part of the report; nothing takes away what was said',
    right: 'report.read',
    params: one,
    body: z.strictObject({ part: ReportPart, comment: paragraphs(4000) }),
    reply: z.object({ version: Version, quarter: Quarter }).meta({ id: 'ReportCommented' }),
    status: 200,
    ifMatch: true,
    problems: ['not-found'],
  }),
  printReport: defineRoute({
    id: 'printReport',
    service,
    method: 'GET',
    path: '/reports/:quarter/report.pdf',
    summary: 'The quarterly report as PDF, tagged so that screen readers read it (PDF/UA-1)',
    right: 'report.read',
    params: one,
    query: z.object({ language: PrintLanguage }),
    produces: [printType],
    reply: z.unknown(),
    status: 200,
    problems: ['not-found'],
  }),
};

export const reportContract = defineCapability({ name: 'report', service, routes });
