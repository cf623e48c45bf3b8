import { z } from 'zod';
import { defineCapability } from '../../capability.ts';
import { changesOf } from '../../changes.ts';
import { Id, Instant } from '../../id.ts';
import { PageQuery, pageOf } from '../../listing.ts';
import { defineRoute } from '../../route.ts';
import { paragraphs } from '../../text.ts';
import { events } from './events.ts';
import { ListedVote, Statement, Vote, VoteBody, VoteRound } from './schemas.ts';

export * from './schemas.ts';

const one = z.object({ id: Id });
const oneStatement = one.extend({ statement: Id });
const StatementBody = z.strictObject({ text: paragraphs(2000).min(1) });

const routes = {
  createVote: defineRoute({
    id: 'createVote',
    service: 'survey',
    method: 'POST',
    path: '/votes',
    summary: 'Begin a vote on statements: proposals are taken at once, ballots from the first round on',
    right: 'vote.run',
    body: VoteBody,
    reply: Vote,
    status: 201,
    problems: ['unknown-reference'],
  }),
  listVotes: defineRoute({
    id: 'listVotes',
    service: 'survey',
    method: 'GET',
    path: '/votes',
    summary: 'The votes of the network, newest first',
    right: 'signed-in',
    query: PageQuery.extend({ community: Id.optional() }),
    reply: pageOf(ListedVote),
    status: 200,
  }),
  readVote: defineRoute({
    id: 'readVote',
    service: 'survey',
    method: 'GET',
    path: '/votes/:id',
    summary: 'One vote with its statements, which came from which, and its rounds',
    right: 'signed-in',
    params: one,
    reply: Vote,
    status: 200,
  }),
  editVote: defineRoute({
    id: 'editVote',
    service: 'survey',
    method: 'PATCH',
    path: '/votes/:id',
    summary: 'Change a vote between its rounds; a round keeps what it was opened with',
    right: 'vote.run',
    params: one,
    body: changesOf(VoteBody.omit({ electorate: true })),
    reply: Vote,
    status: 200,
    ifMatch: true,
    problems: ['conflict'],
  }),
  proposeStatement: defineRoute({
    id: 'proposeStatement',
    service: 'survey',
    method: 'POST',
    path: '/votes/:id/statements',
    summary: 'Propose a statement, as a member of the electorate',
    right: 'signed-in',
    params: one,
    body: StatementBody,
    reply: Statement,
    status: 201,
    problems: ['closed', 'conflict', 'already-exists'],
  }),
  amendStatement: defineRoute({
    id: 'amendStatement',
    service: 'survey',
    method: 'POST',
    path: '/votes/:id/statements/:statement/amendments',
    summary: 'Propose another wording of a statement; both stand, and the new one says what it came from',
    right: 'signed-in',
    params: oneStatement,
    body: StatementBody,
    reply: Statement,
    status: 201,
    ifMatch: true,
    problems: ['closed', 'conflict', 'already-exists'],
  }),
  withdrawStatement: defineRoute({
    id: 'withdrawStatement',
    service: 'survey',
    method: 'POST',
    path: '/votes/:id/statements/:statement/withdrawal',
    summary: 'Withdraw a statement: whoever proposed it may, and those who run the vote',
    right: 'signed-in',
    params: oneStatement,
    reply: Statement,
    status: 200,
    ifMatch: true,
    problems: ['conflict'],
  }),
  openRound: defineRoute({
    id: 'openRound',
    service: 'survey',
    method: 'POST',
    path: '/votes/:id/rounds',
    summary: 'Put statements to the vote: those who are members now may vote until it closes',
    right: 'vote.run',
    params: one,
    body: z.strictObject({
      statements: z.array(Id).min(2).max(30),
      closesAt: Instant,
      invite: z.boolean().default(true).meta({ description: 'Send each member a letter with their link' }),
    }),
    reply: VoteRound,
    status: 202,
    ifMatch: true,
    problems: ['unknown-reference', 'conflict'],
  }),
  closeRound: defineRoute({
    id: 'closeRound',
    service: 'survey',
    method: 'POST',
    path: '/votes/:id/rounds/:number/closing',
    summary:
      'Close a round before its time; the ballots accepted before are all counted, which takes a moment',
    right: 'vote.run',
    params: one.extend({ number: z.coerce.number().int().positive() }),
    reply: VoteRound,
    status: 202,
    ifMatch: true,
    problems: ['closed', 'conflict'],
  }),
};

export const votesContract = defineCapability({ name: 'votes', service: 'survey', routes, events });
