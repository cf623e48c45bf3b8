import { z } from 'zod';
import { Id, Instant, Version } from '../../id.ts';
import { line, paragraphs } from '../../text.ts';
import { ConsentPurpose } from '../consent.ts';

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

export const CampaignBody = z.strictObject({
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

/** What one person whom a campaign asks said to it. */
export const CampaignAnswered = z
  .object({
    person: Id,
    answer: z.enum(['yes', 'no', 'silent']),
    answeredAt: Instant.optional(),
  })
  .meta({ id: 'CampaignAnswered' });
export type CampaignAnswered = z.infer<typeof CampaignAnswered>;

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
