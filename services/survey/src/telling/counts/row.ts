import { z } from 'zod';

const Cell = z.object({
  row: z.string(),
  column: z.string(),
  count: z.int(),
  /** The sum of the keys of the responses in it. */
  key: z.int().optional(),
});

/** What a count holds; one that was made when it held something else is made anew. */
export const countForm = 2;

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
  form: z.int().optional(),
  counted: z.object({ responses: z.int(), cells: z.array(Cell) }).optional(),
});
export type CountRow = z.infer<typeof CountRow>;
