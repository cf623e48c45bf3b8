import { ContributionPart, LearningCaseKind, LearningCaseScope, LearningCaseStatus } from '@skein/contracts';
import { z } from 'zod';

const ContributionRow = z.object({
  id: z.string(),
  part: ContributionPart,
  text: z.string(),
  party: z.string().optional(),
  criterion: z.string().optional(),
  table: z.string().optional(),
  round: z.int().optional(),
  by: z.string().optional(),
  at: z.date(),
});
export type ContributionRow = z.infer<typeof ContributionRow>;

/** A learning case on its way from a meeting to the feedback at a later one. */
export const LearningCaseRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  community: z.string(),
  meeting: z.string(),
  /** Absent in what earlier versions stored: a case. */
  kind: LearningCaseKind.optional(),
  /** Absent in what earlier versions stored: its community's. */
  scope: LearningCaseScope.optional(),
  /** Since when everybody in the network may read it. */
  clearedAt: z.date().optional(),
  title: z.string(),
  situation: z.string(),
  /** Absent once the one who brought it was erased, with what they told. */
  broughtBy: z.string().optional(),
  criteria: z.array(z.object({ id: z.string(), text: z.string() })).optional(),
  tables: z.array(z.object({ id: z.string(), title: z.string(), host: z.string().optional() })).optional(),
  /** Absent in what earlier versions stored, which had the two lists below instead. */
  contributions: z.array(ContributionRow).optional(),
  observations: z.array(z.string()).optional(),
  insights: z.array(z.string()).optional(),
  tried: z.string().optional(),
  feedback: z.object({ meeting: z.string(), tried: z.string() }).optional(),
  status: LearningCaseStatus,
});
export type LearningCaseRow = z.infer<typeof LearningCaseRow>;
