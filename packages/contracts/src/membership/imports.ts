import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Id, Instant, Version } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineRoute } from '../route.ts';
import { TableEncoding, TableFormat, TableQuery, tableTypes } from '../table.ts';
import { line } from '../text.ts';
import { LawfulBasis } from './consent.ts';
import { ImportField } from './import-columns.ts';

/**
 * An import goes uploaded → checked → applying → done; what cannot be read, or finished, ends as failed. All or nothing
 * that cannot be finished is taken back before.
 */
export const ImportState = z.enum(['uploaded', 'checked', 'applying', 'taking-back', 'done', 'failed']);
export type ImportState = z.infer<typeof ImportState>;

export const ImportMode = z.enum(['all-or-nothing', 'good-rows-only']);
export type ImportMode = z.infer<typeof ImportMode>;

/** How a file is to be read, where that is not to be found out from the file itself. */
export const ImportReading = z.strictObject({
  columns: z
    .record(z.string().max(200), ImportField.nullable())
    .refine((columns) => Object.keys(columns).length <= 100, 'has more than 100 columns')
    .optional()
    .meta({ description: 'By heading; null leaves a column out. What is not named is mapped by itself' }),
  separator: z.enum([',', ';', '\t', '|']).optional(),
  encoding: TableEncoding.optional(),
  consents: z
    .strictObject({ basis: LawfulBasis, textVersion: line(40) })
    .optional()
    .meta({
      description:
        'What the yes and no in consent columns rest on, and the published wording they answered; without it none are taken',
    }),
});
export type ImportReading = z.infer<typeof ImportReading>;

export const ImportProblem = z
  .object({
    line: z.int().positive().meta({ description: 'Line of the file; of a spreadsheet, its row' }),
    column: z.int().positive().optional(),
    heading: z.string().optional(),
    detail: z.string(),
  })
  .meta({ id: 'ImportProblem' });
export type ImportProblem = z.infer<typeof ImportProblem>;

const count = z.int().nonnegative();

export const Import = z
  .object({
    id: Id,
    version: Version,
    state: ImportState,
    format: TableFormat,
    bytes: count,
    digest: z.string().meta({ description: 'SHA-256 of the file' }),
    uploadedAt: Instant,
    doneAt: Instant.optional(),
    keptUntil: Instant.optional().meta({ description: 'An import not applied is forgotten then' }),
    encoding: TableEncoding.optional(),
    separator: z.string().optional(),
    mode: ImportMode.optional(),
    columns: z.array(
      z.object({
        column: z.int().positive(),
        heading: z.string(),
        field: ImportField.optional().meta({ description: 'Absent where the column is left out' }),
        proposal: ImportField.optional().meta({
          description: 'What a column that is left out is nearly called; say so in a check to take it',
        }),
      }),
    ),
    leftOut: z.array(z.string()).meta({ description: 'Headings of the columns of which nothing is taken' }),
    failure: ImportProblem.partial({ line: true }).optional().meta({
      description: 'Why the file as a whole is not taken',
    }),
    rows: z.object({ read: count, good: count, bad: count, problems: count, newPeople: count }),
    applied: z.object({
      rows: count,
      people: count,
      memberships: count,
      consents: count,
    }),
  })
  .meta({ id: 'Import' });
export type Import = z.infer<typeof Import>;

/** Beside the types of tables, what browsers call a `.csv` where Excel is installed. */
const uploadTypes = [...Object.values(tableTypes), 'application/vnd.ms-excel', 'application/csv'];

const one = z.object({ id: Id });
const service = 'membership';
const right = 'people.import';

const routes = {
  startImport: defineRoute({
    id: 'startImport',
    service,
    method: 'POST',
    path: '/imports',
    summary: 'Upload a table of members (CSV or XLSX); it is checked, and nothing is taken in yet',
    right,
    consumes: uploadTypes,
    reply: Import,
    status: 201,
    problems: ['too-large', 'unsupported-media-type', 'idempotency-key-reused'],
    bodyLimit: 64 * 1024 * 1024,
  }),
  listImports: defineRoute({
    id: 'listImports',
    service,
    method: 'GET',
    path: '/imports',
    summary: 'The imports of the network, newest first',
    right,
    query: PageQuery,
    reply: pageOf(Import),
    status: 200,
  }),
  readImport: defineRoute({
    id: 'readImport',
    service,
    method: 'GET',
    path: '/imports/:id',
    summary: 'Read one import: how its file was taken, what is wrong, how far it is',
    right,
    params: one,
    reply: Import,
    status: 200,
  }),
  listImportProblems: defineRoute({
    id: 'listImportProblems',
    service,
    method: 'GET',
    path: '/imports/:id/problems',
    summary: 'What is wrong in the file, line by line; cells are never quoted',
    right,
    params: one,
    query: PageQuery,
    reply: pageOf(ImportProblem),
    status: 200,
  }),
  previewImport: defineRoute({
    id: 'previewImport',
    service,
    method: 'GET',
    path: '/imports/:id/preview',
    summary:
      'The first rows of a file as they would be read, to see whether encoding and separator are right',
    right,
    params: one,
    query: ImportReading.pick({ encoding: true, separator: true }),
    reply: z.object({
      encoding: TableEncoding.optional(),
      separator: z.string().optional(),
      rows: z.array(z.array(z.string())).meta({ description: 'The headings, and the rows below them' }),
    }),
    status: 200,
    problems: ['conflict'],
  }),
  downloadBadRows: defineRoute({
    id: 'downloadBadRows',
    service,
    method: 'GET',
    path: '/imports/:id/bad-rows',
    summary:
      'The rows that are not good, in the file’s own columns, each with what is wrong: to mend and send again',
    right,
    params: one,
    query: TableQuery,
    reply: z.unknown(),
    status: 200,
    produces: Object.values(tableTypes),
    problems: ['conflict'],
  }),
  checkImport: defineRoute({
    id: 'checkImport',
    service,
    method: 'POST',
    path: '/imports/:id/check',
    summary:
      'Read the file again in another way: other columns, separator, encoding, or a basis for consents',
    right,
    params: one,
    body: ImportReading,
    reply: Import,
    status: 202,
    problems: ['conflict', 'closed'],
  }),
  applyImport: defineRoute({
    id: 'applyImport',
    service,
    method: 'POST',
    path: '/imports/:id/apply',
    summary: 'Take in what was checked: all of it or nothing, or the good rows only',
    right,
    fresh: 'sometimes',
    params: one,
    body: z.strictObject({ mode: ImportMode }),
    reply: Import,
    status: 202,
    problems: ['conflict', 'closed'],
  }),
  discardImport: defineRoute({
    id: 'discardImport',
    service,
    method: 'DELETE',
    path: '/imports/:id',
    summary: 'Forget an import that is not being applied, with its file',
    right,
    params: one,
    reply: z.undefined(),
    status: 204,
    problems: ['conflict'],
  }),
};

export const importsContract = defineCapability({ name: 'imports', service, routes });
