import { CommunityStatus } from '@skein/contracts';
import { z } from 'zod';

export const CommunityRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  slug: z.string(),
  name: z.string(),
  domain: z.string(),
  description: z.string(),
  joining: z.enum(['open', 'approval']),
  source: z.string().optional(),
  status: CommunityStatus,
  statusHistory: z.array(
    z.object({
      status: CommunityStatus,
      since: z.date(),
      by: z.string().optional(),
      note: z.string().optional(),
    }),
  ),
});
export type CommunityRow = z.infer<typeof CommunityRow>;

/** Counts the turns that changes of something took. */
export const TurnRow = z.object({
  /** `<network>:<what the turns are about>` */
  _id: z.string(),
  network: z.string(),
  turn: z.int(),
});
export type TurnRow = z.infer<typeof TurnRow>;
