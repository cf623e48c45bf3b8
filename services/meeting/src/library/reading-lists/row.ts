import { z } from 'zod';

/** What a community reads, in its order. */
export const ReadingListRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  community: z.string(),
  title: z.string(),
  about: z.string(),
  /** Of a book club: the meeting that it is read for. */
  meeting: z.string().optional(),
  items: z.array(z.object({ resource: z.string(), note: z.string() })),
  madeBy: z.string().optional(),
  madeAt: z.date(),
});
export type ReadingListRow = z.infer<typeof ReadingListRow>;
