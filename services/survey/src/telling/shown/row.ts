import { z } from 'zod';

const ReadingRow = z.object({
  responses: z.int(),
  at: z.date(),
  tallies: z.array(
    z.object({
      question: z.string(),
      answered: z.int(),
      sum: z.int(),
      counts: z.record(z.string(), z.int()),
      keys: z.record(z.string(), z.int()).optional(),
    }),
  ),
});
export type ReadingRow = z.infer<typeof ReadingRow>;

/** What is shown of a survey that is not named. Named ones are shown as they are, and have none. */
export const StandingRow = z.object({
  /** The survey. */
  _id: z.string(),
  network: z.string(),
  shown: ReadingRow.optional(),
  waiting: ReadingRow.optional(),
  /** Closed then; what was accepted before may still be in the queue. */
  settling: z.object({ since: z.date(), sequence: z.int().optional() }).optional(),
  settled: z.boolean().optional(),
});
export type StandingRow = z.infer<typeof StandingRow>;
