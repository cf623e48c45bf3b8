import { z } from 'zod';
import { defineEvent } from '../../envelope.ts';
import { Id, Instant } from '../../id.ts';
import { VoteMethod } from './schemas.ts';

const service = 'survey';
const statementFacts = z.object({ vote: Id, statement: Id, from: Id.optional() });

// No event tells that somebody voted: when a ballot came would lead to whose it is.
export const events = {
  voteCreated: defineEvent({
    service,
    aggregate: 'vote',
    event: 'created',
    summary: 'A vote on statements began',
    data: z.object({ vote: Id, title: z.string(), community: Id.optional() }),
  }),
  voteChanged: defineEvent({
    service,
    aggregate: 'vote',
    event: 'changed',
    summary: 'A vote was changed, or a round of it begun or ended',
    data: z.object({ vote: Id, fields: z.array(z.string()) }),
  }),
  statementProposed: defineEvent({
    service,
    aggregate: 'vote',
    event: 'statement-proposed',
    summary: 'A statement was proposed, or another amended: then it says from which it came',
    data: statementFacts,
  }),
  statementWithdrawn: defineEvent({
    service,
    aggregate: 'vote',
    event: 'statement-withdrawn',
    summary: 'A statement was withdrawn',
    data: statementFacts,
  }),
  votersInvited: defineEvent({
    service,
    aggregate: 'vote-round',
    event: 'voters-invited',
    summary: 'People are to be sent their voting link: at most 500 an event',
    data: z.object({
      vote: Id,
      round: Id,
      title: z.string(),
      closesAt: Instant,
      people: z.array(Id).min(1).max(500),
    }),
  }),
  voteRoundOpened: defineEvent({
    service,
    aggregate: 'vote-round',
    event: 'opened',
    summary: 'Statements are put to the vote',
    data: z.object({
      vote: Id,
      round: Id,
      number: z.int().positive(),
      title: z.string(),
      method: VoteMethod,
      statements: z.array(Id),
      closesAt: Instant,
      community: Id.optional(),
    }),
  }),
  voteRoundClosed: defineEvent({
    service,
    aggregate: 'vote-round',
    event: 'closed',
    summary: 'A round is over and counted; no winners are named where too few have voted',
    data: z.object({
      vote: Id,
      round: Id,
      number: z.int().positive(),
      title: z.string(),
      winners: z.array(Id),
      quorumReached: z.boolean(),
      community: Id.optional(),
    }),
  }),
};
