import { z } from 'zod';
import { defineEvent } from '../../envelope.ts';
import { Id, Instant } from '../../id.ts';
import { ConsentPurpose } from '../consent.ts';
import { CampaignAudience } from './schemas.ts';

const service = 'membership';
const campaignFacts = z.object({
  campaign: Id,
  purpose: ConsentPurpose,
  textVersion: z.string(),
  audience: CampaignAudience,
  deadline: Instant,
});
const somePeople = z.array(Id).min(1).max(500);

export const events = {
  campaignDrafted: defineEvent({
    service,
    aggregate: 'campaign',
    event: 'drafted',
    summary: 'A re-consent campaign was drafted',
    data: campaignFacts,
  }),
  campaignChanged: defineEvent({
    service,
    aggregate: 'campaign',
    event: 'changed',
    summary: 'The draft of a campaign changed',
    data: campaignFacts,
  }),
  campaignStarted: defineEvent({
    service,
    aggregate: 'campaign',
    event: 'started',
    summary: 'A campaign runs: its audience is asked from now on',
    data: campaignFacts,
  }),
  campaignPeopleInvited: defineEvent({
    service,
    aggregate: 'campaign',
    event: 'people-invited',
    summary: 'People are to be sent the question with their link: at most 500 an event',
    data: z.object({ campaign: Id, people: somePeople }),
  }),
  campaignPeopleReminded: defineEvent({
    service,
    aggregate: 'campaign',
    event: 'people-reminded',
    summary: 'People who are silent are to be reminded: at most 500 an event',
    data: z.object({ campaign: Id, daysBefore: z.int().positive(), people: somePeople }),
  }),
  campaignClosed: defineEvent({
    service,
    aggregate: 'campaign',
    event: 'closed',
    summary: 'A campaign is over, and those who were silent have left its purpose',
    data: campaignFacts.extend({
      yes: z.int().nonnegative(),
      no: z.int().nonnegative(),
      silent: z.int().nonnegative(),
    }),
  }),
};
