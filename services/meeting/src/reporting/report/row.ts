import { ReportPart } from '@skein/contracts';
import { z } from 'zod';

/** What the hosts said of a quarter. Its figures are counted as they are asked for. */
export const ReportCommentsRow = z.object({
  /** `<network>.<quarter>` */
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  quarter: z.string(),
  comments: z.array(z.object({ part: ReportPart, text: z.string() })),
});
export type ReportCommentsRow = z.infer<typeof ReportCommentsRow>;
