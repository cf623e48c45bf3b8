import {
  CommunityRole,
  ConsentPurpose,
  ImportField,
  ImportMode,
  ImportState,
  LawfulBasis,
  ListField,
  NetworkRole,
  StatedConsent,
  TableEncoding,
  TableFormat,
  TextField,
} from '@skein/contracts';
import { z } from 'zod';

/** A row that may be taken in. */
export const CheckedRow = z.object({
  line: z.int(),
  name: z.string(),
  email: z.string(),
  texts: z.partialRecord(TextField, z.string()),
  lists: z.partialRecord(ListField, z.array(z.string())),
  roles: z.array(NetworkRole),
  communities: z.array(z.object({ community: z.string(), role: CommunityRole })),
  consents: z.array(z.object({ purpose: ConsentPurpose, given: z.boolean() })),
  /** Of its consents: when, how and in which words they were given. */
  stated: StatedConsent.optional(),
});
export type CheckedRow = z.infer<typeof CheckedRow>;

const counts = { rows: z.int(), people: z.int(), memberships: z.int(), consents: z.int() };

/** An import. It holds no personal data: that is in its file and its staged rows, which go sooner. */
export const ImportRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  by: z.string(),
  state: ImportState,
  format: TableFormat,
  bytes: z.int(),
  digest: z.string(),
  uploadedAt: z.date(),
  doneAt: z.date().optional(),
  /** When the whole import is forgotten; not set while it is applied. */
  forgetAt: z.date().optional(),
  reading: z.object({
    columns: z.array(z.object({ heading: z.string(), field: ImportField.nullable() })),
    separator: z.string().optional(),
    encoding: TableEncoding.optional(),
    consents: z.object({ basis: LawfulBasis, textVersion: z.string() }).optional(),
  }),
  encoding: TableEncoding.optional(),
  separator: z.string().optional(),
  mode: ImportMode.optional(),
  columns: z.array(z.object({ column: z.int(), heading: z.string(), field: ImportField.optional() })),
  failure: z.object({ line: z.int().optional(), column: z.int().optional(), detail: z.string() }).optional(),
  /** The check whose rows count: one that was cut off by a crash leaves rows of an earlier one. */
  run: z.string().optional(),
  read: z.object({
    read: z.int(),
    good: z.int(),
    bad: z.int(),
    problems: z.int(),
    newPeople: z.int(),
  }),
  communities: z.array(z.string()),
  givesRoles: z.boolean(),
  /** The last line that was applied. */
  cursor: z.int(),
  /** How often in a row a batch failed for no passing reason. */
  faults: z.int(),
  applied: z.object(counts),
  /** People who stay though the import was taken back, since they have done something here. */
  kept: z.int(),
});
export type ImportRow = z.infer<typeof ImportRow>;

export const StagedRow = CheckedRow.extend({
  _id: z.string(),
  import: z.string(),
  run: z.string(),
  network: z.string(),
  /** Not set while it is applied: then a row must last until it is taken in. */
  forgetAt: z.date().optional(),
});
export type StagedRow = z.infer<typeof StagedRow>;

/** What one batch of an import took in, written with it: ids alone, so that it can be taken back. */
export const TakenIn = z.object({
  _id: z.string(),
  import: z.string(),
  network: z.string(),
  line: z.int(),
  people: z.array(z.string()),
  memberships: z.array(z.object({ id: z.string(), version: z.int() })),
  /** Of people who were members before. */
  consents: z.array(z.object({ person: z.string(), purpose: ConsentPurpose, line: z.string() })),
});
export type TakenIn = z.infer<typeof TakenIn>;

/** What is wrong with a line of a file: never what stands in it. */
export const ProblemRow = z.object({
  _id: z.string(),
  import: z.string(),
  run: z.string(),
  network: z.string(),
  line: z.int(),
  place: z.int(),
  column: z.int().optional(),
  heading: z.string().optional(),
  detail: z.string(),
  forgetAt: z.date(),
});
export type ProblemRow = z.infer<typeof ProblemRow>;

/** A piece of an uploaded file. */
export const ChunkRow = z.object({
  /** `<import>.<its place>` */
  _id: z.string(),
  import: z.string(),
  network: z.string(),
  at: z.int(),
  /** As the driver gives it. */
  data: z.custom<{ readonly buffer: Uint8Array }>(),
  forgetAt: z.date(),
});
export type ChunkRow = z.infer<typeof ChunkRow>;
