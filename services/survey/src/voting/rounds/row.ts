import { Quorum, RoundStatus, StandingsVisibility, VoteMethod } from '@skein/contracts';
import { z } from 'zod';

/** Who may vote. */
export const Electors = z.union([
  z.object({ kind: z.literal('network') }),
  z.object({ kind: z.literal('community'), community: z.string() }),
]);

/** One time that statements are put to the vote, with the rules that the vote had when it was opened. */
export const RoundRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  vote: z.string(),
  number: z.int(),
  title: z.string(),
  electorate: Electors,
  community: z.string().optional(),
  method: VoteMethod,
  standings: StandingsVisibility,
  quorum: Quorum.nullable(),
  statements: z.array(z.string()),
  invite: z.boolean(),
  status: RoundStatus,
  electors: z.int(),
  linksHandedOut: z.int(),
  /** While it is prepared: the last member that the list has come to. */
  cursor: z.string().optional(),
  opensAt: z.date(),
  closesAt: z.date(),
  closedAt: z.date().optional(),
  /** Its ballots lie apart, until it is counted. Absent: they are with those of all rounds. */
  apart: z.literal(true).optional(),
});
export type RoundRow = z.infer<typeof RoundRow>;

/** The last count of a round's ballots: what a live standing shows, then how it came out. */
export const CountRow = z.object({
  /** The round. */
  _id: z.string(),
  network: z.string(),
  ballots: z.int(),
  order: z.array(z.array(z.string())),
  /** Absent in counts of earlier versions, in which the first place held just these. */
  unbeaten: z.array(z.string()).optional(),
  counts: z.array(z.int()).optional(),
  preferred: z.array(z.array(z.int())).optional(),
  paths: z.array(z.array(z.int())).optional(),
});
export type CountRow = z.infer<typeof CountRow>;
