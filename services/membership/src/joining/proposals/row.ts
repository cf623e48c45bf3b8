import { ProposalStatus } from '@skein/contracts';
import { z } from 'zod';

/** A community that a member proposes, with each state it was in and what was said then. */
export const ProposalRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  status: ProposalStatus,
  proposer: z.string(),
  name: z.string(),
  slug: z.string(),
  domain: z.string(),
  description: z.string(),
  why: z.string(),
  joining: z.enum(['open', 'approval']),
  founders: z.array(z.string()),
  invite: z.array(z.string()),
  history: z.array(
    z.object({
      version: z.int(),
      status: ProposalStatus,
      at: z.date(),
      by: z.string(),
      comment: z.string().optional(),
    }),
  ),
  community: z.string().optional(),
});
export type ProposalRow = z.infer<typeof ProposalRow>;
