import { z } from 'zod';
import { changesOf } from '../changes.ts';
import { Id, Instant, Version } from '../id.ts';
import { PageQuery, pageOf } from '../page.ts';
import { defineRoute } from '../route.ts';
import { line, paragraphs } from '../text.ts';
import { ConsentPurpose } from './consent.ts';

export const CampaignStatus = z.enum(['draft', 'running', 'closed']);
export type CampaignStatus = z.infer<typeof CampaignStatus>;

/** Whom a campaign asks again: always of those who agree now, since nobody else may be written to for it. */
export const CampaignAudience = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('agreed') }),
    z.strictObject({ kind: z.literal('community'), community: Id }),
    z.strictObject({ kind: z.literal('other-text') }),
  ])
  .meta({
    id: 'CampaignAudience',
    description: 'Of those who agree now: all, those of a community, or those who agreed to another wording',
  });
export type CampaignAudience = z.infer<typeof CampaignAudience>;

export const CampaignAnswer = z.enum(['yes', 'no']);
export type CampaignAnswer = z.infer<typeof CampaignAnswer>;

const CampaignBody = z.strictObject({
  title: line(200),
  text: paragraphs(5000).meta({ description: 'What the letter says, in your words, before the question' }),
  purpose: ConsentPurpose,
  textVersion: line(40).meta({ description: 'The wording that is agreed to: the one shown today' }),
  audience: CampaignAudience,
  deadline: Instant,
  reminders: z
    .array(z.int().min(1).max(90))
    .max(5)
    .default([])
    .meta({ description: 'Days before the deadline on which those who are silent are reminded' }),
});

const count = z.int().nonnegative();

/** A re-consent campaign with its counts as they are now. */
export const Campaign = CampaignBody.extend({
  id: Id,
  version: Version,
  status: CampaignStatus,
  counts: z.object({ invited: count, yes: count, no: count, silent: count }),
  startedAt: Instant.optional(),
  closedAt: Instant.optional(),
}).meta({ id: 'Campaign' });
export type Campaign = z.infer<typeof Campaign>;

/** What an invited person sees: the question, until when, and what they said so far. */
export const CampaignQuestion = z
  .object({
    campaign: Id,
    title: line(200),
    text: paragraphs(5000),
    purpose: ConsentPurpose,
    wording: line(500),
    deadline: Instant,
    open: z.boolean(),
    answer: CampaignAnswer.optional(),
  })
  .meta({ id: 'CampaignQuestion' });
export type CampaignQuestion = z.infer<typeof CampaignQuestion>;

const one = z.object({ id: Id });
const linked = z.object({ token: z.string().max(2000) });
const answerBody = z.strictObject({ answer: CampaignAnswer });

export const campaignRoutes = {
  draftCampaign: defineRoute({
    id: 'draftCampaign',
    service: 'membership',
    method: 'POST',
    path: '/campaigns',
    summary: 'Draft a re-consent campaign; nobody is written to yet',
    right: 'consent.run',
    body: CampaignBody,
    reply: Campaign,
    status: 201,
    problems: ['unknown-reference'],
  }),
  listCampaigns: defineRoute({
    id: 'listCampaigns',
    service: 'membership',
    method: 'GET',
    path: '/campaigns',
    summary: 'The campaigns of the network with their counts, newest first',
    right: 'consent.run',
    query: PageQuery.extend({ status: CampaignStatus.optional() }),
    reply: pageOf(Campaign),
    status: 200,
  }),
  readCampaign: defineRoute({
    id: 'readCampaign',
    service: 'membership',
    method: 'GET',
    path: '/campaigns/:id',
    summary: 'Read a re-consent campaign: its text, and how many said yes, no or nothing until now',
    right: 'consent.run',
    params: one,
    reply: Campaign,
    status: 200,
  }),
  editCampaign: defineRoute({
    id: 'editCampaign',
    service: 'membership',
    method: 'PATCH',
    path: '/campaigns/:id',
    summary: 'Change the draft of a campaign; one that runs stays as it was sent',
    right: 'consent.run',
    params: one,
    body: changesOf(CampaignBody),
    reply: Campaign,
    status: 200,
    ifMatch: true,
    problems: ['closed', 'unknown-reference'],
  }),
  startCampaign: defineRoute({
    id: 'startCampaign',
    service: 'membership',
    method: 'POST',
    path: '/campaigns/:id/start',
    summary:
      'Start a re-consent campaign: each of its audience gets a letter, and from then on the deadline holds',
    right: 'consent.run',
    params: one,
    reply: Campaign,
    status: 202,
    ifMatch: true,
    problems: ['conflict'],
  }),
  answerCampaign: defineRoute({
    id: 'answerCampaign',
    service: 'membership',
    method: 'POST',
    path: '/campaigns/:id/answers',
    summary: 'Answer a re-consent campaign as the signed-in person; it can be changed until the deadline',
    right: 'signed-in',
    params: one,
    body: answerBody,
    reply: CampaignQuestion,
    status: 200,
    problems: ['closed'],
  }),
  readCampaignQuestion: defineRoute({
    id: 'readCampaignQuestion',
    service: 'membership',
    method: 'GET',
    path: '/campaign-answers',
    summary: 'Read what a re-consent campaign asks, by the link of its letter',
    right: 'public',
    query: linked,
    reply: CampaignQuestion,
    status: 200,
    problems: ['invalid-token', 'expired-token', 'not-found'],
  }),
  answerByLink: defineRoute({
    id: 'answerByLink',
    service: 'membership',
    method: 'POST',
    path: '/campaign-answers',
    summary:
      'Answer a re-consent campaign by the link of a letter, without signing in; it can be changed until the deadline',
    right: 'public',
    query: linked,
    body: answerBody,
    reply: CampaignQuestion,
    status: 200,
    problems: ['invalid-token', 'expired-token', 'not-found', 'closed'],
  }),
};
