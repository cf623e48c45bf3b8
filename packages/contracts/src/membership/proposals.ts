import { z } from 'zod';
import { EmailAddress } from '../address.ts';
import { defineCapability } from '../capability.ts';
import { changesOf } from '../changes.ts';
import { defineEvent } from '../envelope.ts';
import { Id, Instant, NetworkId, Slug, Version } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineQuestion } from '../question.ts';
import { defineRoute } from '../route.ts';
import { line, paragraphs } from '../text.ts';
import { Deciders, waitingQuestion } from '../waiting.ts';

/** `changes-asked` waits for its proposer, `submitted` for the hosting team. */
export const ProposalStatus = z.enum(['submitted', 'changes-asked', 'accepted', 'declined', 'withdrawn']);
export type ProposalStatus = z.infer<typeof ProposalStatus>;

const description = {
  name: line(120),
  slug: Slug,
  domain: line(300),
  description: paragraphs(5000).default(''),
  why: paragraphs(5000).default('').meta({ description: 'Why it is wanted' }),
  joining: z.enum(['open', 'approval']).default('open'),
  founders: z.array(Id).max(50).default([]).meta({
    description: 'Members who are to begin it with the proposer; they are invited once it is accepted',
  }),
  invite: z.array(EmailAddress).max(50).default([]).meta({
    description: 'Addresses that are invited into it once it is accepted; forgotten when it is decided',
  }),
};
const Body = z.strictObject(description);

export const Proposal = z
  .object({
    id: Id,
    version: Version,
    status: ProposalStatus,
    proposer: Id,
    ...description,
    history: z.array(
      z.object({ status: ProposalStatus, at: Instant, by: Id, comment: paragraphs(2000).optional() }),
    ),
    community: Id.optional().meta({ description: 'The community that came of it' }),
  })
  .meta({ id: 'Proposal' });
export type Proposal = z.infer<typeof Proposal>;

const one = z.object({ id: Id });
const comment = paragraphs(2000);
const said = comment.refine((text) => text.length > 0, 'is needed');
const shared = { service: 'membership', params: one, reply: Proposal, status: 200, ifMatch: true } as const;

const routes = {
  proposeCommunity: defineRoute({
    id: 'proposeCommunity',
    service: 'membership',
    method: 'POST',
    path: '/community-proposals',
    summary: 'Propose a community of one’s own; the hosting team reviews it',
    right: 'signed-in',
    body: Body,
    reply: Proposal,
    status: 201,
    problems: ['already-exists', 'unknown-reference', 'forbidden', 'rate-limited'],
  }),
  listProposals: defineRoute({
    id: 'listProposals',
    service: 'membership',
    method: 'GET',
    path: '/community-proposals',
    summary: 'Proposals, newest first: one’s own, naming oneself as `proposer`, or for hosts all of them',
    right: 'proposal.read',
    query: PageQuery.extend({ proposer: Id.optional(), status: ProposalStatus.optional() }),
    reply: pageOf(Proposal),
    status: 200,
  }),
  readProposal: defineRoute({
    id: 'readProposal',
    service: 'membership',
    method: 'GET',
    path: '/community-proposals/:id',
    summary: 'Read the proposal of a community, with what was said of it',
    right: 'proposal.read',
    params: one,
    reply: Proposal,
    status: 200,
  }),
  editProposal: defineRoute({
    ...shared,
    id: 'editProposal',
    method: 'PATCH',
    path: '/community-proposals/:id',
    summary: 'Change one’s own proposal while it is not decided; only what is sent changes',
    right: 'proposal.edit',
    body: changesOf(Body),
    problems: ['conflict', 'already-exists', 'unknown-reference'],
  }),
  resubmitProposal: defineRoute({
    ...shared,
    id: 'resubmitProposal',
    method: 'POST',
    path: '/community-proposals/:id/submission',
    summary: 'Put a proposal before the hosting team again, after the changes they asked for',
    right: 'proposal.edit',
    body: z.strictObject({ comment: comment.optional() }),
    problems: ['conflict'],
  }),
  withdrawProposal: defineRoute({
    ...shared,
    id: 'withdrawProposal',
    method: 'POST',
    path: '/community-proposals/:id/withdrawal',
    summary: 'Withdraw one’s own proposal of a community',
    right: 'proposal.edit',
    problems: ['conflict'],
  }),
  acceptProposal: defineRoute({
    ...shared,
    id: 'acceptProposal',
    method: 'POST',
    path: '/community-proposals/:id/acceptance',
    summary:
      'Accept a proposal and so found the community: the proposer facilitates it, its founders are invited',
    right: 'proposal.review',
    body: z.strictObject({ comment: comment.optional() }),
    problems: ['conflict', 'already-exists'],
  }),
  askForChanges: defineRoute({
    ...shared,
    id: 'askForChanges',
    method: 'POST',
    path: '/community-proposals/:id/changes',
    summary: 'Ask the proposer of a community for changes before it is decided',
    right: 'proposal.review',
    body: z.strictObject({ comment: said }),
    problems: ['conflict'],
  }),
  declineProposal: defineRoute({
    ...shared,
    id: 'declineProposal',
    method: 'POST',
    path: '/community-proposals/:id/refusal',
    summary: 'Decline the proposal of a community, saying why',
    right: 'proposal.review',
    body: z.strictObject({ reason: said }),
    problems: ['conflict'],
  }),
};

const service = 'membership';

const events = {
  proposalMoved: defineEvent({
    service,
    aggregate: 'proposal',
    event: 'moved',
    summary: 'A proposal of a community was submitted, reviewed or withdrawn',
    data: z.object({
      proposal: Id,
      proposer: Id,
      status: ProposalStatus,
      community: Id.optional(),
      deciders: Deciders,
    }),
  }),
  proposalChanged: defineEvent({
    service,
    aggregate: 'proposal',
    event: 'changed',
    summary: 'Its proposer changed a proposal',
    data: z.object({ proposal: Id, proposer: Id, fields: z.array(z.string()) }),
  }),
};

const questions = {
  /** Answered by membership: which proposals still wait for the hosting team. */
  waiting: waitingQuestion('membership.waiting-proposals', 'Proposals of communities that still wait'),
  /** Answered by membership: what a letter to a proposer says, one answer for each step that is known still. */
  steps: defineQuestion({
    name: 'membership.proposal-steps',
    summary: 'What became of proposals of communities',
    question: z.strictObject({
      network: NetworkId,
      steps: z
        .array(z.object({ proposal: Id, version: z.int().positive() }))
        .min(1)
        .max(1000),
    }),
    answer: z.object({
      steps: z.array(
        z.object({
          proposal: Id,
          version: z.int().positive(),
          name: line(120),
          status: z.enum(['accepted', 'declined', 'changes-asked']),
          comment: paragraphs(2000).optional(),
          link: z.url(),
        }),
      ),
    }),
  }),
};

export const proposalsContract = defineCapability({
  name: 'proposals',
  service: 'membership',
  routes,
  events,
  questions,
});
