import { z } from 'zod';

/** Two who look like one person and are not. */
export const DismissedRow = z.object({
  /** `<person>.<person>`, in the order of the ids. */
  _id: z.string(),
  network: z.string(),
  people: z.array(z.string()),
  at: z.date(),
});
export type DismissedRow = z.infer<typeof DismissedRow>;
