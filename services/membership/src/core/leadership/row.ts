import { z } from 'zod';

/** That a community with members has nobody who facilitates it. */
export const UnledRow = z.object({
  /** The community's id. */
  _id: z.string(),
  network: z.string(),
  since: z.date(),
});
export type UnledRow = z.infer<typeof UnledRow>;
