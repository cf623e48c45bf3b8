import { FeedKind } from '@skein/contracts';
import { z } from 'zod';

/** An address that somebody's calendar program reads; its secret is kept as a hash alone. */
export const FeedRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  person: z.string(),
  kind: FeedKind,
  community: z.string().optional(),
  secretHash: z.string(),
  since: z.date(),
});
export type FeedRow = z.infer<typeof FeedRow>;
