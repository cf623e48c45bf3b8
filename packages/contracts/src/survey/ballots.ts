import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Id, Instant, NetworkId } from '../id.ts';
import { defineQuestion } from '../question.ts';
import { defineRoute } from '../route.ts';
import { line } from '../text.ts';
import { RoundStatus, VoteMethod } from './votes/schemas.ts';

const count = z.int().nonnegative();

/** How a round stands. Matrices go by `statements`: row against column. */
export const Standing = z
  .object({
    round: Id,
    number: z.int().positive(),
    status: RoundStatus,
    method: VoteMethod,
    statements: z.array(Id),
    electors: count,
    ballots: count.meta({ description: 'How many have voted' }),
    quorum: z.object({ needed: count, reached: z.boolean() }).optional(),
    withheld: z
      .enum(['until-closed', 'runners-only', 'too-few'])
      .optional()
      .meta({ description: 'Why nothing more is shown; too few: fewer than the smallest group have voted' }),
    smallestGroup: count,
    counted: count.optional().meta({
      description: 'How many ballots this is of; a live standing moves in steps of the smallest group',
    }),
    counts: z.array(count).optional().meta({ description: 'Votes for each statement (not with a ranking)' }),
    preferred: z
      .array(z.array(count))
      .optional()
      .meta({ description: 'With a ranking: how many put the row’s statement before the column’s' }),
    paths: z
      .array(z.array(count))
      .optional()
      .meta({ description: 'With a ranking: the strength of the strongest path from row to column' }),
    order: z.array(z.array(Id)).optional().meta({
      description:
        'Best first: each statement beats all in later places. With a ranking one of a place may beat another of it, where both are tied with a third; `paths` tells',
    }),
    winners: z
      .array(Id)
      .optional()
      .meta({ description: 'Once it is closed: those that none beats; several are tied' }),
  })
  .meta({ id: 'Standing' });
export type Standing = z.infer<typeof Standing>;

/** What a voter is given: what is asked, until when, and what they said so far. */
export const BallotPaper = z
  .object({
    vote: Id,
    round: Id,
    number: z.int().positive(),
    title: line(200),
    question: z.string(),
    method: VoteMethod,
    statements: z.array(z.object({ id: Id, text: z.string(), from: Id.optional() })),
    status: RoundStatus,
    closesAt: Instant,
    secrecy: z.string().meta({ description: 'What holds of the secrecy of the vote, in one sentence' }),
    voted: z.boolean(),
    choices: z
      .array(Id)
      .optional()
      .meta({ description: 'Your own ballot, while the round is open; afterwards it is nobody’s' }),
    standing: Standing,
  })
  .meta({ id: 'BallotPaper' });
export type BallotPaper = z.infer<typeof BallotPaper>;

const Choices = z.strictObject({
  choices: z
    .array(Id)
    .min(1)
    .max(30)
    .meta({ description: 'One statement, all that you approve of, or a ranking with the best first' }),
  change: z
    .boolean()
    .default(false)
    .meta({ description: 'Say so to replace the ballot you have cast already' }),
});

const one = z.object({ id: Id, number: z.coerce.number().int().positive() });
const linked = z.object({ token: z.string().max(2000) });
const byLink = ['invalid-token', 'expired-token', 'not-found'] as const;

const routes = {
  readStanding: defineRoute({
    id: 'readStanding',
    service: 'survey',
    method: 'GET',
    path: '/votes/:id/rounds/:number/standing',
    summary: 'How a round stands, as far as its vote lets the reader see it',
    right: 'signed-in',
    params: one,
    reply: Standing,
    status: 200,
  }),
  handOutVoteLinks: defineRoute({
    id: 'handOutVoteLinks',
    service: 'survey',
    method: 'POST',
    path: '/votes/:id/rounds/:number/links',
    summary:
      'Voting links to hand out by another way than mail; the round tells everyone how many were taken',
    right: 'vote.run',
    params: one,
    body: z.strictObject({ people: z.array(Id).min(1).max(1000) }),
    reply: z.object({ links: z.array(z.object({ person: Id, url: z.url(), token: z.string() })) }),
    status: 200,
    secret: true,
    problems: ['unknown-reference', 'closed', 'conflict'],
  }),
  readBallotPaper: defineRoute({
    id: 'readBallotPaper',
    service: 'survey',
    method: 'GET',
    path: '/votes/:id/rounds/:number/ballot',
    summary: 'Your ballot paper: what is asked, whether you have voted, and how while it can be changed',
    right: 'signed-in',
    params: one,
    reply: BallotPaper,
    status: 200,
  }),
  castBallot: defineRoute({
    id: 'castBallot',
    service: 'survey',
    method: 'POST',
    path: '/votes/:id/rounds/:number/ballot',
    summary: 'Vote, or change your vote, until the round closes. The same ballot sent again counts once',
    right: 'signed-in',
    params: one,
    body: Choices,
    reply: BallotPaper,
    status: 200,
    problems: ['closed', 'conflict', 'unavailable'],
  }),
  withdrawBallot: defineRoute({
    id: 'withdrawBallot',
    service: 'survey',
    method: 'DELETE',
    path: '/votes/:id/rounds/:number/ballot',
    summary: 'Take your vote back; you may vote again until the round closes',
    right: 'signed-in',
    params: one,
    reply: BallotPaper,
    status: 200,
    problems: ['closed', 'conflict', 'unavailable'],
  }),
  readBallotPaperByLink: defineRoute({
    id: 'readBallotPaperByLink',
    service: 'survey',
    method: 'GET',
    path: '/ballot-papers',
    summary: 'The ballot paper of a letter’s link, without signing in',
    right: 'public',
    query: linked,
    reply: BallotPaper,
    status: 200,
    problems: byLink,
  }),
  castBallotByLink: defineRoute({
    id: 'castBallotByLink',
    service: 'survey',
    method: 'POST',
    path: '/ballot-papers',
    summary: 'Vote, or change your vote, by the link of a letter: one vote each, whichever way it comes',
    right: 'public',
    query: linked,
    body: Choices,
    reply: BallotPaper,
    status: 200,
    problems: [...byLink, 'closed', 'conflict', 'unavailable'],
  }),
  withdrawBallotByLink: defineRoute({
    id: 'withdrawBallotByLink',
    service: 'survey',
    method: 'DELETE',
    path: '/ballot-papers',
    summary: 'Take your vote back by the link of a letter',
    right: 'public',
    query: linked,
    reply: BallotPaper,
    status: 200,
    problems: [...byLink, 'closed', 'conflict', 'unavailable'],
  }),
};

const questions = {
  /** Answered by survey: personal voting links for people of a round's electorate. */
  links: defineQuestion({
    name: 'survey.vote-links',
    summary: 'Personal links for voting in a round',
    question: z.strictObject({ network: NetworkId, round: Id, people: z.array(Id).min(1).max(1000) }),
    answer: z.object({ links: z.array(z.object({ person: Id, url: z.url() })) }),
  }),
};

const buckets = [
  {
    name: 'VOTE_KEYS',
    summary: 'What leads from a member to their ballot, while a round is open; never to be backed up',
  },
] as const;

export const ballotsContract = defineCapability({
  name: 'ballots',
  service: 'survey',
  routes,
  questions,
  buckets,
});
