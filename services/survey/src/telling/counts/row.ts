import { z } from 'zod';

const Cell = z.object({ row: z.string(), column: z.string(), count: z.int() });

/** Something that is counted over all responses of a survey, in the background, and kept with when that was. */
export const CountRow = z.object({
  /** What is counted of which survey: asked again, it is the same row. */
  _id: z.string(),
  network: z.string(),
  survey: z.string(),
  rows: z.string(),
  columns: z.string(),
  state: z.enum(['counting', 'ready']),
  askedAt: z.date(),
  /** Until then it is being counted by some process; after that another one begins anew. */
  claimedUntil: z.date(),
  at: z.date().optional(),
  /** How many responses there were when it was asked. */
  upTo: z.int(),
  counted: z.object({ responses: z.int(), cells: z.array(Cell) }).optional(),
});
export type CountRow = z.infer<typeof CountRow>;
