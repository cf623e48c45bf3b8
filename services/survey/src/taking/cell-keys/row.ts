import { z } from 'zod';

/** What the figures of a survey that is not named are drawn by; whoever knows it can tell counts from figures. */
export const CellKeyRow = z.object({
  /** The survey's id. */
  _id: z.string(),
  network: z.string(),
  /** 32 random bytes in base64url. */
  secret: z.string(),
});
export type CellKeyRow = z.infer<typeof CellKeyRow>;
