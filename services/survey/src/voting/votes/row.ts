import { Quorum, StandingsVisibility, VoteMethod } from '@skein/contracts';
import { z } from 'zod';
import { Electors } from '../rounds/row.ts';

export const VoteRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  title: z.string(),
  question: z.string(),
  method: VoteMethod,
  electorate: Electors,
  community: z.string().optional(),
  standings: StandingsVisibility,
  quorum: Quorum.nullable(),
  proposalsUntil: z.date().nullable(),
  createdAt: z.date(),
});
export type VoteRow = z.infer<typeof VoteRow>;

export const StatementRow = z.object({
  _id: z.string(),
  network: z.string(),
  vote: z.string(),
  version: z.int(),
  text: z.string(),
  proposedBy: z.string(),
  proposedAt: z.date(),
  from: z.string().optional(),
  withdrawn: z.boolean(),
});
export type StatementRow = z.infer<typeof StatementRow>;
