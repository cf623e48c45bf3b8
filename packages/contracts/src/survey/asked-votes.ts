import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Id, Instant } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineRoute } from '../route.ts';
import { line } from '../text.ts';
import { RoundStatus } from './votes/index.ts';

/** A round of a vote as a member sees it: whether they may vote, and how it came out. */
export const AskedVote = z
  .object({
    vote: Id,
    round: Id,
    number: z.int().positive(),
    title: line(200),
    community: Id.optional(),
    status: RoundStatus,
    opensAt: Instant,
    closesAt: Instant,
    closedAt: Instant.optional(),
    voted: z.boolean().optional().meta({ description: 'Absent where you are not of the electorate' }),
    winners: z
      .array(z.string())
      .optional()
      .meta({ description: 'The statements that won, once it is over and as far as you may see it' }),
    quorumReached: z.boolean().optional(),
  })
  .meta({ id: 'AskedVote' });
export type AskedVote = z.infer<typeof AskedVote>;

const service = 'survey';

const routes = {
  listAskedVotes: defineRoute({
    id: 'listAskedVotes',
    service,
    method: 'GET',
    path: '/asked-votes',
    summary:
      'Rounds of the network’s votes and of your communities’, newest first; with whether you have voted, for you alone',
    right: 'signed-in',
    query: PageQuery.extend({ status: z.enum(['open', 'closed']).default('open'), community: Id.optional() }),
    reply: pageOf(AskedVote),
    status: 200,
  }),
};

export const askedVotesContract = defineCapability({ name: 'asked-votes', service, routes });
