import { z } from 'zod';
import { defineCapability } from '../../capability.ts';
import { changesOf } from '../../changes.ts';
import { Id, NetworkId } from '../../id.ts';
import { PageQuery, pageOf } from '../../listing.ts';
import { defineQuestion } from '../../question.ts';
import { defineRoute } from '../../route.ts';
import { line, paragraphs } from '../../text.ts';
import { ConsentPurpose } from '../consent.ts';
import { events } from './events.ts';
import {
  Campaign,
  CampaignAnswer,
  CampaignAnswered,
  CampaignBody,
  CampaignQuestion,
  CampaignStatus,
} from './schemas.ts';

export * from './schemas.ts';

const one = z.object({ id: Id });
const linked = z.object({ token: z.string().max(2000) });
const answerBody = z.strictObject({ answer: CampaignAnswer });

const routes = {
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
  listCampaignAnswers: defineRoute({
    id: 'listCampaignAnswers',
    service: 'membership',
    method: 'GET',
    path: '/campaigns/:id/answers',
    summary: 'Who is asked by a re-consent campaign, and what each said, or nothing yet',
    right: 'consent.run',
    params: one,
    query: PageQuery.extend({ answer: CampaignAnswered.shape.answer.optional() }),
    reply: pageOf(CampaignAnswered),
    status: 200,
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

const questions = {
  /** Answered by membership: what a re-consent campaign asks, and the personal links of those who may still be asked. */
  links: defineQuestion({
    name: 'membership.campaign-links',
    summary: 'The question of a re-consent campaign with personal links for answering it',
    question: z.strictObject({
      network: NetworkId,
      campaign: Id,
      people: z.array(Id).min(1).max(1000),
      /** For a reminder: those who have answered get none. */
      silentOnly: z.boolean(),
    }),
    answer: z.object({
      asks: z
        .object({
          title: line(200),
          text: paragraphs(5000),
          purpose: ConsentPurpose,
          wording: line(500),
          deadline: z.iso.datetime(),
        })
        .optional(),
      links: z.array(z.object({ person: Id, url: z.url() })),
    }),
  }),
};

export const campaignsContract = defineCapability({
  name: 'campaigns',
  service: 'membership',
  routes,
  events,
  questions,
});
