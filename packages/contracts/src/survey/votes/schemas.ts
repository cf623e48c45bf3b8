import { z } from 'zod';
import { Id, Instant, Version } from '../../id.ts';
import { line, paragraphs } from '../../text.ts';

/** How ballots are counted: one choice each, any number of choices each, or a ranking counted by Schulze's method. */
export const VoteMethod = z.enum(['plurality', 'approval', 'ranked']);
export type VoteMethod = z.infer<typeof VoteMethod>;

/** Who may vote; fixed as a list of people when a round opens. */
export const Electorate = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('network') }),
    z.strictObject({ kind: z.literal('community'), community: Id }),
  ])
  .meta({
    id: 'Electorate',
    description: 'The members of the network, or of one community, guests left out',
  });
export type Electorate = z.infer<typeof Electorate>;

/** Who sees how a round stands: everyone of the electorate as it goes, or once it is over, or those who run it alone. */
export const StandingsVisibility = z.enum(['live', 'after-closing', 'runners-only']);
export type StandingsVisibility = z.infer<typeof StandingsVisibility>;

export const Quorum = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('share'), percent: z.int().min(1).max(100) }),
    z.strictObject({ kind: z.literal('number'), ballots: z.int().min(1).max(1_000_000) }),
  ])
  .meta({ id: 'Quorum', description: 'How many must vote: a share of the electorate, or a number' });
export type Quorum = z.infer<typeof Quorum>;

/** Where a round is: its electorate is written down, it takes ballots, they are being counted, or it is over. */
export const RoundStatus = z.enum(['preparing', 'open', 'counting', 'closed']);
export type RoundStatus = z.infer<typeof RoundStatus>;

const count = z.int().nonnegative();

/** A statement put forward. Its text never changes: an amendment is a statement of its own that comes `from` it. */
export const Statement = z
  .object({
    id: Id,
    version: Version,
    text: paragraphs(2000),
    proposedBy: Id,
    proposedAt: Instant,
    from: Id.optional().meta({ description: 'The statement that this one amends' }),
    withdrawn: z.boolean(),
    rounds: z.array(z.int().positive()).meta({ description: 'The rounds that put it to the vote' }),
  })
  .meta({ id: 'Statement' });
export type Statement = z.infer<typeof Statement>;

/** A round as the history shows it; how it came out is in its standing. */
export const VoteRound = z
  .object({
    id: Id,
    version: Version,
    vote: Id,
    number: z.int().positive(),
    method: VoteMethod,
    standings: StandingsVisibility,
    quorum: Quorum.optional(),
    statements: z.array(Id),
    status: RoundStatus,
    electors: count,
    linksHandedOut: count.meta({ description: 'Voting links that those who run it took to hand out' }),
    opensAt: Instant,
    closesAt: Instant,
    closedAt: Instant.optional(),
  })
  .meta({ id: 'VoteRound' });
export type VoteRound = z.infer<typeof VoteRound>;

export const VoteBody = z.strictObject({
  title: line(200),
  question: paragraphs(2000),
  method: VoteMethod,
  electorate: Electorate,
  standings: StandingsVisibility.default('after-closing'),
  quorum: Quorum.nullable().default(null),
  proposalsUntil: Instant.nullable()
    .default(null)
    .meta({ description: 'Until when members may propose and amend; null: as long as the vote is there' }),
});

/** A vote without its statements and rounds, as listings show it. */
export const ListedVote = VoteBody.extend({
  id: Id,
  version: Version,
  createdAt: Instant,
  community: Id.optional().meta({ description: 'Whose vote it is, where it is one community’s' }),
}).meta({ id: 'ListedVote' });
export type ListedVote = z.infer<typeof ListedVote>;

export const Vote = ListedVote.extend({
  statements: z.array(Statement),
  rounds: z.array(VoteRound),
}).meta({ id: 'Vote' });
export type Vote = z.infer<typeof Vote>;
